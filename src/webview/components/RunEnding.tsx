import { costOf, type Prices } from '../../engine/prices.ts';
import { describeTotals, type ReaderWords } from '../../engine/readerWords.ts';
import { stopReasonLabel } from '../../engine/reasonLabels.ts';
import { runMarkdown } from '../../engine/runMarkdown.ts';
import { type RunView, stepsDone } from '../../engine/session.ts';
import { memo } from '../memo.ts';
import { usePage } from '../pageContext.ts';
import { CopyButton } from './CopyButton.tsx';
import { FailureAlert } from './FailureAlert.tsx';
import { ResumeButtons } from './ResumeButtons.tsx';
import { WaysFrom } from './WaysFrom.tsx';

interface RunEndingProps {
  readonly run: RunView;
  /** Only the last run can be tried again. */
  readonly isLast: boolean;
  /** The reader's own. */
  readonly prices: Prices;
}

/** How a run ended: why, how long it took and what it cost. */
export const RunEnding = memo(({ run, isLast, prices }: RunEndingProps) => {
  const { language } = usePage();
  const { durationMs, usage = {} } = run;
  const totals = describeTotals(durationMs, usage, language, costOf(usage, run, prices));
  return (
    <>
      {run.failure && <FailureAlert failure={run.failure} run={run} isLast={isLast} />}
      <p class="totals">{[endingWords(run, language), totals].filter(Boolean).join(' ')}</p>
      {!run.failure && <Unfinished run={run} isLast={isLast} />}
      <div class="run-tools">
        <CopyRun run={run} prices={prices} />
        <WaysFrom run={run} isLast={isLast} />
      </div>
    </>
  );
});

/** Copies the run as it would be pasted into a review. */
function CopyRun({ run, prices }: Pick<RunEndingProps, 'run' | 'prices'>) {
  const { language } = usePage();
  return (
    <CopyButton
      text={() => runMarkdown(run, language, { prices })}
      label={language.t('Copy run as Markdown')}
      words={language.t('Copy run')}
    />
  );
}

/** The ways on for a run that was stopped or interrupted. */
function Unfinished({ run, isLast }: { readonly run: RunView; readonly isLast: boolean }) {
  const { language, post } = usePage();
  const { t } = language;
  const isLost = isLast && run.status === 'interrupted' && stepsDone(run) === 0;
  return (
    <p class="ways-on">
      <ResumeButtons run={run} label={t('Resume')} primary={isLast} />
      {isLost && (
        <button type="button" class="button primary" onClick={() => post({ type: 'action', action: 'tryAgain' })}>
          {t('Try again')}
        </button>
      )}
    </p>
  );
}

function endingWords({ status, stopReason, steps }: RunView, { t }: ReaderWords): string | undefined {
  if (status === 'interrupted') return t('Interrupted before its end.');
  if (status === 'paused') return t('Paused.');
  if (stopReason === 'answered' && steps.length > 0) return t('Answered when the model was ready.');
  return status === 'cancelled' ? t('Stopped.') : stopReasonLabel(stopReason, t);
}
