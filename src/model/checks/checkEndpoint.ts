import { ModelError } from '../../engine/errors.ts';
import { PRESETS } from '../../engine/limits.ts';
import { hostOf, originOf } from '../baseUrl.ts';
import { learnedKey } from '../learned.ts';
import { type ListedModel, listModels } from '../listModels.ts';
import { CHECKS, type CheckName, type CheckResult, failed, found } from './check.ts';
import { nearestNames } from './nearestNames.ts';
import { type Probe, probe } from './probe.ts';
import { checkSteps } from './stepChecks.ts';
import { attempt, type CheckOptions, type Tested } from './tested.ts';

/** A model may have to be loaded first, and a slow one has a few dozen words to write. */
const LIMIT_MS = 180_000;

/**
 * Tests a connection with a few small requests and tells the outcome of every check of `CHECKS`, in that order, as soon as it is known.
 * What was learned of the endpoint and model is forgotten and learned anew. Throws only the signal's reason when that is aborted.
 */
export async function* checkEndpoint(options: CheckOptions, signal: AbortSignal): AsyncGenerator<CheckResult, void> {
  const { limitMs = LIMIT_MS } = options;
  const limit = AbortSignal.timeout(limitMs);
  const told = new Set<CheckName>();
  let because: CheckName | undefined;
  for await (const result of withLateness(runChecks(options, AbortSignal.any([signal, limit])), told, limit, options)) {
    if (result.status === 'failed') because = result.check;
    // What one failure leaves open stands in its place among the checks.
    const before = CHECKS.slice(0, CHECKS.indexOf(result.check));
    for (const check of [...before.filter(one => !told.has(one)), result.check]) {
      told.add(check);
      yield check === result.check ? withMachine(result, options) : found(check, 'not-tried', { because });
    }
  }
  for (const check of CHECKS) if (!told.has(check)) yield found(check, 'not-tried', { because });
}

/** Hands the results on; when the limit is reached, the check that was going on is too late. */
async function* withLateness(
  results: AsyncIterable<CheckResult>,
  told: ReadonlySet<CheckName>,
  limit: AbortSignal,
  { endpoint, limitMs = LIMIT_MS }: CheckOptions,
): AsyncGenerator<CheckResult, void> {
  try {
    yield* results;
  } catch (error) {
    const late = CHECKS.find(check => !told.has(check));
    if (error !== limit.reason || !late) throw error;
    yield found(late, 'out-of-time', { host: hostOf(endpoint.baseUrl), seconds: Math.round(limitMs / 1000) });
  }
}

/** In a remote window `localhost` and the network are those of the remote machine. */
function withMachine(result: CheckResult, { machine }: CheckOptions): CheckResult {
  const { kind } = result.facts;
  const isAboutTheWay = result.check === 'reachable' || kind === 'network' || kind === 'timeout';
  return machine !== undefined && isAboutTheWay ? { ...result, facts: { ...result.facts, machine } } : result;
}

/** Ends early after a failure that leaves nothing to be tested. */
async function* runChecks(options: CheckOptions, signal: AbortSignal): AsyncGenerator<CheckResult, void> {
  const { models, error } = await list(options.endpoint, signal);
  const reachable = reachableByList(options, error);
  if (reachable) yield reachable;
  if (reachable?.status === 'failed') return;
  const model = options.endpoint.model ?? models[0]?.id;
  if (model === undefined) return yield withoutModel(error);
  const tested: Tested = { ...options, endpoint: { ...options.endpoint, model }, models, error, signal };
  // Contract: all of it is tried again now.
  tested.endpoint.learned.set(learnedKey(tested.endpoint.baseUrl, model), undefined);
  const reply = await attempt(() => probe(tested.endpoint, COUNTING, signal));
  if (!reachable && reply instanceof ModelError && isElsewhere(reply)) return yield failed('reachable', reply);
  if (!reachable) yield answers(options);
  if (reply instanceof ModelError) return yield* explainRefusal(reply, tested);
  yield keyAccepted(tested);
  yield modelThere(tested);
  yield streaming(reply);
  yield* checkSteps(tested, reply);
}

const answers = ({ endpoint }: CheckOptions): CheckResult => found('reachable', 'answers', { origin: originOf(endpoint.baseUrl) });

/** `undefined` where the list is not there: the server may do without one, or be another kind of server. */
function reachableByList(options: CheckOptions, error: ModelError | undefined): CheckResult | undefined {
  if (error?.kind === 'network' || error?.kind === 'timeout') return failed('reachable', error);
  return error && isElsewhere(error) ? undefined : answers(options);
}

const isElsewhere = ({ reason }: ModelError): boolean => reason === 'check-base-url';

/** Short, and in more than one piece on any server that streams. */
const COUNTING = {
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Count from 1 to 10, in digits.' },
  ],
  maxTokens: 48,
  temperature: PRESETS.balanced.temperature,
  format: 'text',
} as const;

type Listing = Pick<Tested, 'models' | 'error'>;

async function list(address: CheckOptions['endpoint'], signal: AbortSignal): Promise<Listing> {
  const outcome = await attempt(() => listModels(address, { signal }));
  return outcome instanceof ModelError ? { models: [], error: outcome } : { models: outcome, error: undefined };
}

function withoutModel(error: ModelError | undefined): CheckResult {
  if (!error) return found('model', 'model-unnamed');
  if (isElsewhere(error)) return failed('reachable', error);
  return failed(error.kind === 'auth' ? 'key' : 'model', error);
}

/** The first request failed: which check is that? */
function* explainRefusal(error: ModelError, tested: Tested): Iterable<CheckResult> {
  if (error.kind === 'auth') return yield failed('key', error);
  const isMissing = error.kind === 'model-not-found';
  if (isMissing || !tested.error) yield keyAccepted(tested);
  if (isMissing) return yield modelMissing(tested);
  if (tested.models.some(({ id }) => id === tested.endpoint.model)) yield modelThere(tested);
  yield failed('streaming', error);
}

const keyAccepted = ({ endpoint: { baseUrl, apiKey } }: Tested): CheckResult =>
  found('key', apiKey ? 'key-accepted' : 'no-key-needed', { host: hostOf(baseUrl) });

function modelThere({ endpoint: { baseUrl, model }, models }: Tested): CheckResult {
  const facts = { host: hostOf(baseUrl), model };
  if (models.some(({ id }) => id === model)) return found('model', 'model-listed', { ...facts, count: models.length });
  if (models.length === 0) return found('model', 'model-answers', facts);
  return found('model', 'model-unlisted', { ...facts, names: namesNear(model, models) });
}

function modelMissing({ endpoint: { baseUrl, model }, models }: Tested): CheckResult {
  const names = models.length === 0 ? undefined : namesNear(model, models);
  return found('model', 'model-missing', { host: hostOf(baseUrl), model, count: models.length || undefined, names });
}

const namesNear = (model: string, models: readonly ListedModel[]): string =>
  nearestNames(
    model,
    models.map(({ id }) => id),
  ).join(', ');

const streaming = ({ pieces, firstWordMs }: Probe): CheckResult =>
  found('streaming', pieces > 1 ? 'streams' : 'comes-whole', { pieces, firstWordMs });
