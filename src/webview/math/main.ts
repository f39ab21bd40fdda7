import temml from 'temml';
import { FORMULA_SETTER, type SetFormula } from '../markdown/formulas.ts';

/** In ems; what a formula asks for beyond that is not given. */
const LARGEST_SIZE: [number, number] = [5, 20];
const MOST_EXPANSIONS = 200;
const MOST_ELEMENTS = 3000;
const DEEPEST_BRACES = 60;

/** A formula hides nothing of what is written in it, and lies over nothing beside it. */
const OPEN_TO_SEE = {
  '\\color': '\\@gobble{#1}',
  '\\textcolor': '\\@gobble{#1}#2',
  '\\colorbox': '\\@gobble{#1}\\text{#2}',
  '\\fcolorbox': '\\@gobble{#1}\\@gobble{#2}\\text{#3}',
  '\\phantom': '{#1}',
  '\\hphantom': '{#1}',
  '\\vphantom': '{#1}',
  '\\llap': '\\text{#1}',
  '\\rlap': '\\text{#1}',
  '\\clap': '\\text{#1}',
  '\\mathllap': '{#1}',
  '\\mathrlap': '{#1}',
  '\\mathclap': '{#1}',
};

/** The MathML of a formula; nothing for one that cannot be read, is too large, or wants what is not trusted. */
const setFormula: SetFormula = (tex, isDisplay) => {
  if (isTooDeep(tex)) return undefined;
  const place = document.createElement('span');
  try {
    temml.render(tex, place, {
      displayMode: isDisplay,
      throwOnError: true,
      trust: false,
      macros: { ...OPEN_TO_SEE },
      maxSize: LARGEST_SIZE,
      maxExpand: MOST_EXPANSIONS,
    });
  } catch {
    return undefined;
  }
  const [made, ...more] = place.children;
  return made?.localName === 'math' && more.length === 0 && isPlain(made) ? made : undefined;
};

function isTooDeep(tex: string): boolean {
  let depth = 0;
  for (const character of tex) {
    if (character === '{') depth++;
    if (character === '}') depth--;
    if (depth > DEEPEST_BRACES) return true;
  }
  return false;
}

const ADDRESSES = '[href], [src], [xlink\\:href], [id], a, img, svg, script, style, annotation-xml, semantics, mglyph, maction';

/** Only marks of mathematics: nothing that leads or loads anywhere. */
const isPlain = (math: Element): boolean => math.querySelectorAll('*').length <= MOST_ELEMENTS && !math.querySelector(ADDRESSES);

Reflect.set(window, FORMULA_SETTER, setFormula);
