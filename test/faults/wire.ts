import { createChatModel } from '../../src/model/chatModel.ts';
import type { Endpoint } from '../../src/model/endpoint.ts';
import { createLearnedStore } from '../../src/model/learned.ts';
import { type Played, type PlayOptions, play } from '../support/playRun.ts';
import { type Reply, sse, sseStep } from '../support/scriptedReplies.ts';
import type { SeenRequest } from '../support/scriptedServer.ts';

/** Must not be seen in anything that a run says. */
export const KEY = 'sk-wire-0123456789';
/** Steps of a run that meets no fault; the answer is one request more. */
export const STEPS = 3;
export const ANSWER = 'So it is 42.';

/** An endpoint with a key and no limit on silence. */
export const wireEndpoint = (baseUrl: string, change: Partial<Endpoint> = {}): Endpoint => ({
  baseUrl,
  model: 'm',
  apiKey: KEY,
  idleTimeoutMs: 0,
  reasoningAllowance: 4096,
  nativeReasoning: 'auto',
  learned: createLearnedStore(),
  ...change,
});

/** Puts `Why?` to the endpoint: the real engine and the real chat model over node:http; only the waits between tries take no time. */
export const runOverWire = (endpoint: Endpoint, options: PlayOptions = {}): Promise<Played> =>
  play(createChatModel(endpoint), { limits: { minSteps: STEPS, maxSteps: STEPS }, ...options });

/** Whether a request asks for the answer and not for a step. */
export const asksForAnswer = ({ body }: SeenRequest): boolean =>
  body.messages.at(-1)?.content.includes('final answer to the question') ?? false;

/** How a healthy model answers: the next step after those that were sent, or the answer. */
export function healthyReply(request: SeenRequest): Reply {
  if (asksForAnswer(request)) return sse([ANSWER.slice(0, 5), ANSWER.slice(5)]);
  const index = request.body.messages.filter(({ role }) => role === 'assistant').length;
  return sseStep({ title: titleOf(index), content: `Thought ${index}.`, nextAction: index < STEPS - 1 ? 'continue' : 'final_answer' });
}

export const titleOf = (index: number): string => `Look ${index}`;
