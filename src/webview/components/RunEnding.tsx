import type { RunView } from '../../engine/session.ts';
import { stopReasonLabel } from '../labels.ts';
import type { PageLanguage } from '../language.ts';
import { memo } from '../memo.ts';
import { usePage } from '../pageContext.ts';
import { FailureAlert } from './FailureAlert.tsx';

/** How a run ended: why, how long it took and what it cost. `isLast`: only the last run can be tried again. */
export const RunEnding = memo(({ run, isLast }: { readonly run: RunView; readonly isLast: boolean }) => {
  const { language } = usePage();
  return (
    <>
      {run.failure && <FailureAlert failure={run.failure} isLast={isLast} />}
      <p class="totals">{[endingWords(run, language), totalsOf(run, language).join(' · ')].filter(Boolean).join(' ')}</p>
    </>
  );
});

function endingWords({ status, stopReason }: RunView, { t }: PageLanguage): string | undefined {
  return status === 'cancelled' ? t('Stopped.') : stopReasonLabel(stopReason, t);
}

/** Only what is known: a server that counts no tokens is not said to have used none. */
function totalsOf({ durationMs, usage }: RunView, { t, count, duration }: PageLanguage): readonly string[] {
  const { promptTokens, cachedTokens, completionTokens } = usage ?? {};
  const prompt = promptTokens !== undefined && t('{count} prompt tokens', { count: count(promptTokens) });
  const cached = cachedTokens !== undefined && t('{count} of them cached', { count: count(cachedTokens) });
  const completion = completionTokens !== undefined && t('{count} completion tokens', { count: count(completionTokens) });
  return [durationMs !== undefined && duration(durationMs), prompt && cached ? `${prompt} (${cached})` : prompt, completion].filter(
    total => typeof total === 'string',
  );
}
