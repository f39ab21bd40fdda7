import type { StepView } from '../engine/chainView.ts';
import type { RunView } from '../engine/session.ts';

/** Names a step of a run, or its answer, within a session; also fit for an element's id. */
export const partKey = (run: Pick<RunView, 'runId'>, step?: Pick<StepView, 'node'>): string => `${run.runId}-${step?.node ?? 'answer'}`;
