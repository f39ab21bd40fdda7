import { answerPhrases } from './shortAnswers/answerPhrases.ts';
import { calendarAtEnd } from './shortAnswers/calendarWords.ts';
import { plainPhrases } from './shortAnswers/plainPhrases.ts';
import { lengthOf, readChoice, readPhrase, readYesNo, type ShortAnswer, withoutExplanation } from './shortAnswers/readPhrase.ts';
import { sentenceNumber } from './shortAnswers/sentenceNumber.ts';

/**
 * The short answer that a text comes to: the last “answer” line, boxed, a number with unit and separators, a choice letter, yes or no; English and Chinese.
 * Equal keys: the same answer. Units, currencies and percent signs are no part of a key.
 */
export function shortAnswer(text: string): ShortAnswer | undefined {
  const plain = plainPhrases(text).trim();
  const phrases = answerPhrases(plain);
  const lines = plain.split('\n').filter(line => line.trim());
  return firstOf(phrases, readPhrase) ?? (phrases.length === 0 ? loneLine(lines) : undefined) ?? unannounced(lines);
}

const MOST_LONE_CHARACTERS = 40;
const MOST_LONE_WORDS = 5;
const COURTESY = /\b(?:hope|let me know|feel free|anything else|happy to help)\b|希望|如有|如果[您你]|随时/i;

/** A text that is nothing but the answer. */
function loneLine([line = '', ...others]: readonly string[]): ShortAnswer | undefined {
  const isShort = others.length === 0 && lengthOf(line) <= MOST_LONE_CHARACTERS && line.trim().split(/\s+/).length <= MOST_LONE_WORDS;
  return isShort ? readPhrase(line) : undefined;
}

/** A text that announces no answer may begin with one, or its last sentence comes to one. */
const unannounced = (lines: readonly string[]): ShortAnswer | undefined =>
  readYesNo(lines[0]?.trim() ?? '') ?? loneChoice(lines) ?? loneNumber(lines[0] ?? '') ?? conclusion(lines);

/** Options that are only said again are no choice. */
function loneChoice(lines: readonly string[]): ShortAnswer | undefined {
  const choices = lines.flatMap(line => readChoice(line) ?? []);
  return choices.length === 1 ? choices[0] : undefined;
}

function loneNumber(line: string): ShortAnswer | undefined {
  const number = sentenceNumber(line);
  const isAlone = number?.start === 0 && /^[^\p{L}\d]*$/u.test(line.slice(number.end));
  return isAlone ? { text: number.text, key: number.key } : undefined;
}

function conclusion(lines: readonly string[]): ShortAnswer | undefined {
  const sentences = lines.flatMap(line => line.split(/(?<=[^\s\d][.!?]|\d[.!?])\s+|(?<=[。!?;])/));
  const last = sentences.findLast(sentence => sentence.trim() && !COURTESY.test(sentence))?.trim() ?? '';
  return readYesNo(last) ?? claimed(withoutExplanation(last));
}

/** What a sentence claims; one that denies claims nothing. */
function claimed(sentence: string): ShortAnswer | undefined {
  if (/\bnot\b|n[’']t\b|不是|不等于|并非/i.test(sentence)) return undefined;
  const number = sentenceNumber(sentence);
  return calendarAtEnd(sentence) ?? (number && { text: number.text, key: number.key });
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
