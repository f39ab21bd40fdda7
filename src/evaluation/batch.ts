import type { ChatPart } from '../engine/ports.ts';
import type { StoredReply } from './replies.ts';
import { isObject, parseObject } from './resultLine.ts';

/** What a line of a Batch file is known by: the task, the request, and how many equal ones the task had before. */
export interface BatchId {
  readonly task: number;
  readonly request: string;
  readonly number: number;
}

/** One line of a Batch file, as OpenAI and `vllm run-batch` read it. */
export const batchLine = (id: BatchId, body: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ custom_id: writeId(id), method: 'POST', url: '/v1/chat/completions', body });

const writeId = ({ task, request, number }: BatchId): string => `${task}-${request}-${number}`;

/** A reply with the request that it is for. */
export interface BatchReply {
  readonly id: BatchId;
  readonly reply: StoredReply;
}

/** Reads a line of a Batch output; `undefined` for a request that failed and for anything that is none. */
export function parseBatchReply(text: string): BatchReply | undefined {
  const line = parseObject(text);
  const id = readId(line?.['custom_id']);
  const { status_code: status, body } = objectIn(line, 'response');
  const { choices, usage } = objectIn({ body }, 'body');
  const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
  if (!id || status !== 200 || !isObject(choice)) return undefined;
  const parts: readonly ChatPart[] = [
    { type: 'request' },
    ...textParts(objectIn(choice, 'message')),
    ...usageParts(usage),
    ...finishParts(choice),
  ];
  return { id, reply: { request: id.request, number: id.number, parts: parts.map(part => [0, part]) } };
}

function readId(value: unknown): BatchId | undefined {
  const [, task, request, number] = (typeof value === 'string' && /^(\d+)-([0-9a-f]+)-(\d+)$/.exec(value)) || [];
  return request === undefined ? undefined : { task: Number(task), request, number: Number(number) };
}

/** Servers name the model's own reasoning in two ways. */
function textParts({ content, reasoning, reasoning_content: other }: Readonly<Record<string, unknown>>): readonly ChatPart[] {
  const thought = [reasoning, other].find(text => typeof text === 'string');
  return [
    ...(typeof thought === 'string' ? [{ type: 'reasoning', text: thought } as const] : []),
    ...(typeof content === 'string' ? [{ type: 'text', text: content } as const] : []),
  ];
}

function usageParts(usage: unknown): readonly ChatPart[] {
  if (!isObject(usage)) return [];
  const { cached_tokens: cached } = objectIn(usage, 'prompt_tokens_details');
  const counts = { promptTokens: usage['prompt_tokens'], cachedTokens: cached, completionTokens: usage['completion_tokens'] };
  return [{ type: 'usage', usage: Object.fromEntries(Object.entries(counts).filter(([, count]) => typeof count === 'number')) }];
}

const finishParts = ({ finish_reason: reason }: Readonly<Record<string, unknown>>): readonly ChatPart[] =>
  typeof reason === 'string' ? [{ type: 'finish', reason }] : [];

function objectIn(value: Readonly<Record<string, unknown>> | undefined, name: string): Readonly<Record<string, unknown>> {
  const found = value?.[name];
  return isObject(found) ? found : {};
}
