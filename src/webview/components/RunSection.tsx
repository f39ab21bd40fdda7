import { isContinuing } from '../../engine/branches.ts';
import { allStepsOf, hasItsAnswer } from '../../engine/chains.ts';
import { formatPlace } from '../../engine/question.ts';
import type { RunView } from '../../engine/session.ts';
import { memo } from '../memo.ts';
import { usePage } from '../pageContext.ts';
import { shownText } from '../shownText.ts';
import { Doubt } from './Chains.tsx';
import { Notice } from './Notice.tsx';
import { PlainText } from './PlainText.tsx';
import { RunEnding } from './RunEnding.tsx';
import { RunAnswer, type RunSurroundings } from './RunParts.tsx';
import { Remarks, Thinking } from './Thinking.tsx';

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
  const { run, isLast, isPrefix, about, prices, strategy } = properties;
  const { t } = usePage().language;
  const stepsBegun = allStepsOf(run).length;
  return (
    <article class={isContinuing(run) ? 'run going-on' : 'run'}>
      {!isContinuing(run) && <Asked run={run} />}
      {about && <p class="about">{about}</p>}
      {run.notices.map((notice, place) => (
        <Notice key={place} notice={notice} offersDirect={isLast && strategy !== 'direct'} />
      ))}
      <Remarks run={run} after={0} steps={stepsBegun} />
      {stepsBegun > 0 && (
        <section class="steps" aria-label={about ? t('Reasoning: {about}', { about }) : t('Reasoning')} role={isLast ? 'region' : 'group'}>
          <Thinking {...properties} />
        </section>
      )}
      <Doubt run={run} />
      {hasItsAnswer(run) && <RunAnswer {...properties} />}
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
