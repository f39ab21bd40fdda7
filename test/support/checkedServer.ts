import type { Rung } from '../../src/engine/ports.ts';
import { failure, type Reply, type StreamOptions, sse, sseStep, whole } from './scriptedReplies.ts';
import type { ScriptedServer, SeenRequest } from './scriptedServer.ts';

/** In what a server falls short of one that passes every check. */
export interface Shortcomings {
  /** The forms that it takes; all where it is left out. */
  readonly rungs?: readonly Rung[];
  readonly doesNotStream?: boolean;
  readonly countsNothing?: boolean;
  /** Tokens of a second step from the cache (default 280); `null`: it does not say. */
  readonly cachedTokens?: number | null;
  /** A parameter that it refuses by name. */
  readonly refuses?: string;
  readonly reasons?: boolean;
}

/** Makes a scripted server answer the checks of a connection: it has one model `m1` with 32,768 tokens, unless a test routes otherwise. */
export function answerChecks(server: ScriptedServer, shortcomings: Shortcomings = {}): void {
  server.route('/v1/models', { body: { data: [{ id: 'm1', max_model_len: 32_768 }] } });
  server.always(request => replyTo(request, shortcomings));
}

function replyTo({ path, body }: SeenRequest, shortcomings: Shortcomings): Reply {
  const { rungs = ['schema', 'object', 'text'], refuses, doesNotStream } = shortcomings;
  if (!path.endsWith('/chat/completions')) return { status: 404, body: { detail: 'Not Found' } };
  if (refuses && refuses in body) return failure(400, `Unsupported parameter: '${refuses}'`, { param: refuses });
  if (!rungs.includes(rungOf(body))) return failure(400, 'This form is not supported.');
  const isStep = body.messages.at(-1)?.content.includes('this one step');
  if (doesNotStream) return whole(isStep ? STEP_TEXT : 'one two three', optionsFor(body, shortcomings));
  return isStep ? sseStep(STEP, optionsFor(body, shortcomings)) : sse(['1, 2, ', '3, 4'], optionsFor(body, shortcomings));
}

const STEP = { title: 'Add', content: '17 + 25 = 42.', nextAction: 'final_answer' } as const;
const STEP_TEXT = '{"title":"Add","content":"17 + 25 = 42.","next_action":"final_answer"}';

function rungOf({ response_format }: SeenRequest['body']): Rung {
  if (!response_format) return 'text';
  return response_format.type === 'json_schema' ? 'schema' : 'object';
}

/** A conversation of more than one turn could come from the cache. */
function optionsFor({ messages }: SeenRequest['body'], { countsNothing, cachedTokens = 280, reasons }: Shortcomings): StreamOptions {
  const cached = messages.length > 2 ? cachedTokens : 0;
  const usage = { prompt: 100 * messages.length, completion: 20, ...(cached !== null && { cached }) };
  return { ...(!countsNothing && { usage }), ...(reasons && { reasoning: ['Well, ', 'let me see.'] }) };
}
