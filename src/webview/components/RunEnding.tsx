import { describeTotals, type ReaderWords } from '../../engine/readerWords.ts';
import { stopReasonLabel } from '../../engine/reasonLabels.ts';
import type { RunView } from '../../engine/session.ts';
import { memo } from '../memo.ts';
import { usePage } from '../pageContext.ts';
import { FailureAlert } from './FailureAlert.tsx';

/** How a run ended: why, how long it took and what it cost. `isLast`: only the last run can be tried again. */
export const RunEnding = memo(({ run, isLast }: { readonly run: RunView; readonly isLast: boolean }) => {
  const { language } = usePage();
  return (
    <>
      {run.failure && <FailureAlert failure={run.failure} isLast={isLast} />}
      <p class="totals">{[endingWords(run, language), describeTotals(run.durationMs, run.usage, language)].filter(Boolean).join(' ')}</p>
    </>
  );
});

function endingWords({ status, stopReason }: RunView, { t }: ReaderWords): string | undefined {
  return status === 'cancelled' ? t('Stopped.') : stopReasonLabel(stopReason, t);
}
