import { Fragment } from 'preact';
import { isContinuing } from '../../engine/branches.ts';
import type { StepView } from '../../engine/chainView.ts';
import type { Prices } from '../../engine/prices.ts';
import { formatPlace } from '../../engine/question.ts';
import type { RunView } from '../../engine/session.ts';
import type { PageUi } from '../../protocol/messages.ts';
import { type Folds, isStepOpen } from '../folds.ts';
import { memo } from '../memo.ts';
import { usePage } from '../pageContext.ts';
import type { RunClock } from '../pageState.ts';
import { partKey } from '../partKey.ts';
import { shownText } from '../shownText.ts';
import { shareOf } from '../stepShares.ts';
import { AnswerSection } from './AnswerSection.tsx';
import { Notice } from './Notice.tsx';
import { PlainText } from './PlainText.tsx';
import { ReasoningHead } from './ReasoningHead.tsx';
import { Remark } from './Remark.tsx';
import { RunEnding } from './RunEnding.tsx';
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

interface RunSectionProps extends RunSurroundings {
  readonly run: RunView;
  /** It is the newest of what is shown. */
  readonly isLast: boolean;
  /** Only what the branch shares of it is shown: it goes on elsewhere. */
  readonly isPrefix: boolean;
  /** Why it was begun, where it is no question that follows the one before. */
  readonly about: string | undefined;
}

/** One question with its steps, its answer and how it ended. */
export const RunSection = memo((properties: RunSectionProps) => {
  const { run, isLast, isPrefix, about, clock, prices, strategy } = properties;
  const { t } = usePage().language;
  return (
    <article class={isContinuing(run) ? 'run going-on' : 'run'}>
      {!isContinuing(run) && <Asked run={run} />}
      {about && <p class="about">{about}</p>}
      {run.notices.map((notice, place) => (
        <Notice key={place} notice={notice} offersDirect={isLast && strategy !== 'direct'} />
      ))}
      <Remarks run={run} after={0} />
      {run.steps.length > 0 && (
        <section class="steps" aria-label={about ? t('Reasoning: {about}', { about }) : t('Reasoning')} role={isLast ? 'region' : 'group'}>
          <ReasoningHead run={run} sinceMs={run.steps.some(step => isWriting(step.status)) ? clock.partStartedAtMs : undefined} />
          {run.steps.map((step, place) => (
            <Fragment key={step.node}>
              <RunStep {...properties} step={step} />
              <Remarks run={run} after={place + 1} />
            </Fragment>
          ))}
        </section>
      )}
      <RunAnswer {...properties} />
      {run.status !== 'running' && !isPrefix && <RunEnding run={run} isLast={isLast} prices={prices} />}
    </article>
  );
});

function Asked({ run }: { readonly run: RunView }) {
  return (
    <>
      <h2 class="question" dir="auto">
        <PlainText text={run.question} />
      </h2>
      {run.excerpts && <p class="places">{shownText(run.excerpts.map(formatPlace).join(', '))}</p>}
    </>
  );
}

/** What the reader threw in while the step was written; the next one carries it. */
function Remarks({ run, after }: { readonly run: RunView; readonly after: number }) {
  const waits = run.status === 'running' && !run.answer && after === run.steps.length;
  return <>{run.remarks.map((remark, place) => remark.after === after && <Remark key={place} text={remark.text} waits={waits} />)}</>;
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
      sinceMs={isWriting(run.answer.status) ? clock.partStartedAtMs : undefined}
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
      sinceMs={isWriting(step.status) ? clock.partStartedAtMs : undefined}
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

const isWriting = (status: StepView['status']): boolean => status === 'running' || status === 'waiting';
