import { type Cost, costOf, describeCost, type Priced, type Prices } from './prices.ts';
import type { ReaderWords } from './readerWords.ts';
import { estimateRun, isDear, type RunPlan, tokensOf } from './runEstimate.ts';

/** What a run would come to, for the reader to know before. */
export interface Outlook {
  readonly leastRequests: number;
  readonly mostRequests: number;
  /** At most, over all requests. */
  readonly tokens: number;
  /** At most; absent where no price is known, and for local servers. */
  readonly cost?: Cost;
}

/** What is to be known before a dear run; `undefined` for the usual ones. */
export function outlookOf(plan: RunPlan, priced: Priced, own: Prices): Outlook | undefined {
  if (!isDear(plan)) return undefined;
  const { least, most } = estimateRun(plan);
  const cost = costOf(most, priced, own);
  return { leastRequests: least.requests, mostRequests: most.requests, tokens: tokensOf(most), ...(cost && { cost }) };
}

/** In the reader's words: `6–26 requests, up to about 420,000 tokens, ≈ $1.29`. */
export function describeOutlook({ leastRequests, mostRequests, tokens, cost }: Outlook, words: ReaderWords): string {
  const { t, count } = words;
  const load = t('{least}–{most} requests, up to about {tokens} tokens', {
    least: count(leastRequests),
    most: count(mostRequests),
    tokens: count(roughly(tokens)),
  });
  return cost ? t('{load}, {cost}', { load, cost: describeCost(cost, words) }) : load;
}

/** An estimate has two figures that mean something. */
function roughly(tokens: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, tokens))) - 1);
  return Math.round(tokens / unit) * unit;
}
