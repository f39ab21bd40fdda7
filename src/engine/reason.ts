import { ModelError } from './errors.ts';
import type { ReasoningEvent, RunCancel, RunError } from './events.ts';
import { describeFailure } from './failureWords.ts';
import type { Node } from './node.ts';
import type { ChatModel, Clock, Failure, Ladder, RetryPolicy } from './ports.ts';
import type { RunSpec } from './run.ts';
import { type Resumption, RunLedger } from './runLedger.ts';
import type { Strategy } from './strategy.ts';
import { english } from './translate.ts';
import { Workshop } from './workshop.ts';

/** A word from the reader to a run that goes on: answer with what there is, finish what is being written and rest, or mind this. */
export type Wish = { readonly wish: 'answer' | 'pause' } | { readonly remark: string };

/** What a run needs from outside. */
export interface Deps {
  readonly model: ChatModel;
  readonly ladder: Ladder;
  readonly strategies: ReadonlyMap<string, Strategy>;
  readonly retry: RetryPolicy;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly inbox: AsyncIterable<Wish>;
  /** Stores a new node; awaited before the next request goes out. */
  readonly keep: (node: Node) => Promise<void>;
  /** Present where the run is taken up again: the same spec, on nodes that hold what it had made. */
  readonly before?: Resumption;
}

/** Thinks about the question of `spec` on top of `nodes`. Never throws: the last event says how it ended. */
export async function* reason(spec: RunSpec, nodes: readonly Node[], deps: Deps): AsyncGenerator<ReasoningEvent, void> {
  const ledger = new RunLedger(spec, nodes, deps.clock, deps.before);
  yield ledger.start();
  if (!deps.before) yield* ledger.given();
  try {
    yield* think(spec, ledger, deps);
  } catch (error) {
    yield brokenOff(error, ledger, deps.signal);
  }
}

/** How a run ends that did not come to its answer. */
export const brokenOff = (error: unknown, ledger: RunLedger, signal: AbortSignal): RunCancel | RunError =>
  signal.aborted ? { type: 'run-cancel', ...ledger.totals() } : { type: 'run-error', ...describe(error), ...ledger.totals() };

/** Asks the strategy what is wanted, sees to it that just that is going on, listens to whoever speaks next, and asks again. */
async function* think(spec: RunSpec, ledger: RunLedger, deps: Deps): AsyncGenerator<ReasoningEvent, void> {
  const strategy = deps.strategies.get(spec.strategy);
  if (!strategy) throw new Error(`There is no strategy ${spec.strategy}.`);
  const workshop = new Workshop(ledger, deps);
  try {
    for (;;) {
      const decision = strategy.next(ledger.state());
      yield* ledger.news(decision.findings ?? []);
      if ('stop' in decision) {
        const answer = ledger.answerText(decision.answer);
        return yield { type: 'run-end', stopReason: decision.stop, answer, answerNode: decision.answer, ...ledger.totals() };
      }
      if (ledger.isPaused && workshop.isIdle) return yield { type: 'run-cancel', paused: true, ...ledger.totals() };
      if (await workshop.placeRemarks(decision.actions)) continue;
      workshop.see(decision.actions);
      for (let isNews = false; !isNews; ) {
        const heard = await workshop.hear();
        if (heard.event) yield heard.event;
        isNews = heard.isNews;
      }
    }
  } finally {
    workshop.close();
  }
}

function describe(error: unknown): Failure {
  const known = error instanceof ModelError ? error : new ModelError('server', 'internal', { said: String(error) });
  return { kind: known.kind, cause: known.reason, facts: known.facts, message: describeFailure(known.reason, known.facts, english) };
}
