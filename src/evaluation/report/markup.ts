import { withoutControls } from '../../engine/plainText.ts';

/** Text that is HTML. Only `html` makes it, so that nothing else ever gets into a page unescaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | undefined | readonly Markup[];

/** HTML with everything that is put into it escaped, except what is HTML already. Nothing comes of `undefined`. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(strings.reduce((text, string, place) => text + written(parts[place - 1]) + string));

function written(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return escaped(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text of anybody's as HTML, without what would turn the writing around. */
const escaped = (text: string): string => withoutControls(text).replace(/[&<>"']/g, character => ENTITIES[character] ?? '');
