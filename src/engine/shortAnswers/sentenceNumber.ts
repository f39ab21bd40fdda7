import { arabicNumbersIn, type FoundNumber } from './arabicNumbers.ts';
import { chineseNumbersIn, englishNumbersIn } from './numberWords.ts';

const BEFORE_RESULT =
  /(?:[=≈:]|\b(?:is|are|equals?|makes?|gives?|totals?|leaves?|becomes?)|等于|[是为得到共有剩])\s*(?:about|exactly|only|approximately|大?约|只有)?\s*$/iu;
const AFTER_RESULT = /^%?\s*(?:[\p{L}'"’]+\s*){0,3}[.。!]?$/u;
const SAYS_LARGER =
  /^\s*(?:>|(?:is|was)\s+(?:the\s+)?(?:larger|largest|greater|greatest|bigger|biggest|higher|highest|more)\b|是?[最更][大多高]|比[^,。]*[大多高])/u;
const LEAD_IN = /^(?:so|thus|hence|therefore|then|in total|因此|所以|故|那么)\s*,?\s*/i;

/** The one number that a sentence comes to: its only one, the result at its end, or what it calls larger than another. */
export function sentenceNumber(sentence: string): FoundNumber | undefined {
  const text = sentence.trim().replace(LEAD_IN, '');
  const numbers = numbersIn(text);
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (!first || !last || new Set(numbers.map(({ key }) => key)).size === 1) return first;
  if (BEFORE_RESULT.test(text.slice(0, last.start)) && AFTER_RESULT.test(text.slice(last.end))) return last;
  return [text, text.slice(text.lastIndexOf(', ') + 1).trim()].map(saidLarger).find(number => number !== undefined);
}

function saidLarger(clause: string): FoundNumber | undefined {
  const [first] = numbersIn(clause);
  return first?.start === 0 && SAYS_LARGER.test(clause.slice(first.end)) ? first : undefined;
}

/** Words count where nothing stands in digits. */
function numbersIn(text: string): readonly FoundNumber[] {
  const digits = arabicNumbersIn(text);
  return digits.length > 0 ? digits : [...englishNumbersIn(text), ...chineseNumbersIn(text)];
}
