import type { ModelError } from '../errors.ts';
import type { ReasoningEvent } from '../events.ts';
import type { ChatRequest } from '../ports.ts';
import { type ClientParts, type ClientWait, type CompletionReply, complete, PythonException } from './openaiClient.ts';
import type { PythonValue } from './pythonValue.ts';
import type { SeedProgram } from './seedProgram.ts';

/** What came of a step or an answer, for which the programs try three times. */
export interface Called {
  readonly value: PythonValue;
  /** Absent where all tries failed. */
  readonly reply: CompletionReply | undefined;
  readonly hasGivenUp: boolean;
  /** Why no reply was to be had at the last try. */
  readonly failure?: ModelError | undefined;
  /** The reply was the object that was asked for, and not only something to go on with. */
  readonly isReadable: boolean;
  readonly attempts: number;
}

/** An attempt that failed, and the wait before the next one. */
export interface CallWait extends ClientWait {
  /** Counts from 1, the client's own tries included. */
  readonly attempt: number;
}

const TRIES = 3;
const WAIT_MS = 1000;

export interface Call {
  readonly request: ChatRequest;
  readonly isAnswer: boolean;
}

/** The programs' `make_api_call`. `tell` says a wait, where that can be told. Throws the signal's reason, and failures of our own. */
export async function* callModel(
  program: SeedProgram,
  { request, isAnswer }: Call,
  parts: ClientParts,
  tell: (wait: CallWait) => ReasoningEvent | undefined,
): AsyncGenerator<ReasoningEvent, Called> {
  let attempt = 0;
  const said = function* (wait: ClientWait): Iterable<ReasoningEvent> {
    const event = tell({ attempt: ++attempt, ...wait });
    if (event) yield event;
  };
  for (let tries = 1; ; tries++) {
    try {
      const calls = complete(request, parts);
      let next = await calls.next();
      for (; !next.done; next = await calls.next()) yield* said(next.value);
      const { value: reply } = next;
      return { ...program.read(reply, isAnswer), reply, hasGivenUp: false, attempts: attempt + 1 };
    } catch (error) {
      if (!(error instanceof PythonException)) throw error;
      if (tries === TRIES) {
        const value = program.giveUp(error.message, isAnswer);
        return { value, reply: undefined, hasGivenUp: true, failure: error.failure, isReadable: false, attempts: attempt + 1 };
      }
      yield* said({ delayMs: WAIT_MS, reason: error.reason });
      await parts.clock.sleep(WAIT_MS, parts.signal);
    }
  }
}
