import { assertNever } from '../engine/assertNever.ts';
import { shortAnswer } from '../engine/shortAnswer.ts';
import { conclusionOf, names } from './conclusion.ts';
import type { SuiteQuestion } from './suite.ts';

/** Whether a text comes to the question's answer. What cannot be read is wrong, and so is what names two answers. */
export function isRight(answerText: string, question: SuiteQuestion): boolean {
  switch (question.kind) {
    case 'number':
    case 'yes-no':
      return shortAnswer(answerText)?.key === keyOf(question.answer);
    case 'text':
      return isRightText(answerText, question.answer);
    case 'choice':
      return chosenLetter(answerText, question.question) === keyOf(question.answer);
    default:
      return assertNever(question.kind);
  }
}

const keyOf = (answer: string): string => shortAnswer(answer)?.key ?? answer.trim().toLowerCase();

function isRightText(answerText: string, answer: string): boolean {
  const key = shortAnswer(answerText)?.key;
  return key === keyOf(answer) || names(conclusionOf(answerText), answer);
}

interface Option {
  readonly letter: string;
  readonly text: string;
}

/** The letter of the option that a text names, by its letter or by its words. */
function chosenLetter(answerText: string, question: string): string | undefined {
  const options = optionsOf(question);
  const text = withoutOptions(answerText, options);
  const key = shortAnswer(text)?.key;
  if (key !== undefined && /^[a-h]$/.test(key)) return key;
  const byWords = options.filter(option => keyOf(option.text) === key);
  const chosen = byWords.length > 0 ? byWords : options.filter(option => mentions(conclusionOf(text), option));
  return chosen.length === 1 ? chosen[0]?.letter.toLowerCase() : undefined;
}

/** Who says all the options again has not chosen by that. */
function withoutOptions(text: string, options: readonly Option[]): string {
  const said = text.split('\n').filter(line => optionsOf(line).some(({ letter }) => options.some(option => option.letter === letter)));
  const letters = new Set(said.flatMap(line => optionsOf(line).map(({ letter }) => letter)));
  if (letters.size < 2 || letters.size < options.length) return text;
  return text
    .split('\n')
    .filter(line => !said.includes(line))
    .join('\n');
}

const optionsOf = (question: string): readonly Option[] =>
  [...question.matchAll(/^\s*\(?([A-H])[.):、．]\s*(.+?)\s*$/gm)].map(([, letter = '', text = '']) => ({ letter, text }));

const DENIAL = /\bnot\b|n[’']t\b|neither|不|没/iu;

/** An option that a sentence names without denying anything. “A” alone is mostly an article. */
function mentions(sentence: string, { letter, text }: Option): boolean {
  if (DENIAL.test(sentence)) return false;
  const after = letter === 'A' ? '(?=[).,:;。]|$|\\s*(?:or\\b|and\\b|[或和、/]))' : "(?![\\p{L}\\d’'])";
  return new RegExp(`(?<![\\p{Script=Latin}\\d])${letter}${after}`, 'u').test(sentence) || isWordOf(sentence, text);
}

function isWordOf(sentence: string, word: string): boolean {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{Script=Latin}\\d])${escaped}(?![\\p{Script=Latin}\\d])`, 'iu').test(sentence);
}
