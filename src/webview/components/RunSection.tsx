import { describeNotice } from '../../engine/failureWords.ts';
import { formatPlace } from '../../engine/question.ts';
import type { NoticeView, RunView, StepView } from '../../engine/session.ts';
import type { PageUi } from '../../protocol/messages.ts';
import { type Folds, isStepOpen } from '../folds.ts';
import { memo } from '../memo.ts';
import { usePage } from '../pageContext.ts';
import type { RunClock } from '../pageState.ts';
import { partKey } from '../partKey.ts';
import { shownText } from '../shownText.ts';
import { AnswerSection } from './AnswerSection.tsx';
import { Icon } from './Icon.tsx';
import { PlainText } from './PlainText.tsx';
import { RunEnding } from './RunEnding.tsx';
import { StepPanel } from './StepPanel.tsx';

interface RunSectionProps {
  readonly run: RunView;
  readonly isLast: boolean;
  readonly folds: Folds;
  readonly display: PageUi['stepDisplay'];
  readonly clock: RunClock;
  readonly endpoint: string;
}

/** One question with its steps, its answer and how it ended. */
export const RunSection = memo((properties: RunSectionProps) => {
  const { run, isLast, folds, clock, endpoint } = properties;
  const { t } = usePage().language;
  const answerId = partKey(run);
  return (
    <article class="run">
      <h2 class="question" dir="auto">
        <PlainText text={run.question} />
      </h2>
      {run.excerpts && <p class="places">{shownText(run.excerpts.map(formatPlace).join(', '))}</p>}
      {run.notices.map((notice, place) => (
        <Notice key={place} notice={notice} />
      ))}
      {run.steps.length > 0 && (
        <section class="steps" aria-label={t('Reasoning')}>
          {run.steps.map(step => (
            <Step key={step.node} {...properties} step={step} />
          ))}
        </section>
      )}
      {run.answer && (
        <AnswerSection
          answer={run.answer}
          id={answerId}
          reasoningOpen={folds.chosen[`${answerId}-reasoning`] === true}
          sinceMs={isWriting(run.answer.status) ? clock.partStartedAtMs : undefined}
          endpoint={endpoint}
        />
      )}
      {run.status !== 'running' && <RunEnding run={run} isLast={isLast} />}
    </article>
  );
});

function Step({ run, step, folds, display, clock, endpoint }: RunSectionProps & { readonly step: StepView }) {
  const id = partKey(run, step);
  return (
    <StepPanel
      step={step}
      id={id}
      open={isStepOpen(step, id, folds, display)}
      openFolds={openFoldsOf(step, id, folds)}
      sinceMs={isWriting(step.status) ? clock.partStartedAtMs : undefined}
      cutAfterMs={step.status === 'cut' ? clock.cutAfterMs[id] : undefined}
      endpoint={endpoint}
    />
  );
}

function openFoldsOf(step: StepView, id: string, { chosen }: Folds): string {
  const attempts = step.voidAttempts.map((_, place) => `${id}-attempt${place + 1}`);
  return [`${id}-reasoning`, ...attempts].filter(fold => chosen[fold]).join(' ');
}

function Notice({ notice }: { readonly notice: NoticeView }) {
  const { t } = usePage().language;
  return (
    <p class="quiet notice">
      <Icon name="info" />
      <span>{shownText(describeNotice(notice.code, notice.facts ?? {}, t))}</span>
    </p>
  );
}

const isWriting = (status: StepView['status']): boolean => status === 'running' || status === 'waiting';
