import { type BegunRun, beginAgain, beginRun, type FurtherRun, type QuestionPlace, type RunChoices } from '../engine/beginRun.ts';
import type { ReasoningEvent, RunError } from '../engine/events.ts';
import type { Node } from '../engine/node.ts';
import type { ChatModel, Ladder } from '../engine/ports.ts';
import type { Question } from '../engine/question.ts';
import type { RunSpec } from '../engine/run.ts';
import type { Resumption } from '../engine/runLedger.ts';
import { isPrivate, originOf } from '../model/baseUrl.ts';
import { loadModelBundle } from './modelBundle.ts';
import type { RunHandle, StartRun } from './runController.ts';
import { limitsOf, type Settings } from './settingsSchema.ts';

/** The ways to a run, each with the settings of this moment. */
export interface RunStarts {
  ask(question: Question, settings: Settings, place: QuestionPlace): StartRun;
  /** Puts a question that knows its own place. */
  begin(settings: Settings, make: (nodes: readonly Node[], id: string, choices: RunChoices) => BegunRun): StartRun;
  /** Goes on from what stands. Its limits stay; server and model are those in use. */
  further(settings: Settings, make: (nodes: readonly Node[], id: string) => FurtherRun): StartRun;
  /** Puts the question of an earlier run once more, as a run of its own. */
  again(spec: RunSpec, settings: Settings): StartRun;
  /** Goes on with a run that ended without its answer. Its limits stay; server and model are those in use. */
  resume(spec: RunSpec, before: Resumption, settings: Settings): StartRun;
}

/** What the endpoint gives to a run. */
export interface EndpointPort {
  readonly model: ChatModel;
  readonly ladder: Ladder;
  /** In tokens, where it is known. */
  readonly contextSize: number | undefined;
}

/** Opens the way to the endpoint in use; asks it for its context size if nobody has said it. */
export type OpenEndpoint = (settings: Settings, signal: AbortSignal) => Promise<EndpointPort>;

/** Joins questions to the engine. `machine` names the remote machine that asks, where it is one. */
export function createRunStarts(openEndpoint: OpenEndpoint, machine: string | undefined): RunStarts {
  const start = (settings: Settings, prepare: Prepare): StartRun =>
    async function* (handle) {
      const endpoint = await openEndpoint(settings, handle.signal);
      const { spec, before } = await prepare(handle, endpoint);
      for await (const event of think(spec, before, endpoint, handle)) yield withMachine(event, machine);
    };
  const begin: RunStarts['begin'] = (settings, make) =>
    start(settings, (handle, { contextSize }) => {
      const { spec, opening } = make(handle.nodes(), crypto.randomUUID(), { ...choicesOf(settings), contextSize });
      return keepBegun(handle, { spec, made: [opening] });
    });
  const further: RunStarts['further'] = (settings, make) =>
    start(settings, (handle, endpoint) => {
      const { spec, made } = make(handle.nodes(), crypto.randomUUID());
      return keepBegun(handle, { spec: withEndpoint(spec, settings, endpoint), made });
    });
  return {
    begin,
    further,
    ask: (question, settings, place) => begin(settings, (nodes, id, choices) => beginRun(id, question, nodes, choices, place)),
    again: (spec, settings) => further(settings, (nodes, id) => beginAgain(id, spec, nodes)),
    resume: (spec, before, settings) =>
      start(settings, async (handle, endpoint) => {
        const resumed = withEndpoint(spec, settings, endpoint);
        await handle.keepSpec(resumed);
        return { spec: resumed, before };
      }),
  };
}

/** Takes what the run will be into the session. */
type Prepare = (handle: RunHandle, endpoint: EndpointPort) => Promise<Prepared>;

interface Prepared {
  readonly spec: RunSpec;
  readonly before?: Resumption;
}

async function keepBegun({ keepSpec, keepNode }: RunHandle, { spec, made }: FurtherRun): Promise<Prepared> {
  await keepSpec(spec);
  for (const node of made) await keepNode(node);
  return { spec };
}

function think(
  spec: RunSpec,
  before: Resumption | undefined,
  { model, ladder }: EndpointPort,
  { nodes, signal, inbox, keepNode }: RunHandle,
): AsyncIterable<ReasoningEvent> {
  const { backOff, reason, STRATEGIES, wallClock } = loadModelBundle();
  const deps = { model, ladder, strategies: STRATEGIES, retry: backOff(), clock: wallClock, signal, inbox, keep: keepNode };
  return reason(spec, nodes(), { ...deps, ...(before && { before }) });
}

/** The spec of an earlier run on the server and model in use; what is known of another model's context says nothing about this one. */
function withEndpoint(
  { contextSize: known, isLocal: _was, ...spec }: RunSpec,
  { baseUrl, model }: Settings,
  endpoint: EndpointPort,
): RunSpec {
  const contextSize = endpoint.contextSize ?? (model === spec.model ? known : undefined);
  const server = { origin: originOf(baseUrl), ...(isPrivate(baseUrl) && { isLocal: true as const }) };
  return { ...spec, model, ...server, ...(contextSize !== undefined && { contextSize }) };
}

/** How a question is to be thought about, as the settings say. */
export function choicesOf(settings: Settings): RunChoices {
  const { baseUrl, strategy, preset, model, language, instructions, concurrency } = settings;
  const server = { origin: originOf(baseUrl), isLocal: isPrivate(baseUrl) };
  return { strategy, preset, model, ...server, language, instructions, limits: limitsOf(settings), concurrency };
}

/** In a remote window `localhost` and the network are those of the remote machine: a failure on the way names it. */
function withMachine(event: ReasoningEvent, machine: string | undefined): ReasoningEvent {
  if (machine === undefined || event.type !== 'run-error' || !isOnTheWay(event)) return event;
  return { ...event, facts: { ...event.facts, machine } };
}

const isOnTheWay = ({ kind }: RunError): boolean => kind === 'network' || kind === 'timeout';
