import type { Language } from './language.ts';
import type { Node } from './node.ts';
import { PROMPTS } from './prompts/prompts.ts';
import { displayTitle } from './step.ts';

/** How much is told of the steps: the newest `whole`, the `brief` before them by their essence, those before by their titles. */
export interface Detail {
  readonly whole: number;
  readonly brief: number;
}

/** Of so many the titles alone are told; what is older still is left out. */
const MOST_TITLES = 12;

/** What the steps on this path have found, in one text; empty where there are none. */
export function established(path: readonly Node[], { whole, brief }: Detail, language: Language): string {
  const items = path.filter(node => 'turn' in node || node.kind === 'remark');
  const told = items.map((node, at) => {
    if (node.kind === 'remark') return `${PROMPTS[language].remark}\n${node.text}`;
    const age = items.slice(at).filter(item => 'turn' in item).length;
    if (age <= whole) return [titleOf(node, language), contentOf(node)].join('\n');
    if (age <= whole + brief) return [titleOf(node, language), essenceOf(contentOf(node))].join('\n');
    return age <= whole + brief + MOST_TITLES ? titleOf(node, language) : '';
  });
  return told.some(Boolean) ? [PROMPTS[language].established, ...told.filter(Boolean)].join('\n\n') : '';
}

function titleOf(node: Node, language: Language): string {
  if (node.kind === 'step') return `${node.step.index + 1}. ${displayTitle(node.step.title)}`;
  return `${PROMPTS[language].earlierAnswer}:`;
}

const contentOf = (node: Node): string =>
  (node.kind === 'step' ? node.step.content : node.kind === 'answer' ? node.answer.text : '').trim();

const SENTENCE = /[^.!?。！？\n]*(?:[.!?](?=\s|$)|[。！？]|\n|$)/g;
/** A Chinese character says as much as two or three letters. */
const MOST_CHARACTERS = { wide: 60, narrow: 140 };

/** How a text begins, and what it comes to: its first sentence and its last. */
export function essenceOf(text: string): string {
  const most = /\p{Script=Han}/u.test(text) ? MOST_CHARACTERS.wide : MOST_CHARACTERS.narrow;
  if (text.length <= 2 * most) return text;
  const sentences = (text.match(SENTENCE) ?? []).map(sentence => sentence.trim()).filter(Boolean);
  return `${beginningOf(sentences[0] ?? text, most)} … ${endOf(sentences.at(-1) ?? '', most)}`;
}

/** Half of a character is none. */
const beginningOf = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…` : text;
const endOf = (text: string, most: number): string => (text.length > most ? `…${text.slice(-most).replace(/^[\udc00-\udfff]/, '')}` : text);
