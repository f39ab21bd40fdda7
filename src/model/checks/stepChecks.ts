import { ModelError } from '../../engine/errors.ts';
import { findContextSize } from '../contextSize.ts';
import { createLadder, learnedKey, recall } from '../learned.ts';
import { standInFor } from '../requestBody.ts';
import { type CheckResult, failed, found } from './check.ts';
import { type FirstStep, findRung, secondStep } from './findRung.ts';
import { type Probe, probe } from './probe.ts';
import { attempt, type Tested } from './tested.ts';

/** The checks of a model that answers: how it can be asked for steps, and what its server tells. `reply` is its first answer. */
export async function* checkSteps(tested: Tested, reply: Probe): AsyncGenerator<CheckResult, void> {
  const { endpoint, stepFormat, signal } = tested;
  const key = learnedKey(endpoint.baseUrl, endpoint.model);
  const ladder = createLadder({ store: endpoint.learned, key, stepFormat, nowMs: Date.now });
  const outcome = await attempt(() => findRung(endpoint, ladder, signal));
  const first = outcome instanceof ModelError ? undefined : outcome;
  if (first) ladder.settle(first.rung);
  yield outcome instanceof ModelError ? failed('format', outcome) : format(outcome, tested);
  yield parameters(tested);
  yield usage(first ?? reply);
  yield first ? await cache(first, tested) : found('cache', 'not-tried', { because: 'format' });
  yield await context(tested);
  yield ownReasoning(tested);
}

/** A step that the token limit cut was in the right form as far as it came. */
function format(first: FirstStep | undefined, { stepFormat }: Tested): CheckResult {
  if (!first) return found('format', 'no-rung-works', { stepFormat });
  const isAsAsked = !first.step.repaired || first.finishReason === 'length';
  return found('format', isAsAsked ? 'rung-works' : 'rung-read-with-care', { rung: first.rung });
}

const memoryOf = ({ endpoint }: Tested) => recall(endpoint.learned, learnedKey(endpoint.baseUrl, endpoint.model), Date.now());

function parameters(tested: Tested): CheckResult {
  const { refused = [] } = memoryOf(tested);
  if (refused.length === 0) return found('parameters', 'parameters-taken');
  const instead = refused.map(name => standInFor(name, tested.endpoint.baseUrl, refused)).find(name => name !== undefined);
  return found('parameters', 'parameters-refused', { refused: refused.join(', '), instead });
}

const usage = ({ usage: { promptTokens, completionTokens } }: Probe): CheckResult =>
  found('usage', promptTokens === undefined ? 'usage-untold' : 'usage-told', { promptTokens, completionTokens });

async function cache(first: FirstStep, { endpoint, signal }: Tested): Promise<CheckResult> {
  const second = await attempt(() => probe(endpoint, { ...secondStep(first), maxTokens: 16 }, signal));
  if (second instanceof ModelError) return failed('cache', second);
  const { cachedTokens, promptTokens } = second.usage;
  const finding = cachedTokens === undefined ? 'cache-untold' : cachedTokens > 0 ? 'cache-used' : 'cache-unused';
  return found('cache', finding, { cachedTokens, promptTokens });
}

async function context({ endpoint, contextSize, signal }: Tested): Promise<CheckResult> {
  if (contextSize !== undefined) return found('context', 'context-known', { tokens: contextSize, source: 'setting' });
  const size = await findContextSize(endpoint, signal);
  signal.throwIfAborted();
  return size ? found('context', 'context-known', { ...size }) : found('context', 'context-unknown');
}

function ownReasoning(tested: Tested): CheckResult {
  const reasons = memoryOf(tested).reasons ?? false;
  return found('reasoning', reasons ? 'own-reasoning' : 'no-own-reasoning', {
    allowance: reasons ? tested.endpoint.reasoningAllowance : undefined,
  });
}
