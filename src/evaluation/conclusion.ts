import { shortAnswer } from '../engine/shortAnswer.ts';
import { plainPhrases } from '../engine/shortAnswers/plainPhrases.ts';

const COURTESY = /\b(?:hope|let me know|feel free|anything else)\b|希望|如有|如果[您你]|随时/i;
const LEAD_IN =
  /^(?:so|thus|hence|therefore|then|finally|因此|所以|故|那么|现在|最后)[\s,]*(?:we (?:see|know) that |now,? |at the end,? )?/i;

/** The sentence that a text ends with, courtesies aside; where it announces an answer in few words, these. */
export function conclusionOf(text: string): string {
  const sentences = plainPhrases(text)
    .split(/(?<=[^\s\d][.!?]|\d[.!?])\s+|(?<=[。!?;])|\n/)
    .filter(sentence => sentence.trim() && !COURTESY.test(sentence));
  const sentence = shortAnswer(text)?.text ?? sentences.at(-1) ?? '';
  return sentence
    .trim()
    .replace(LEAD_IN, '')
    .replace(/[\s.。!]+$/, '');
}

const COMPARES = /\b(?:than|before|after|not|nor|or|either|neither)\b|n[’']t\b|[比不没先后或]/iu;

/** Whether a sentence names this and nothing beside it: as what it speaks of, or as what it ends with. One that compares or denies says too much. */
export function names(sentence: string, name: string): boolean {
  const rest = without(sentence, name);
  return rest !== undefined && !COMPARES.test(rest);
}

const VERBS = 'is|was|has|had|have|holds?|came|comes|finished|finishes|ranks?|got|gets|won';
const BEGINS = new RegExp(`^(?:\\s+(?:now |then )?(?:${VERBS})\\b|\\s*(?:是|为|现在|得了|获得|最|有|拿|手里|手中|排|第|跑))`, 'iu');
const ENDS = /(?:\b(?:is|was|are|be|by|named|called)|[是为有:在给])\s*:?\s*$/iu;

/** The sentence without the name, where it stands at one end of it. */
function without(sentence: string, name: string): string | undefined {
  const [lower, sought] = [sentence.toLowerCase(), name.toLowerCase()];
  const [rest, start] = [sentence.slice(name.length), sentence.slice(0, -name.length)];
  if (lower.startsWith(sought) && BEGINS.test(rest)) return rest;
  return lower.endsWith(sought) && ENDS.test(start) ? start : undefined;
}
