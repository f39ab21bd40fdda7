import type { ReaderWords } from './readerWords.ts';
import type { Usage } from './usage.ts';

/** US dollars per million tokens. */
export interface Price {
  readonly input: number;
  /** Absent where tokens from the cache cost what others cost. */
  readonly cachedInput?: number;
  readonly output: number;
}

/** Prices by the name of the model. */
export type Prices = Readonly<Record<string, Price>>;

/** As of when the list below was true: year and month. */
export const PRICES_AS_OF = '2026-06';

/** OpenAI's prices as several public lists repeated them then. They change, so what is reckoned with them is shown as about right. */
export const LISTED_PRICES: Prices = {
  'gpt-4o': { input: 2.5, cachedInput: 1.25, output: 10 },
  'gpt-4o-mini': { input: 0.15, cachedInput: 0.075, output: 0.6 },
  'gpt-4.1': { input: 2, cachedInput: 0.5, output: 8 },
  'gpt-4.1-mini': { input: 0.4, cachedInput: 0.1, output: 1.6 },
  'gpt-4.1-nano': { input: 0.1, cachedInput: 0.025, output: 0.4 },
  'gpt-5': { input: 1.25, cachedInput: 0.125, output: 10 },
  'gpt-5-mini': { input: 0.25, cachedInput: 0.025, output: 2 },
  'gpt-5-nano': { input: 0.05, cachedInput: 0.005, output: 0.4 },
  o1: { input: 15, cachedInput: 7.5, output: 60 },
  o3: { input: 2, cachedInput: 0.5, output: 8 },
  'o3-mini': { input: 1.1, cachedInput: 0.55, output: 4.4 },
  'o4-mini': { input: 1.1, cachedInput: 0.275, output: 4.4 },
};

/** What something cost, or will. `isListed`: reckoned with the built-in list. */
export interface Cost {
  readonly dollars: number;
  readonly isListed: boolean;
}

/** What was used, by which model, and where. */
export interface Priced {
  readonly model: string;
  /** The server is on this machine or in a private network, and takes no money. */
  readonly isLocal?: boolean | undefined;
}

const TOKENS_PER_PRICE = 1_000_000;

/** What so many tokens cost; `undefined` where price or tokens are not known, and for local servers. */
export function costOf(usage: Usage, priced: Priced, own: Prices): Cost | undefined {
  const found = priced.isLocal ? undefined : findPrice(priced.model, own);
  const { promptTokens, cachedTokens = 0, completionTokens } = usage;
  if (!found || promptTokens === undefined || completionTokens === undefined) return undefined;
  const { input, cachedInput = input, output } = found.price;
  const sum = (promptTokens - cachedTokens) * input + cachedTokens * cachedInput + completionTokens * output;
  return { dollars: sum / TOKENS_PER_PRICE, isListed: found.isListed };
}

/** `gpt-4o-2024-08-06` costs what `gpt-4o` costs. */
const DATED = /-\d{4}-\d{2}-\d{2}$/;

/** The reader's own price wins; a dated name of a listed model counts as that model. */
export function findPrice(model: string, own: Prices): { readonly price: Price; readonly isListed: boolean } | undefined {
  const price = priceIn(own, model);
  if (price) return { price, isListed: false };
  const listed = priceIn(LISTED_PRICES, model) ?? priceIn(LISTED_PRICES, model.replace(DATED, ''));
  return listed && { price: listed, isListed: true };
}

const priceIn = (prices: Prices, model: string): Price | undefined => (Object.hasOwn(prices, model) ? prices[model] : undefined);

/** `$0.0012`, or `≈ $0.0012` where the price is one of the list. */
export const describeCost = ({ dollars, isListed }: Cost, words: Pick<ReaderWords, 'money'>): string =>
  `${isListed ? '≈ ' : ''}${words.money(dollars)}`;
