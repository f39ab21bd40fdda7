import { isEnding, type ReasoningEvent, type RunEnding } from '../../src/engine/events.ts';
import { Inbox } from '../../src/engine/inbox.ts';
import type { Node } from '../../src/engine/node.ts';
import { openQuestion } from '../../src/engine/opening.ts';
import { reason, type Wish } from '../../src/engine/reason.ts';
import { backOff } from '../../src/engine/retry.ts';
import type { RunSpec } from '../../src/engine/run.ts';
import { emptySession, reduceSession, type Session, totalsOf } from '../../src/engine/session.ts';
import { isKept, type SessionRecord } from '../../src/engine/sessionFile.ts';
import { STRATEGIES } from '../../src/engine/strategies/index.ts';
import { freshLadder, type PlayOptions, specOf } from './playRun.ts';
import { stillClock } from './scriptedModel.ts';
import { SCENE_LIMITS, type Scene, type SceneModel } from './strategyScenes.ts';

/** A run as far as it has come: what its owner holds of it, and the lines of its file in the order in which they were written. */
export interface Stand {
  readonly spec: RunSpec;
  readonly nodes: readonly Node[];
  readonly records: readonly SessionRecord[];
  readonly session: Session;
}

/** A part of a run, from its beginning or where it was taken up again. */
export interface Part extends Stand {
  readonly events: readonly ReasoningEvent[];
  readonly ending: RunEnding;
  readonly slept: readonly number[];
}

export interface PartOptions {
  readonly signal?: AbortSignal;
  /** Answer with what there is, in a run that is taken up again. */
  readonly wish?: 'answer';
  /** Called with every event and its number, once the session has taken it in. */
  readonly watch?: (event: ReasoningEvent, place: number, say: (word: Wish) => void, stand: () => Stand) => void;
}

/** A run that is about to begin. */
export function beginScene({ strategy }: Scene, concurrency: number, more: PlayOptions = {}): Stand {
  const limits = { ...SCENE_LIMITS, ...more.limits };
  const opening = openQuestion({ instruction: 'Why?', excerpts: [] }, new Map(), {
    run: 'run',
    strategy,
    preset: 'quick',
    minSteps: limits.minSteps,
    language: 'en',
    instructions: '',
  });
  const spec = specOf(opening.id, { ...more, strategy, concurrency, limits });
  const records: readonly SessionRecord[] = [
    { record: 'session', version: 1, id: 's' },
    { record: 'run', spec },
    { record: 'node', node: opening },
  ];
  return { spec, nodes: [opening], records, session: emptySession('s') };
}

/** Thinks on from where the run stands, as the owner of a session does. */
export async function goOn(from: Stand, model: SceneModel, { signal, wish, watch }: PartOptions = {}): Promise<Part> {
  const clock = stillClock();
  const inbox = new Inbox<Wish>();
  const [earlier] = from.session.runs;
  const events: ReasoningEvent[] = [];
  const { spec } = from;
  const nodes = [...from.nodes];
  const records: SessionRecord[] = [...from.records, ...(earlier ? [{ record: 'run', spec } as const] : [])];
  let { session } = from;
  const stand = (): Stand => ({ spec, nodes: [...nodes], records: [...records], session });
  const remarks = earlier?.remarks.map(({ text }) => text) ?? [];
  const before = earlier && { spent: totalsOf(earlier), remarks, ...(wish && { wish }) };
  for await (const event of reason(spec, from.nodes, {
    model,
    ladder: freshLadder(),
    strategies: STRATEGIES,
    retry: backOff({ random: () => 0.5 }),
    clock,
    signal: signal ?? new AbortController().signal,
    inbox,
    keep: async node => {
      nodes.push(node);
      records.push({ record: 'node', node });
    },
    ...(before && { before }),
  })) {
    events.push(event);
    session = reduceSession(session, event);
    if (isKept(event)) records.push({ record: 'event', event });
    watch?.(event, events.length - 1, word => inbox.push(word), stand);
  }
  const ending = events.at(-1);
  if (!ending || !isEnding(ending)) throw new Error('The run did not end.');
  return { ...stand(), events, ending, slept: clock.slept };
}
