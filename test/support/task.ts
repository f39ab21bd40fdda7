import { ContextGauge } from '../../src/engine/performing/contextGauge.ts';
import { Meter } from '../../src/engine/performing/meter.ts';
import type { Task } from '../../src/engine/performing/task.ts';
import type { ChatModel } from '../../src/engine/ports.ts';
import { backOff } from '../../src/engine/retry.ts';
import { freshLadder, specOf } from './playRun.ts';
import { stillClock } from './scriptedModel.ts';

/** What one action is given, for a test of a part of it. */
export const taskWith = (model: ChatModel, signal: AbortSignal): Task => ({
  spec: specOf('n0'),
  model,
  ladder: freshLadder(),
  retry: backOff({ random: () => 0.5 }),
  clock: stillClock(),
  signal,
  meter: new Meter(),
  gauge: new ContextGauge(undefined),
  unreadable: new Map(),
  habits: { thinksUnmarked: false, isReasoningTold: false },
  nextId: () => 'n1',
});
