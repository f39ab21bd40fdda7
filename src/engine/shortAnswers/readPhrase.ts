import { readCalendar } from './calendarWords.ts';
import { sentenceNumber } from './sentenceNumber.ts';

/** An answer in few signs. Equal keys: the same answer, however it is written. */
export interface ShortAnswer {
  readonly text: string;
  readonly key: string;
}

const MOST_WORDS = 8;
const MOST_CHARACTERS = 60;
const CHARACTERS_OF_HAN = 3;
const EXPLANATION =
  /(?:[,;]|\s[-–—])\s*(?:because|since|as|which|so|not|due|where|while|who|and (?:the|it|not)|因为|由于|所以|因此|即|而|不|也|这|其)[\s\S]*$|\s(?:because|since)\s[\s\S]*$/iu;
const CORRECTION = /^(?:not\b[\s\S]*?\bbut\b(?: rather)?|(?:不是|并非)[\s\S]*?而是)\s*/iu;
const DENIAL =
  /^(?:not|neither|unknown|unclear|impossible)\b|^(?:不是|并非)\s*[^\s。,.!]|don[’']t know|cannot|can[’']t|unable|不选|不知道|不清楚|无法|不能/iu;

/** What a phrase says in few signs: the phrase that stands after “the answer is”, in a box, or alone. */
export function readPhrase(phrase: string): ShortAnswer | undefined {
  const whole = phrase
    .trim()
    .replace(/^\s*(?:是\s*:|that|:)\s*/iu, '')
    .replace(CORRECTION, '');
  const first = readYesNo(whole) ?? readChoice(whole);
  if (first) return first;
  const clause = withoutExplanation(firstSentence(whole));
  if (DENIAL.test(clause)) return undefined;
  const copula = clause.replace(/^(?:是|为|on |in |about |approximately |约|大约)\s*/iu, '');
  return readCalendar(copula) ?? readNumber(copula) ?? readText(clause);
}

/** What is claimed, without “because …” and “, not …” after it. */
export const withoutExplanation = (sentence: string): string => sentence.replace(EXPLANATION, '').trim();

const YES = /^(yes|true|是的|对的|是|对|正确|真|有|可以|会|能|correct)(?=$|[\s]*[,.;:!。(—–-]|\s+$)/iu;
const NO = /^(no(?!\.\s?\d)|false|不是|不对|不正确|不会|不能|不可以|没有|否|不|错误|错|假|incorrect)(?=$|[\s]*[,.;:!。(—–-]|\s+$)/iu;

/** Yes or no at the beginning of a phrase, with whatever is said after a comma or a full stop. */
export function readYesNo(phrase: string): ShortAnswer | undefined {
  const text = phrase.replace(QUOTES_BEFORE, '');
  const [yes, no] = [YES.exec(text)?.[1], NO.exec(text)?.[1]];
  if (no) return { text: no, key: 'no' };
  return yes ? { text: yes, key: 'yes' } : undefined;
}

const CHOICE =
  /^(?:(?:option|choice|选项|选择?|是)\s*:?\s*)?(?:\(\s*([A-Ha-h])\s*\)|\[\s*([A-Ha-h])\s*\]|([A-H])\s*(?=$|[.):,;。、]|\s[-–—]))/iu;
const LONE_SMALL_LETTER = /^[a-h]$/;

/** A letter of a choice at the beginning of a phrase: “(B)”, “B.”, “B) Paris”, “选项 B”. */
export function readChoice(phrase: string): ShortAnswer | undefined {
  const text = phrase.trim().replace(QUOTES_BEFORE, '');
  const match = CHOICE.exec(text);
  const letter = match?.[1] ?? match?.[2] ?? match?.[3];
  if (letter === undefined || (/^[a-h]/.test(text) && !LONE_SMALL_LETTER.test(text) && !/^(?:option|choice)/i.test(text))) return undefined;
  return { text: letter.toUpperCase(), key: letter.toLowerCase() };
}

/** A number with its unit; the unit is shown and not compared. */
function readNumber(clause: string): ShortAnswer | undefined {
  const number = sentenceNumber(clause);
  if (!number) return undefined;
  const isShort = number.start === 0 && clause.length <= 24;
  return { text: isShort ? trimmed(clause) : number.text, key: number.key };
}

function readText(clause: string): ShortAnswer | undefined {
  const text = trimmed(clause);
  const key = text
    .toLowerCase()
    .replace(/^(?:the|an?)\s+/, '')
    .replace(/[\s"“”'‘’「」『』《》]+/g, ' ')
    .trim();
  return key === '' || lengthOf(text) > MOST_CHARACTERS || key.split(' ').length > MOST_WORDS ? undefined : { text, key };
}

/** In characters; one of Chinese says as much as three of English. */
export const lengthOf = (text: string): number => text.replace(/\p{Script=Han}/gu, ' '.repeat(CHARACTERS_OF_HAN)).length;

const QUOTES_BEFORE = /^["“'‘「『《]+/;
const trimmed = (text: string): string => text.replace(/^[\s"“'‘「『《]+|[\s"”'’」』》.。,;:!]+$/g, '');
const firstSentence = (text: string): string => text.split(/(?<=[^\s][.!?])\s+|(?<=[。!?;])|\n/, 1)[0] ?? '';
