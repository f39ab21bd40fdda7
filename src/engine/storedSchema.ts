import * as z from 'zod/mini';
import { ERROR_CAUSES, MODEL_ERROR_KINDS } from './errors.ts';
import { NOTICE_CODES } from './events.ts';
import { PRESET_NAMES } from './limits.ts';
import { PURPOSES } from './run.ts';
import { STOP_REASONS } from './stop.ts';

const count = z.number().check(z.nonnegative());
const usage = z.object({
  promptTokens: z.exactOptional(count),
  cachedTokens: z.exactOptional(count),
  completionTokens: z.exactOptional(count),
});
const message = z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() });
const turn = z.object({ user: z.string(), assistant: z.string(), goesOn: z.exactOptional(count) });
const facts = z.record(z.string(), z.union([z.string(), z.number()]));

const step = z.object({
  index: count,
  title: z.string(),
  content: z.string(),
  nextAction: z.enum(['continue', 'final_answer']),
  durationMs: count,
  firstWordMs: z.exactOptional(count),
  attempts: count,
  usage,
  finishReason: z.exactOptional(z.string()),
  repaired: z.boolean(),
  reasoning: z.exactOptional(z.string()),
});
const answer = z.object({ text: z.string(), durationMs: count, usage, finishReason: z.exactOptional(z.string()) });

const place = { id: z.string(), parent: z.exactOptional(z.string()), chain: count, run: z.string(), slot: z.string() };
// `z.lazy` here and below: made when a file is first read, not at every activation.
const node = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({
      ...place,
      kind: z.literal('opening'),
      why: z.enum(['question', 'condensed']),
      history: z.array(message),
      lead: z.string(),
      established: z.exactOptional(z.string()),
    }),
    z.object({ ...place, kind: z.literal('step'), by: z.exactOptional(z.literal('reader')), turn, step }),
    z.object({ ...place, kind: z.literal('answer'), why: z.enum(STOP_REASONS), turn, answer }),
    z.object({ ...place, kind: z.literal('remark'), text: z.string() }),
    z.object({ ...place, kind: z.literal('note'), value: z.string() }),
  ]),
);

const limits = z.object({
  minSteps: count,
  maxSteps: count,
  maxTokensPerStep: count,
  maxTokensForAnswer: count,
  temperature: count,
  maxTokensPerRun: z.exactOptional(count),
  maxSecondsPerRun: z.exactOptional(count),
});
const excerpts = z.array(z.object({ path: z.string(), startLine: count, endLine: count }));
const spec = z.lazy(() =>
  z.object({
    id: z.string(),
    from: z.string(),
    question: z.string(),
    excerpts: z.exactOptional(excerpts),
    strategy: z.string(),
    preset: z.enum(PRESET_NAMES),
    model: z.string(),
    limits,
    concurrency: count,
    seed: z.number(),
    language: z.enum(['en', 'zh-cn']),
    purpose: z.exactOptional(z.enum(PURPOSES)),
    branch: z.exactOptional(count),
    origin: z.exactOptional(z.string()),
    isLocal: z.exactOptional(z.literal(true)),
    contextSize: z.exactOptional(count),
  }),
);

const totals = { durationMs: count, usage, requests: count };
const event = z.discriminatedUnion('type', [
  z.object({ type: z.literal('notice'), code: z.enum(NOTICE_CODES), message: z.string(), facts: z.exactOptional(facts) }),
  z.object({ type: z.literal('run-end'), ...totals, stopReason: z.enum(STOP_REASONS), answer: z.string(), answerNode: z.string() }),
  z.object({ type: z.literal('remark'), text: z.string() }),
  z.object({
    type: z.literal('tally'),
    answers: z.array(z.object({ text: z.string(), chains: z.array(count) })),
    doubtful: z.exactOptional(z.literal(true)),
  }),
  z.object({ type: z.literal('value'), node: z.string(), visits: count, value: count }),
  z.object({ type: z.literal('run-cancel'), ...totals, paused: z.exactOptional(z.literal(true)) }),
  z.object({
    type: z.literal('run-error'),
    ...totals,
    kind: z.enum(MODEL_ERROR_KINDS),
    cause: z.enum(ERROR_CAUSES),
    facts,
    message: z.string(),
  }),
]);

/** What the lines of a session's file and those of a recording have in common. */
export const storedParts = { count, step, answer, limits, excerpts, event };

/** The version that this program writes. */
export const SESSION_VERSION = 1;

/** The first line of a session's file, whatever its version. */
export const headSchema = z.object({ record: z.literal('session'), version: z.int(), id: z.string() });

/** One line of a session's file, as it is trusted after reading. */
export const recordSchema = z.lazy(() =>
  z.discriminatedUnion('record', [
    z.object({ record: z.literal('session'), version: z.literal(SESSION_VERSION), id: z.string() }),
    z.object({ record: z.literal('run'), spec }),
    z.object({ record: z.literal('node'), node }),
    z.object({ record: z.literal('event'), event }),
  ]),
);
