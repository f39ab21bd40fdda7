import type { StepRecord } from '../../src/engine/events.ts';
import type { SoakOrders } from './figures.ts';

/** What the suite inside the extension host is told; the key is typed by the reader. */
export type HostOrders = Omit<SoakOrders, 'key'>;

/** What the events of a run told as accepted, to be found in the session's file. */
export interface ToldSession {
  readonly sessionId: string;
  readonly steps: readonly StepRecord[];
  readonly answers: readonly string[];
}
