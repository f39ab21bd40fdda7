import type { ReasoningEvent } from '../../src/engine/events.ts';
import { emptySession, reduceSession, type Session } from '../../src/engine/session.ts';

/** What a reader sees after these events. */
export const sessionOf = (events: readonly ReasoningEvent[]): Session => events.reduce(reduceSession, emptySession('s'));
