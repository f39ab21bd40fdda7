import { Fragment } from 'preact';
import { isThinking } from '../../engine/chains.ts';
import type { StepView } from '../../engine/chainView.ts';
import type { OtherChain, RunView } from '../../engine/session.ts';
import type { Translate } from '../../engine/translate.ts';
import { usePage } from '../pageContext.ts';
import { partStartedAt } from '../pageState.ts';
import { partKey } from '../partKey.ts';
import { chainsKey, chainsShown, isSearch, shownChain } from '../shownChain.ts';
import { AnswerSection } from './AnswerSection.tsx';
import { Agreement, Chains, tabId } from './Chains.tsx';
import { ReasoningHead } from './ReasoningHead.tsx';
import { Remark } from './Remark.tsx';
import { isWriting, RunStep, type RunSurroundings } from './RunParts.tsx';
import { StepTree } from './StepTree.tsx';

interface ThinkingProps extends RunSurroundings {
  readonly run: RunView;
}

/** The steps of a run; of several chains those of the one that is shown. */
export function Thinking(properties: ThinkingProps) {
  const { run, folds, clock } = properties;
  const { t } = usePage().language;
  const chains = chainsShown(run);
  const shown = shownChain(run, chains, folds);
  const line = chains.find(({ chain }) => chain === shown);
  const steps = line?.steps ?? run.steps;
  const writing = steps.find(step => isWriting(step.status));
  return (
    <>
      <ReasoningHead run={run} steps={steps} sinceMs={writing && partStartedAt(clock, writing)} />
      {line ? (
        <>
          <Agreement run={run} />
          {isSearch(run) ? (
            <StepTree run={run} shown={new Set(steps.map(({ node }) => node))} chosen={folds.chosen} />
          ) : (
            <Chains run={run} chains={chains} shown={shown} />
          )}
          <div {...panelOf(run, shown, t)}>
            <Steps {...properties} steps={steps} />
            <ChainAnswer {...properties} line={line} />
          </div>
        </>
      ) : (
        <Steps {...properties} steps={steps} />
      )}
    </>
  );
}

/** How the chain that is shown is tied to what it was chosen with. */
function panelOf(run: RunView, shown: number, t: Translate) {
  const place = { id: chainsKey(run), 'data-part': chainsKey(run) };
  if (!isSearch(run)) return { ...place, role: 'tabpanel', 'aria-labelledby': tabId(run, shown) } as const;
  return { ...place, role: 'group', 'aria-label': t('Chain {number}', { number: shown + 1 }) } as const;
}

function Steps({ steps, ...properties }: ThinkingProps & { readonly steps: readonly StepView[] }) {
  const { run } = properties;
  return (
    <>
      {steps.map((step, place) => (
        <Fragment key={step.node}>
          <RunStep {...properties} step={step} />
          <Remarks run={run} after={place + 1} steps={steps.length} />
        </Fragment>
      ))}
    </>
  );
}

/** What a chain came to; the answer that counts stands below all of them. */
function ChainAnswer({ run, line, folds, clock, endpoint }: ThinkingProps & { readonly line: OtherChain }) {
  const { answer, chain } = line;
  if (!answer || answer.node === run.answerNode) return null;
  const id = partKey(run, answer);
  return (
    <AnswerSection
      answer={answer}
      id={id}
      ofChain={chain + 1}
      isLast={false}
      reasoningOpen={folds.chosen[`${id}-reasoning`] === true}
      sinceMs={isWriting(answer.status) ? partStartedAt(clock, answer) : undefined}
      endpoint={endpoint}
    />
  );
}

interface RemarksProps {
  readonly run: RunView;
  readonly after: number;
  /** How many steps are shown. */
  readonly steps: number;
}

/** What the reader threw in while the step was written; the next one carries it. A chain may have fewer steps than the one that was shown then. */
export function Remarks({ run, after, steps }: RemarksProps) {
  const waits = isThinking(run) && after === steps;
  return (
    <>
      {run.remarks.map(
        (remark, place) => Math.min(remark.after, steps) === after && <Remark key={place} text={remark.text} waits={waits} />,
      )}
    </>
  );
}
