import type { StepView } from '../engine/chainView.ts';
import type { StepRecord } from '../engine/events.ts';
import type { RunView } from '../engine/session.ts';

/** Which part of its run's time a finished step took, from 0 to 1; not known before the run has ended. */
export function shareOf({ status, durationMs }: RunView, { record }: StepView): number | undefined {
  if (!record || !durationMs || status === 'running') return undefined;
  return Math.min(1, record.durationMs / durationMs);
}

/** The finished step that took the most time. */
export function longestStep(steps: readonly StepView[]): StepRecord | undefined {
  const records = steps.flatMap(({ record }) => record ?? []);
  return records.reduce<StepRecord | undefined>(
    (longest, record) => (longest && longest.durationMs >= record.durationMs ? longest : record),
    undefined,
  );
}
