import type { StepView } from '../../engine/chainView.ts';
import type { Prices } from '../../engine/prices.ts';
import type { RunView } from '../../engine/session.ts';
import type { PageUi } from '../../protocol/messages.ts';
import { type Folds, isStepOpen } from '../folds.ts';
import { partStartedAt, type RunClock } from '../pageState.ts';
import { partKey } from '../partKey.ts';
import { shareOf } from '../stepShares.ts';
import { AnswerSection } from './AnswerSection.tsx';
import { StepPanel } from './StepPanel.tsx';

/** What a run is drawn with, besides the run. */
export interface RunSurroundings {
  readonly folds: Folds;
  readonly display: PageUi['stepDisplay'];
  readonly clock: RunClock;
  readonly endpoint: string;
  readonly prices: Prices;
  /** Of the next question. */
  readonly strategy: string;
}

interface RunAnswerProps extends RunSurroundings {
  readonly run: RunView;
  readonly name?: string;
  readonly isLast?: boolean;
}

/** The answer of a run, if it has begun. */
export function RunAnswer({ run, name, isLast = true, folds, clock, endpoint }: RunAnswerProps) {
  const id = partKey(run);
  if (!run.answer) return null;
  return (
    <AnswerSection
      answer={run.answer}
      name={name}
      isLast={isLast}
      id={id}
      reasoningOpen={folds.chosen[`${id}-reasoning`] === true}
      sinceMs={isWriting(run.answer.status) ? partStartedAt(clock, run.answer) : undefined}
      endpoint={endpoint}
    />
  );
}

/** A step of a run. */
export function RunStep({
  run,
  step,
  folds,
  display,
  clock,
  endpoint,
}: RunSurroundings & { readonly run: RunView; readonly step: StepView }) {
  const id = partKey(run, step);
  return (
    <StepPanel
      step={step}
      id={id}
      open={isStepOpen(step, id, folds, display)}
      openFolds={openFoldsOf(step, id, folds)}
      sinceMs={isWriting(step.status) ? partStartedAt(clock, step) : undefined}
      share={shareOf(run, step)}
      cutAfterMs={step.status === 'cut' ? clock.cutAfterMs[id] : undefined}
      endpoint={endpoint}
    />
  );
}

function openFoldsOf(step: StepView, id: string, { chosen }: Folds): string {
  const attempts = step.voidAttempts.map((_, place) => `${id}-attempt${place + 1}`);
  return [`${id}-reasoning`, ...attempts].filter(fold => chosen[fold]).join(' ');
}

/** Whether words of this part are being waited for. */
export const isWriting = (status: StepView['status']): boolean => status === 'running' || status === 'waiting';
