import { beginRun, type RunChoices } from '../engine/beginRun.ts';
import type { RunError } from '../engine/events.ts';
import type { ChatModel, Ladder } from '../engine/ports.ts';
import type { Question } from '../engine/question.ts';
import { reason } from '../engine/reason.ts';
import { backOff } from '../engine/retry.ts';
import { STRATEGIES } from '../engine/strategies/index.ts';
import { wallClock } from '../model/wallClock.ts';
import type { StartRun } from './runController.ts';
import { limitsOf, type Settings } from './settingsSchema.ts';

/** Turns a question and the settings of this moment into a run that can be begun. */
export type StartQuestion = (question: Question, settings: Settings) => StartRun;

/** What the endpoint gives to a run. */
export interface EndpointPort {
  readonly model: ChatModel;
  readonly ladder: Ladder;
  /** In tokens, where it is known. */
  readonly contextSize: number | undefined;
}

/** Opens the way to the endpoint in use; asks it for its context size if nobody has said it. */
export type OpenEndpoint = (settings: Settings, signal: AbortSignal) => Promise<EndpointPort>;

/** Joins a question to the engine. `machine` names the remote machine that asks, where it is one. */
export function createStartQuestion(openEndpoint: OpenEndpoint, machine: string | undefined): StartQuestion {
  return (question, settings) =>
    async function* ({ nodes, signal, inbox, keepSpec, keepNode }) {
      const { model, ladder, contextSize } = await openEndpoint(settings, signal);
      const { spec, opening } = beginRun(crypto.randomUUID(), question, nodes(), { ...choicesOf(settings), contextSize });
      await keepSpec(spec);
      await keepNode(opening);
      const deps = { model, ladder, strategies: STRATEGIES, retry: backOff(), clock: wallClock, signal, inbox, keep: keepNode };
      for await (const event of reason(spec, nodes(), deps)) yield event.type === 'run-error' ? withMachine(event, machine) : event;
    };
}

function choicesOf(settings: Settings): RunChoices {
  const { strategy, preset, model, language, instructions } = settings;
  return { strategy, preset, model, language, instructions, limits: limitsOf(settings), concurrency: 1 };
}

/** In a remote window `localhost` and the network are those of the remote machine: a failure on the way names it. */
function withMachine(failure: RunError, machine: string | undefined): RunError {
  const isOnTheWay = failure.kind === 'network' || failure.kind === 'timeout';
  return machine !== undefined && isOnTheWay ? { ...failure, facts: { ...failure.facts, machine } } : failure;
}
