import type { StepRecord } from '../../engine/events.ts';
import type { ReaderWords } from '../../engine/readerWords.ts';
import { usePage } from '../pageContext.ts';

interface StepFactsProps {
  readonly id: string;
  readonly record: StepRecord;
  /** Its part of the run's time; absent while the run goes on. */
  readonly share?: number | undefined;
  readonly shown: boolean;
}

/** What a finished step took, in one quiet line; it describes the step's button, also while it cannot be seen. */
export function StepFacts({ id, record, share, shown }: StepFactsProps) {
  const { language } = usePage();
  const { t, duration, percent } = language;
  const { completionTokens } = record.usage;
  const tokens = completionTokens !== undefined && tokensInWords(completionTokens, language);
  const part = share !== undefined && t('{share} of the time', { share: percent(share) });
  return (
    <p id={id} class="step-facts" hidden={!shown}>
      {[duration(record.durationMs), tokens, part].filter(Boolean).join(' · ')}
    </p>
  );
}

function tokensInWords(tokens: number, { t, count, plural }: ReaderWords): string {
  const values = { count: count(tokens) };
  return plural(tokens, { one: t('{count} token', values), other: t('{count} tokens', values) });
}
