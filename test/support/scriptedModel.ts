import type { ChatModel, ChatPart, ChatRequest, Clock } from '../../src/engine/ports.ts';
import type { Usage } from '../../src/engine/usage.ts';

/** One line of a script: text, a part, or an error that is thrown where it stands. */
export type Line = string | ChatPart | Error;

export interface ScriptedModel extends ChatModel {
  /** Every request, in the order in which it came. */
  readonly heard: ChatRequest[];
}

const isPart = (line: Line | undefined, type: ChatPart['type']): boolean =>
  typeof line === 'object' && 'type' in line && line.type === type;

/** A model that says its lines, one list a request. A reply that is not cut short by an error ends with `stop` unless it says otherwise. */
export function scriptedModel(...replies: readonly (readonly Line[])[]): ScriptedModel {
  return repeatingModel((_request, index) => replies[index] ?? []);
}

/** A model that makes up its lines for each request. */
export function repeatingModel(reply: (request: ChatRequest, index: number) => readonly Line[]): ScriptedModel {
  const heard: ChatRequest[] = [];
  return {
    heard,
    async *stream(request, signal) {
      heard.push(request);
      yield { type: 'request' };
      const lines = reply(request, heard.length - 1);
      for (const line of lines) {
        if (signal.aborted) return;
        if (line instanceof Error) throw line;
        yield typeof line === 'string' ? { type: 'text', text: line } : line;
      }
      if (!lines.some(line => isPart(line, 'finish'))) yield { type: 'finish', reason: 'stop' };
    },
  };
}

/** A model whose chains take one step each and come to these answers, one after the other. */
export function answering(...answers: readonly string[]): ScriptedModel {
  let answered = 0;
  return repeatingModel(({ format }) => [format === 'text' ? (answers[answered++] ?? 'none') : stepReply('Think', 'final_answer')]);
}

/** A reply that never comes, for a run that is to be stopped. */
export function silentModel(): ScriptedModel {
  const heard: ChatRequest[] = [];
  return {
    heard,
    async *stream(request) {
      heard.push(request);
      await new Promise(() => {});
    },
  };
}

/** A step as a well-behaved model writes it. */
export const stepReply = (title: string, next: 'continue' | 'final_answer' = 'continue', content = `${title}.`): string =>
  JSON.stringify({ title, content, next_action: next });

export const usage = (promptTokens: number, completionTokens: number, more: Usage = {}): ChatPart => ({
  type: 'usage',
  usage: { promptTokens, completionTokens, ...more },
});

export const finish = (reason: string): ChatPart => ({ type: 'finish', reason });

/** A clock that only moves when somebody sleeps or `tick` says so. */
export function stillClock(): Clock & { readonly slept: number[]; tick(ms: number): void } {
  const slept: number[] = [];
  let now = 0;
  return {
    slept,
    now: () => now,
    tick: ms => {
      now += ms;
    },
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
  };
}
