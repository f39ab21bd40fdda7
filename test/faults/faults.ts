import type { ErrorCause, ModelErrorKind } from '../../src/engine/errors.ts';
import { delta, failure, frame, html, type Reply, redirect, reset, silence, sse } from '../support/scriptedReplies.ts';

/** Where in a run a fault is met. A run has three steps and then the answer. */
export const PHASES = ['connecting', 'before the first byte', 'in a step', 'between steps', 'in the answer', 'in back-off'] as const;
export type Phase = (typeof PHASES)[number];

/** What the reader is told, and what is tried. */
export interface Expected {
  readonly kind: ModelErrorKind;
  readonly cause: ErrorCause;
  /** The whole English sentence; `{host}` stands for the server. */
  readonly message: string;
  /** `thrice` with the usual waits, `once`, or `each form` of asking for a step, at once. */
  readonly tries: 'thrice' | 'once' | 'each form';
  /** The wait that the server asks for, in the place of the usual ones. */
  readonly waitMs?: number;
}

/** A fault that a reply brings about, where a reply can; for the other phases it is said why not. */
export interface ReplyFault {
  readonly name: string;
  readonly expected: Expected;
  readonly replies: Readonly<Record<Phase, Reply | string>>;
  /** The fault is a silence, so that limits are set on it from then on. */
  readonly isSilence?: boolean;
}

/** A step and an answer that have begun and are not finished. */
export const HALF_STEP = '{"title":"Half a st';
export const HALF_ANSWER = 'Half an ans';

/** Asserted with a server that speaks no HTTP. */
export const ASSERTED_ELSEWHERE = 'asserted elsewhere';

const half = (text: string, tail: readonly string[], ending: Reply['ending']): Reply => {
  const { stream = [] } = sse([text], { finish: null, done: false });
  return { stream: [...stream, ...tail], ...(ending && { ending }) };
};

/** Whatever comes with the status line or the first character of the body. */
const early = (reply: Reply): ReplyFault['replies'] => ({
  connecting: 'a reply needs a connection first',
  'before the first byte': reply,
  'in a step': 'it comes before the body',
  'between steps': reply,
  'in the answer': reply,
  'in back-off': reply,
});

/** What can come at any time once there is a request: first `whole` alone, in the middle after some words. */
const anyTime = (whole: Reply, tail: readonly string[], ending?: Reply['ending']): ReplyFault['replies'] => ({
  connecting: 'a reply needs a connection first',
  'before the first byte': whole,
  'in a step': half(HALF_STEP, tail, ending),
  'between steps': whole,
  'in the answer': half(HALF_ANSWER, tail, ending),
  'in back-off': whole,
});

const DATE = 'Sun, 22 Nov 2026 10:00:00 GMT';
const LATER = 'Sun, 22 Nov 2026 10:00:07 GMT';
const page = (status: number): Reply => html('An error page', status);
const errorFrame = (error: unknown): string => frame({ error });
const inStream = (error: unknown) => anyTime({ stream: [errorFrame(error), 'data: [DONE]\n\n'] }, [errorFrame(error), 'data: [DONE]\n\n']);
const TRY_AGAIN_OR_LOG = 'Try again, or look into the log of the server.';

/** Every fault that a server can bring about by what it replies. */
export const REPLY_FAULTS: readonly ReplyFault[] = [
  {
    name: '401, the key is refused',
    replies: early(failure(401, 'Incorrect API key provided.')),
    expected: { kind: 'auth', cause: 'key-refused', tries: 'once', message: '{host} refused the API key. Set a valid key and try again.' },
  },
  {
    name: '403',
    replies: early(failure(403, 'No access to this model')),
    expected: {
      kind: 'auth',
      cause: 'forbidden',
      tries: 'once',
      message: '{host} does not allow this with the API key that is set: "No access to this model". Use another key or another model.',
    },
  },
  {
    name: '404, the model is missing',
    replies: early(failure(404, 'The model `m` does not exist.', { type: 'NotFoundError', param: 'model', code: 404 })),
    expected: {
      kind: 'model-not-found',
      cause: 'model-not-found',
      tries: 'once',
      message: '{host} has no model named m. Select a model that it serves.',
    },
  },
  {
    name: '404, the path is wrong',
    replies: early({ status: 404, body: { detail: 'Not Found' } }),
    expected: {
      kind: 'bad-request',
      cause: 'check-base-url',
      tries: 'once',
      message: '{host} answered, but not as an OpenAI-compatible server does. Check the base URL; most end in /v1.',
    },
  },
  {
    name: '407, a proxy wants a password',
    replies: early(page(407)),
    expected: {
      kind: 'network',
      cause: 'proxy-auth',
      tries: 'once',
      message: 'A proxy on the way to {host} wants a user name and a password. Set them where the proxy is set.',
    },
  },
  {
    name: '408',
    replies: early(failure(408, 'Request timed out')),
    expected: {
      kind: 'timeout',
      cause: 'server-timeout',
      tries: 'thrice',
      message: '{host} gave up waiting for the model. Try again, or raise the time limit of the server.',
    },
  },
  {
    name: '413, too long for a proxy',
    replies: early(page(413)),
    expected: {
      kind: 'context-overflow',
      cause: 'request-too-large',
      tries: 'once',
      message:
        '{host} takes no request as long as this one. Shorten the excerpt, or raise the limit of the server or of the proxy before it.',
    },
  },
  {
    name: '422 that names nothing',
    replies: early(failure(422, 'Unprocessable')),
    expected: {
      kind: 'bad-request',
      cause: 'bad-request',
      tries: 'each form',
      message: '{host} refused the request: "Unprocessable". Check the model and the parameters of this endpoint.',
    },
  },
  {
    name: '429 with Retry-After in seconds',
    replies: early({ ...failure(429, 'Slow down'), headers: { 'retry-after': '7' } }),
    expected: {
      kind: 'rate-limit',
      cause: 'rate-limited',
      tries: 'thrice',
      waitMs: 7000,
      message: '{host} is receiving too many requests: "Slow down". Wait a little and try again.',
    },
  },
  {
    name: '429 with Retry-After as a date',
    replies: early({ ...failure(429, 'Slow down'), headers: { date: DATE, 'retry-after': LATER } }),
    expected: {
      kind: 'rate-limit',
      cause: 'rate-limited',
      tries: 'thrice',
      waitMs: 7000,
      message: '{host} is receiving too many requests: "Slow down". Wait a little and try again.',
    },
  },
  {
    name: '429 with a Retry-After that is too long',
    replies: early({ ...failure(429, 'Slow down'), headers: { 'retry-after': '61' } }),
    expected: {
      kind: 'rate-limit',
      cause: 'retry-after-too-long',
      tries: 'once',
      message: '{host} asks to wait 61 s before the next request. Try again after that, or use another endpoint.',
    },
  },
  {
    name: '429, the quota is used up',
    replies: early(failure(429, 'You exceeded your current quota', { code: 'insufficient_quota' })),
    expected: {
      kind: 'rate-limit',
      cause: 'quota-exceeded',
      tries: 'once',
      message: '{host} reports that the account has no quota left: "You exceeded your current quota". Check its plan and billing.',
    },
  },
  {
    name: '500',
    replies: early(failure(500, 'Internal server error')),
    expected: {
      kind: 'server',
      cause: 'server-failed',
      tries: 'thrice',
      message: `{host} failed: "Internal server error". ${TRY_AGAIN_OR_LOG}`,
    },
  },
  {
    name: '502, a proxy that finds no server',
    replies: early(page(502)),
    expected: { kind: 'server', cause: 'server-failed', tries: 'thrice', message: `{host} failed. ${TRY_AGAIN_OR_LOG}` },
  },
  {
    name: '503, the model is loading',
    replies: early({ ...failure(503, 'Loading model', { type: 'unavailable_error', code: 503 }) }),
    expected: {
      kind: 'server',
      cause: 'model-loading',
      tries: 'thrice',
      message: '{host} is still loading the model. Wait until it is ready and try again.',
    },
  },
  {
    name: '504, a proxy that waits no longer',
    replies: early(page(504)),
    expected: {
      kind: 'timeout',
      cause: 'server-timeout',
      tries: 'thrice',
      message: '{host} gave up waiting for the model. Try again, or raise the time limit of the server.',
    },
  },
  {
    name: 'HTML in the place of JSON',
    replies: early(page(200)),
    expected: {
      kind: 'bad-request',
      cause: 'check-base-url',
      tries: 'once',
      message: '{host} answered, but not as an OpenAI-compatible server does. Check the base URL; most end in /v1.',
    },
  },
  {
    name: 'JSON that is none',
    replies: early({ body: '{"choices":[{"mess' }),
    expected: {
      kind: 'server',
      cause: 'not-json',
      tries: 'thrice',
      message: `{host} sent an answer that is not valid JSON. ${TRY_AGAIN_OR_LOG}`,
    },
  },
  {
    name: 'a redirect to another origin',
    replies: early(redirect('https://elsewhere.invalid/v1/chat/completions')),
    expected: {
      kind: 'network',
      cause: 'redirect',
      tries: 'once',
      message:
        '{host} redirects to https://elsewhere.invalid, which was not followed because the API key belongs to the first. If https://elsewhere.invalid is right, use it in the base URL.',
    },
  },
  {
    name: 'redirects in circles',
    replies: early(redirect('/v1/chat/completions')),
    expected: {
      kind: 'network',
      cause: 'redirect-loop',
      tries: 'once',
      message: '{host} redirects in circles. Check the base URL; most end in /v1.',
    },
  },
  {
    name: 'a reset',
    replies: { ...anyTime(reset, [], 'reset'), connecting: ASSERTED_ELSEWHERE },
    expected: {
      kind: 'network',
      cause: 'reset',
      tries: 'thrice',
      message: `{host} closed the connection without an answer. ${TRY_AGAIN_OR_LOG}`,
    },
  },
  {
    name: 'a stream that just ends',
    replies: anyTime({ stream: [frame(delta({ role: 'assistant', content: '' }))] }, []),
    expected: {
      kind: 'network',
      cause: 'stream-broken',
      tries: 'thrice',
      message: '{host} broke off in the middle of an answer. Try again.',
    },
  },
  {
    name: 'silence',
    isSilence: true,
    replies: { ...anyTime(silence, [': ping\n\n'], 'silence'), connecting: ASSERTED_ELSEWHERE },
    expected: {
      kind: 'timeout',
      cause: 'first-byte-timeout',
      tries: 'once',
      message: '{host} has not begun to answer within 1 s. Try again, or raise the setting stepwise.firstByteTimeoutSeconds.',
    },
  },
  {
    name: 'an error object in the stream',
    replies: inStream({ message: 'Out of memory', type: 'InternalServerError', code: 500 }),
    expected: { kind: 'server', cause: 'server-failed', tries: 'thrice', message: `{host} failed: "Out of memory". ${TRY_AGAIN_OR_LOG}` },
  },
  {
    name: 'an error in the stream as a string',
    replies: inStream('the engine died'),
    expected: { kind: 'server', cause: 'server-failed', tries: 'thrice', message: `{host} failed: "the engine died". ${TRY_AGAIN_OR_LOG}` },
  },
];

/** In the middle of a reply some faults look otherwise: what has begun was broken off, or fell silent. */
export const EXPECTED_IN_THE_MIDDLE: Readonly<Record<string, Expected>> = {
  'a reset': {
    kind: 'network',
    cause: 'stream-broken',
    tries: 'thrice',
    message: '{host} broke off in the middle of an answer. Try again.',
  },
  'a stream that just ends': {
    kind: 'network',
    cause: 'stream-broken',
    tries: 'thrice',
    message: 'The server broke off in the middle of an answer. Try again.',
  },
  silence: {
    kind: 'timeout',
    cause: 'idle-timeout',
    tries: 'thrice',
    message: '{host} fell silent for 1 s in the middle of an answer. Try again, or raise the setting stepwise.idleTimeoutSeconds.',
  },
};
