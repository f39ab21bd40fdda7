import { ModelError } from '../engine/errors.ts';
import type { ChatPart } from '../engine/ports.ts';
import type { Usage } from '../engine/usage.ts';
import { joinText, readBodyText, sniff } from './bodyText.ts';
import { type Completion, readCompletion } from './completion.ts';
import type { OpenRequest } from './openRequest.ts';
import { quote } from './quote.ts';
import { readSseEvents } from './sse.ts';
import { type Asked, factsOf, streamErrorOf } from './toModelError.ts';

/** How a reply is read. */
export interface ReplyRules {
  readonly asked: Asked;
  readonly idleTimeoutMs: number;
  /** Of text and reasoning together: more comes only from a server that ignores its token limit. */
  readonly maxCharacters: number;
  /** Told, perhaps more than once, when the model turns out to think by itself. */
  readonly onReasons: () => void;
}

/** Turns a response's body into parts: a stream as it comes in, or the one completion of a server that does not stream. */
export async function* readReply(response: Response, open: OpenRequest, rules: ReplyRules): AsyncGenerator<ChatPart, void> {
  const { form, chunks } = await sniff(readBodyText(response, open.signal, factsOf(rules.asked)));
  if (form === 'html') throw new ModelError('bad-request', 'check-base-url', { ...factsOf(rules.asked), status: response.status });
  const ending: Ending = { opening: '', heard: 0, refusal: '', finish: undefined, usage: undefined };
  try {
    yield* readParts(form === 'json' ? readWhole(chunks, rules.asked) : readEvents(chunks, rules.asked), { open, rules, ending });
  } catch (error) {
    // What breaks after the last word takes nothing away from it.
    ending.finish ??= cutAfterWords(error, ending);
    if (ending.finish === undefined) throw error;
  }
  if (ending.finish === 'length' && !ending.opening.trim() && (ending.usage?.completionTokens ?? 0) > 1) rules.onReasons();
  if (!open.signal.aborted || open.silence === 'after-end') yield* conclude(ending, rules.asked);
}

/** What is gathered on the way and told at the end. */
interface Ending {
  /** The first characters, where a think tag would stand. */
  opening: string;
  /** How many characters were handed on. */
  heard: number;
  refusal: string;
  finish: string | undefined;
  usage: Usage | undefined;
}
interface Reading {
  readonly open: OpenRequest;
  readonly rules: ReplyRules;
  readonly ending: Ending;
}

/** A body without an end is cut where it is no answer any more; what it had said before is one. */
const cutAfterWords = (error: unknown, { heard }: Ending): string | undefined =>
  heard > 0 && error instanceof ModelError && error.reason === 'endless-reply' ? 'length' : undefined;

/** After its last word a server has this long for the usage, and after `[DONE]` for closing in good order. */
const AFTER_FINISH_MS = 5000;
const AFTER_DONE_MS = 250;

/** `[DONE]`, the end of a stream. */
const DONE = 'done';

async function* readParts(completions: AsyncGenerator<Completion | typeof DONE, void>, reading: Reading): AsyncGenerator<ChatPart, void> {
  const { open, rules, ending } = reading;
  for await (const completion of completions) {
    if (open.signal.aborted) return;
    if (completion === DONE) {
      ending.finish ??= 'stop';
      open.waitFor('after-end', AFTER_DONE_MS);
    } else if (ending.finish === undefined) {
      yield* handOn(completion, reading);
    } else {
      ending.usage = completion.usage ?? ending.usage;
      if (completion.reasons) rules.onReasons();
    }
    if (ending.heard > rules.maxCharacters) {
      ending.finish ??= 'length';
      return;
    }
  }
}

/** A template may write the opening tag itself, so that only the end is seen; servers send it in one piece, as the token that it is. */
const isEndOfThought = (part: ChatPart): boolean => part.type === 'text' && /<\/think(?:ing)?>/i.test(part.text);

/** As the engine's `ThinkFilter` knows them. */
const THINK_TAG = /^\s*<(?:think|thinking|thought|reasoning)>/i;

function* handOn({ parts, usage, refusal, finish, reasons }: Completion, { open, rules, ending }: Reading): Generator<ChatPart, void> {
  // The timer goes on through chunks that say nothing.
  if (parts.length > 0) open.rest();
  for (const part of parts) {
    if (open.signal.aborted) return;
    if ('text' in part) ending.heard += part.text.length;
    if (part.type === 'text') ending.opening = (ending.opening + part.text).slice(0, 32);
    yield part;
  }
  if (parts.length > 0) open.waitFor('idle-timeout', rules.idleTimeoutMs);
  if (reasons || THINK_TAG.test(ending.opening) || parts.some(isEndOfThought)) rules.onReasons();
  ending.refusal += refusal;
  ending.usage = usage ?? ending.usage;
  ending.finish = finish;
  if (finish !== undefined) open.waitFor('after-end', AFTER_FINISH_MS);
}

function* conclude({ usage, refusal, finish, heard }: Ending, asked: Asked): Generator<ChatPart, void> {
  if (usage) yield { type: 'usage', usage };
  if (finish === 'content_filter') throw new ModelError('refusal', 'content-filter', factsOf(asked));
  const said = quote(refusal, asked);
  if (said) throw new ModelError('refusal', 'model-refused', { ...factsOf(asked), said });
  if (finish !== undefined) yield { type: 'finish', reason: finish };
  else if (heard === 0) throw new ModelError('network', 'stream-broken', factsOf(asked));
}

async function* readEvents(chunks: AsyncGenerator<string, void>, asked: Asked): AsyncGenerator<Completion | typeof DONE, void> {
  for await (const { event, data } of readSseEvents(chunks)) {
    if (data.trim() === '[DONE]') {
      yield DONE;
      continue;
    }
    // A frame that is no JSON is passed over: the next one may be good.
    const completion = readCompletion(data);
    if (event === 'error') throw streamErrorOf(completion?.error ?? data, asked);
    if (completion?.error !== undefined) throw streamErrorOf(completion.error, asked);
    if (completion) yield completion;
  }
}

async function* readWhole(chunks: AsyncGenerator<string, void>, asked: Asked): AsyncGenerator<Completion, void> {
  const completion = readCompletion(await joinText(chunks));
  if (!completion) throw new ModelError('server', 'not-json', factsOf(asked));
  if (completion.error !== undefined) throw streamErrorOf(completion.error, asked);
  if (!completion.hasChoices) throw new ModelError('bad-request', 'check-base-url', factsOf(asked));
  yield { ...completion, finish: completion.finish ?? 'stop' };
}
