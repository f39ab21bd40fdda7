import { writeStep } from '../../src/engine/step.ts';
import { delta, frame, type Reply } from './scriptedReplies.ts';
import type { ChatBody } from './scriptedServer.ts';

/** How a model's own reasoning comes: in one of the two fields, in think tags, or not at all (it only costs). */
export type ThinkingManner = 'reasoning' | 'reasoning_content' | 'think tags' | 'counted only' | 'silent';

export interface ThinkingModel {
  readonly manner: ThinkingManner;
  /** Before each reply, in tokens. */
  readonly reasoningTokens: number;
  /** Of the reply itself. */
  readonly tokens: number;
}

/** What the model wants to write, token by token; `in` is the field of the delta, none for what only costs. */
interface Token {
  readonly text: string;
  readonly in: 'reasoning' | 'reasoning_content' | 'content' | undefined;
}

/** A reply as a server streams it that counts every token, reasoning included, and stops with `length` at the request's limit. */
export function thinkingReply(body: ChatBody, model: ThinkingModel, step: Parameters<typeof writeStep>[0] | string): Reply {
  const wanted = [...thoughts(model, isSwitchedOff(body)), ...said(model, typeof step === 'string' ? step : writeStep(step))];
  const limit = Number(body['max_tokens'] ?? body['max_completion_tokens'] ?? Number.POSITIVE_INFINITY);
  const written = wanted.slice(0, limit);
  const frames = chunk(written, 40).flatMap(tokens => framesOf(tokens));
  const finish = written.length < wanted.length ? 'length' : 'stop';
  return { stream: [...frames, frame(delta({}, finish)), frame({ choices: [], usage: usageOf(written, model) }), 'data: [DONE]\n\n'] };
}

const isSwitchedOff = ({ reasoning_effort }: ChatBody): boolean => reasoning_effort === 'none';

function thoughts({ manner, reasoningTokens }: ThinkingModel, isOff: boolean): Token[] {
  if (isOff) return [];
  const tokens = Array.from({ length: reasoningTokens }, (_, index) => `hm${index % 10} `);
  switch (manner) {
    case 'reasoning':
    case 'reasoning_content':
      return tokens.map(text => ({ text, in: manner }));
    case 'think tags':
      return ['<think>', ...tokens, '</think>', '\n'].map(text => ({ text, in: 'content' }));
    case 'counted only':
    case 'silent':
      return tokens.map(text => ({ text, in: undefined }));
  }
}

/** The text in just so many pieces. */
function said({ tokens }: ThinkingModel, text: string): Token[] {
  const length = Math.ceil(text.length / tokens);
  return Array.from({ length: tokens }, (_, index) => ({ text: text.slice(index * length, (index + 1) * length), in: 'content' as const }));
}

/** Neighbours in the same field share a frame, so that a test need not send thousands. */
function framesOf(tokens: readonly Token[]): string[] {
  const frames: { readonly field: Token['in']; text: string }[] = [];
  for (const { text, in: field } of tokens) {
    const last = frames.at(-1);
    if (last && last.field === field) last.text += text;
    else frames.push({ field, text });
  }
  return frames.flatMap(({ field, text }) => (field === undefined ? [] : [frame(delta({ [field]: text }))]));
}

function usageOf(written: readonly Token[], { manner }: ThinkingModel) {
  const reasoning = written.filter(({ in: field }) => field !== 'content').length;
  return {
    prompt_tokens: 100,
    completion_tokens: written.length,
    ...(manner === 'counted only' && { completion_tokens_details: { reasoning_tokens: reasoning } }),
  };
}

const chunk = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
