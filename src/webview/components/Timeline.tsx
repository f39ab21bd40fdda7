import type { StepView } from '../../engine/chainView.ts';
import type { RunView } from '../../engine/session.ts';
import { memo } from '../memo.ts';
import { usePage } from '../pageContext.ts';
import { partKey } from '../partKey.ts';
import { longestStep } from '../stepShares.ts';
import { useElapsedMs } from './Elapsed.tsx';

interface TimelineProps {
  readonly run: RunView;
  readonly steps: readonly StepView[];
  /** When the step that is being written began, on the page's clock. */
  readonly sinceMs?: number | undefined;
}

/** Often enough to be seen growing. */
const GROWS_EVERY_MS = 250;
/** A step of a few milliseconds can still be seen. */
const SHORTEST_SHOWN_MS = 1;

/** The steps as segments in proportion to their times. It is to look at: screen readers get a sentence. */
export function Timeline({ run, steps, sinceMs }: TimelineProps) {
  return (
    <>
      <div class="timeline" aria-hidden="true">
        {steps.map(step => (
          <Segment key={step.node} id={partKey(run, step)} step={step} sinceMs={isWriting(step) ? sinceMs : undefined} />
        ))}
      </div>
      <TimelineText run={run} steps={steps} />
    </>
  );
}

interface SegmentProps {
  readonly id: string;
  readonly step: StepView;
  readonly sinceMs: number | undefined;
}

const Segment = memo(({ id, step, sinceMs }: SegmentProps) => {
  const { t, duration } = usePage().language;
  const durationMs = step.record?.durationMs;
  const time = durationMs === undefined ? '' : `, ${duration(durationMs)}`;
  const part = { class: `segment segment-${step.status}`, title: t('Step {number}', { number: step.index + 1 }) + time, 'data-goto': id };
  return sinceMs === undefined ? <Bar {...part} ms={durationMs ?? 0} /> : <GrowingBar {...part} sinceMs={sinceMs} />;
});

const isWriting = ({ status }: StepView): boolean => status === 'running' || status === 'waiting';

interface BarProps {
  readonly class: string;
  readonly title: string;
  readonly 'data-goto': string;
  readonly ms: number;
}

const Bar = ({ ms, ...attributes }: BarProps) => <span {...attributes} style={{ flexGrow: String(Math.max(SHORTEST_SHOWN_MS, ms)) }} />;

const GrowingBar = ({ sinceMs, ...part }: Omit<BarProps, 'ms'> & { readonly sinceMs: number }) => (
  <Bar {...part} ms={useElapsedMs(sinceMs, GROWS_EVERY_MS)} />
);

function TimelineText({ run, steps }: Pick<TimelineProps, 'run' | 'steps'>) {
  const { t, duration } = usePage().language;
  const longest = longestStep(steps);
  if (!longest || steps.length < 2 || run.status === 'running') return null;
  const values = { number: longest.index + 1, time: duration(longest.durationMs) };
  return <p class="visually-hidden">{t('Step {number} took the longest, {time}.', values)}</p>;
}
