import type { ChatMessage } from './chat.ts';

/**
 * What a text is made of, in tokens of an average tokenizer. How tokenizers cut Latin letters, digits and signs is much alike;
 * how they cut Chinese and other scripts differs by the double and more.
 */
interface Parts {
  readonly narrow: number;
  readonly wide: number;
}

/** How many of this model's tokens one estimated token stands for. */
export type TokenScale = Parts;

/** The scale of a model of which nothing is known yet. */
export const UNKNOWN_SCALE: TokenScale = { narrow: 1, wide: 1 };

/** What a chat template adds around each message, roughly. */
const TOKENS_PER_MESSAGE = 5;

/** What is found, and how many tokens each find is; fitted to the texts of `test/fixtures/tokens`. */
type Rows = readonly (readonly [find: RegExp, tokens: (found: string) => number])[];
const each = (tokens: number) => (): number => tokens;

const NARROW: Rows = [
  [/[A-ZÀ-Þ]?[a-zß-ɏ]+|[A-ZÀ-Þ]+(?![a-zß-ɏ])/g, word => 1 + Math.max(0, word.length - 8) * 0.15],
  // Some tokenizers take three digits for one token, some each by itself; a blank before a number is one more.
  [/\d+/g, digits => Math.ceil(digits.length / 3) * 0.35 + digits.length * 0.65],
  [/ (?=\d)/g, each(1.1)],
  [/ (?=\p{Script=Han})/gu, each(0.5)],
  // Rules and rows of the same sign take few.
  [/[!-/:-@[-`{-~]+/g, signs => 1 + Math.min(signs.length - 1, 8) * 0.55 + Math.max(0, signs.length - 9) / 12],
  // A single sign melts into the word that follows it, an apostrophe into its ending.
  [/(?<![!-/:-@[-`{-~])[!-/:-@[-`{-~](?=[A-Za-zÀ-ɏ])/g, each(-0.75)],
  [/(?<=[a-z])'(?=[a-z])/g, each(-1.1)],
  [/[ \t]{2,}/g, each(1)],
  [/(?<![;,{)("])\n+/g, each(0.25)],
];

const WIDE: Rows = [
  [/\p{Script=Han}+/gu, han => 0.27 + han.length * 0.6],
  [/[\u3000-\u303f\uff00-\uffef‘’“”…—]/g, each(1)],
  [/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu, each(0.75)],
  [/[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Devanagari}]/gu, each(0.45)],
  [/[\p{So}\p{Extended_Pictographic}]/gu, each(2)],
];

/** Roughly how many tokens a text takes; `scale` as the model was found to count. */
export function estimateTokens(text: string, scale: TokenScale = UNKNOWN_SCALE): number {
  return Math.ceil(scaled(partsOf(text), scale));
}

/** Roughly how many prompt tokens these messages take. */
export function estimatePromptTokens(messages: readonly ChatMessage[], scale: TokenScale = UNKNOWN_SCALE): number {
  return Math.ceil(scaled(partsOfAll(messages), scale));
}

/** The first count tells little of the narrow part, which was nearly known, and much of the wide one. These are the variances before it. */
const VARIANCE: Parts = { narrow: 0.01, wide: 0.7 };
/** A server that counts less than this share of the estimate has not seen all that was sent. */
const LEAST_SEEN = 0.6;
/** Beyond these no tokenizer goes. */
const LEAST: Parts = { narrow: 0.7, wide: 0.4 };
const MOST: Parts = { narrow: 1.5, wide: 4 };

/** The scale of a model that counted `counted` tokens in these messages: the likeliest that explains the count. */
export function scaleFrom(messages: readonly ChatMessage[], counted: number): TokenScale {
  const parts = partsOfAll(messages);
  const missing = counted - parts.narrow - parts.wide;
  if (counted < LEAST_SEEN * (parts.narrow + parts.wide)) return UNKNOWN_SCALE;
  const spread = VARIANCE.narrow * parts.narrow ** 2 + VARIANCE.wide * parts.wide ** 2;
  const scaleOf = (part: keyof Parts) => {
    const scale = spread > 0 ? 1 + (missing * VARIANCE[part] * parts[part]) / spread : 1;
    return Math.min(MOST[part], Math.max(LEAST[part], scale));
  };
  return { narrow: scaleOf('narrow'), wide: scaleOf('wide') };
}

const scaled = (parts: Parts, scale: TokenScale): number => parts.narrow * scale.narrow + parts.wide * scale.wide;

const partsOf = (text: string): Parts => ({ narrow: sum(text, NARROW), wide: sum(text, WIDE) });

function partsOfAll(messages: readonly ChatMessage[]): Parts {
  const parts = messages.map(({ content }) => partsOf(content));
  const total = (part: keyof Parts) => parts.reduce((tokens, text) => tokens + text[part], 0);
  return { narrow: total('narrow') + messages.length * TOKENS_PER_MESSAGE, wide: total('wide') };
}

function sum(text: string, rows: Rows): number {
  let tokens = 0;
  for (const [find, tokensOf] of rows) for (const [found] of text.matchAll(find)) tokens += tokensOf(found);
  return Math.max(0, tokens);
}
