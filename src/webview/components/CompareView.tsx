import type { ComponentChildren } from 'preact';
import { nameBranches } from '../../engine/branchNames.ts';
import { type ComparedRow, type ComparedRun, type ComparedStep, type Comparison, compareRuns } from '../../engine/comparison.ts';
import { strategyLabel } from '../../engine/labels.ts';
import type { Session } from '../../engine/session.ts';
import type { PageUi } from '../../protocol/messages.ts';
import { usePage } from '../pageContext.ts';
import { shownText } from '../shownText.ts';
import { Icon } from './Icon.tsx';
import { PlainText } from './PlainText.tsx';
import { RunEnding } from './RunEnding.tsx';
import { RunAnswer, RunStep, type RunSurroundings } from './RunParts.tsx';

type Side = 'A' | 'B';

interface CompareViewProps extends RunSurroundings {
  readonly session: Session;
  readonly compared: NonNullable<PageUi['compared']>;
}

/** Two runs side by side, step by step; in a narrow page one above the other. */
export function CompareView({ session, compared, ...around }: CompareViewProps) {
  const { language, post } = usePage();
  const { t } = language;
  const comparison = compareRuns(session, compared);
  return (
    <section class="comparison" aria-label={t('Comparison')}>
      <div class="compare-head">
        <h2 dir="auto">
          <PlainText text={sharedQuestion(comparison) ?? t('Two runs')} />
        </h2>
        <button type="button" class="button" data-takes-focus onClick={() => post({ type: 'action', action: 'closeComparison' })}>
          <Icon name="close" />
          <span>{t('Close')}</span>
        </button>
      </div>
      {comparison ? (
        <CompareTable session={session} comparison={comparison} around={around} />
      ) : (
        <p class="quiet">{t('One of the two runs is not in this session.')}</p>
      )}
    </section>
  );
}

function sharedQuestion(comparison: Comparison | undefined): string | undefined {
  const [left, right] = [comparison?.left.run.question, comparison?.right.run.question];
  return left === right ? left : undefined;
}

interface CompareTableProps {
  readonly session: Session;
  readonly comparison: Comparison;
  readonly around: RunSurroundings;
}

function CompareTable({ session, comparison, around }: CompareTableProps) {
  const { t } = usePage().language;
  const { left, right, rows } = comparison;
  const withQuestion = sharedQuestion(comparison) === undefined;
  return (
    <table class="compared" aria-label={t('Two runs, step by step')}>
      <thead>
        <tr>
          <RunName session={session} side="A" one={left} withQuestion={withQuestion} />
          <RunName session={session} side="B" one={right} withQuestion={withQuestion} />
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <StepRow key={row.index} row={row} around={around} />
        ))}
        <tr>
          <Cell side="A">
            <Outcome side="A" one={left} isNewest={false} around={around} />
          </Cell>
          <Cell side="B">
            <Outcome side="B" one={right} isNewest={true} around={around} />
          </Cell>
        </tr>
      </tbody>
    </table>
  );
}

interface RunNameProps {
  readonly session: Session;
  readonly side: Side;
  readonly one: ComparedRun;
  readonly withQuestion: boolean;
}

/** What tells the one from the other. */
function RunName({ session, side, one: { run }, withQuestion }: RunNameProps) {
  const { t } = usePage().language;
  const branches = nameBranches(session, t);
  const branch = branches.length > 1 ? branches.find(one => one.branch === (run.branch ?? 0))?.name : undefined;
  const words = [...new Set([strategyLabel(run.strategy, t), shownText(run.model), branch])].filter(Boolean).join(' · ');
  return (
    <th scope="col">
      <span class="side">{side}</span> <span>{words}</span>
      {withQuestion && (
        <p class="quiet" dir="auto">
          <PlainText text={run.question} />
        </p>
      )}
    </th>
  );
}

/** A step that both share stands there once. */
function StepRow({ row: { left, right }, around }: { readonly row: ComparedRow; readonly around: RunSurroundings }) {
  const { t } = usePage().language;
  const step = (one: ComparedStep | undefined) => one && <RunStep {...around} {...one} />;
  if (left && left.step === right?.step)
    return (
      <tr>
        <td colSpan={2}>
          <p class="quiet">{t('the same in both')}</p>
          {step(left)}
        </td>
      </tr>
    );
  return (
    <tr>
      <Cell side="A">{step(left)}</Cell>
      <Cell side="B">{step(right)}</Cell>
    </tr>
  );
}

function Cell({ side, children }: { readonly side: Side; readonly children: ComponentChildren }) {
  return (
    <td class={children ? '' : 'nothing'}>
      {children && <span class="side">{side}</span>}
      {children}
    </td>
  );
}

interface OutcomeProps {
  readonly side: Side;
  readonly one: ComparedRun;
  readonly isNewest: boolean;
  readonly around: RunSurroundings;
}

/** The answer, with what all that led to it took. */
function Outcome({ side, one: { run, totals }, isNewest, around }: OutcomeProps) {
  const { t } = usePage().language;
  return (
    <>
      <RunAnswer {...around} run={run} name={t('Answer {side}', { side })} />
      {run.status !== 'running' && (
        <RunEnding prices={around.prices} run={{ ...run, ...totals }} isLast={isNewest && run.status !== 'answered'} />
      )}
    </>
  );
}
