import type { ReaderWords } from './readerWords.ts';
import type { RunView } from './session.ts';

type Tally = NonNullable<RunView['tally']>;

/** The chains that agree with most; none where no two do, or where their answers are no short ones. */
export function agreeing(tally: Tally = []): ReadonlySet<number> {
  const [first] = tally;
  return new Set(first?.text && first.chains.length > 1 ? first.chains : []);
}

/** What a chain came to, in short; `undefined` where it has no answer, or no short one. */
export const shortOf = (chain: number, tally: Tally = []): string | undefined =>
  tally.find(({ chains }) => chains.includes(chain))?.text || undefined;

/** How many chains agree, as a sentence; nothing where there is nothing to compare. */
export function describeAgreement(tally: Tally | undefined, { t, count }: ReaderWords): string | undefined {
  const all = tally?.reduce((sum, { chains }) => sum + chains.length, 0) ?? 0;
  if (all < 2 || !tally?.[0]?.text) return undefined;
  const most = agreeing(tally).size;
  return most > 0 ? t('{count} of {all} agree', { count: count(most), all: count(all) }) : t('No two of {all} agree', { all: count(all) });
}
