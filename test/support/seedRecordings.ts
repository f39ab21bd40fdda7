import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { ModelError } from '../../src/engine/errors.ts';
import { refusalOf } from '../../src/model/toModelError.ts';
import { finish, type Line, usage } from './scriptedModel.ts';

const completion = z.object({
  content: z.nullable(z.string()),
  refusal: z.optional(z.string()),
  finish_reason: z.optional(z.string()),
});
const refusal = z.object({ status: z.number(), body: z.unknown(), headers: z.optional(z.record(z.string(), z.string())) });
const body = z.looseObject({ model: z.string(), messages: z.array(z.unknown()), response_format: z.unknown() });
const happened = z.union([
  z.object({
    request: z.object({ method: z.literal('POST'), path: z.literal('/v1/chat/completions'), body }),
    reply: z.union([refusal, completion]),
  }),
  z.object({ waitMs: z.number() }),
  z.object({ shown: z.object({ title: z.string(), content: z.string() }) }),
]);
const scenario = z.object({ name: z.string(), question: z.string(), timeline: z.array(happened), raised: z.optional(z.string()) });
const recording = z.object({ origin: z.string(), versions: z.record(z.string(), z.string()), scenarios: z.array(scenario) });

/** What one of the two programs did on a script of replies: each request, wait and text shown, in the order in which it came. */
export type SeedScenario = z.infer<typeof scenario>;
export type SeedEvent = z.infer<typeof happened>;
type Reply = Extract<SeedEvent, { reply: unknown }>['reply'];

/** A recording that `test/fixtures/seeds/record.py` made. */
export const readRecording = (name: string): z.infer<typeof recording> =>
  z.parse(recording, JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/seeds', `${name}.json`), 'utf8')));

/** What our own adapter makes of a recorded reply. */
export async function linesOf(reply: Reply): Promise<readonly Line[]> {
  if ('status' in reply) return [await errorOf(reply)];
  const { content, refusal: said, finish_reason: reason = 'stop' } = reply;
  const text = content ? [content.slice(0, 7), content.slice(7)] : [];
  if (said !== undefined) return [new ModelError('refusal', 'model-refused', { said })];
  if (reason === 'content_filter') return [...text, new ModelError('refusal', 'content-filter')];
  return [...text, usage(100, 10), finish(reason)];
}

function errorOf({ status, body: sent, headers }: Extract<Reply, { status: number }>): Promise<ModelError> {
  const text = typeof sent === 'string' ? sent : JSON.stringify(sent);
  return refusalOf(new Response(text, { status, ...(headers && { headers }) }), { baseUrl: 'http://host:8000/v1', apiKey: 'fake' });
}
