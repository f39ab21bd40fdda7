import type { ReasoningEvent } from './events.ts';
import { anyEventSchema, EVENT_TYPES, eventSchema } from './recordingSchema.ts';
import { emptySession, interruptRun, reduceSession, type Session } from './session.ts';
import type { Translate } from './translate.ts';

/** Runs that were written down, event by event, one a line. */
export interface Recording {
  readonly events: readonly ReasoningEvent[];
  /** The number of a last line that is not whole, because whoever wrote it was ended in its midst. */
  readonly tornLine?: number;
}

/** Why a text is no recording, and the 1-based number of the line that shows it. */
export interface RecordingFault {
  readonly why: 'empty' | 'not-json' | 'no-event' | 'unreadable' | 'newer' | 'no-start';
  readonly line: number;
}

export type ParsedRecording = Recording | { readonly fault: RecordingFault };

/** An event, something that a later version may have added, or what is wrong with it. */
export type ReadEvent = { readonly event: ReasoningEvent } | { readonly skip: true } | { readonly why: RecordingFault['why'] };

/** Reads JSON Lines of events. Events and fields that are not known are skipped; anything else that cannot be read is a fault. */
export function parseRecording(text: string): ParsedRecording {
  const lines = text.replace(/^\ufeff/, '').split('\n');
  const events: ReasoningEvent[] = [];
  for (const [at, line] of lines.entries()) {
    if (!line.trim()) continue;
    const read = readLine(line);
    // Whoever writes lines ends each of them: what follows the last end was not written whole.
    if ('why' in read && read.why === 'not-json' && at === lines.length - 1 && events.length > 0) return { events, tornLine: at + 1 };
    if ('why' in read) return faultIn(read.why, at);
    if ('skip' in read) continue;
    if (events.length === 0 && read.event.type !== 'run-start') return faultIn('no-start', at);
    events.push(read.event);
  }
  return events.length > 0 ? { events } : faultIn('empty', 0);
}

const faultIn = (why: RecordingFault['why'], at: number): { readonly fault: RecordingFault } => ({ fault: { why, line: at + 1 } });

function readLine(line: string): ReadEvent {
  const value = parseJson(line);
  return value === undefined ? { why: 'not-json' } : readEvent(value);
}

/** Reads one event of a recording. */
export function readEvent(value: unknown): ReadEvent {
  const { data } = anyEventSchema.safeParse(value);
  if (!data) return { why: 'no-event' };
  if (!EVENT_TYPES.has(data.type)) return { skip: true };
  if (data.type === 'run-start' && typeof data.version === 'number' && data.version > 1) return { why: 'newer' };
  const { data: event } = eventSchema.safeParse(value);
  if (event) return { event };
  // A later version may have more to notice.
  return data.type === 'notice' ? { skip: true } : { why: 'unreadable' };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** What is wrong with a file that is no recording, and what one is. */
export function describeRecordingFault({ why, line }: RecordingFault, t: Translate): string {
  switch (why) {
    case 'empty':
      return t('There is no run in it.');
    case 'not-json':
      return t('Line {line} is not JSON. A recording has one event as JSON on each line, as --json and --trace write them.', { line });
    case 'no-event':
      return t('Line {line} is no event of a run. A recording has one event as JSON on each line, as --json and --trace write them.', {
        line,
      });
    case 'unreadable':
      return t('Line {line} holds an event that lacks what belongs to it.', { line });
    case 'newer':
      return t('Line {line} was written by a newer version of Stepwise: update it to read this file.', { line });
    case 'no-start':
      return t('Line {line} belongs to a run whose beginning is missing.', { line });
  }
}

/** What the events show, as a page would have shown it; a run that never came to its end is interrupted. */
export const sessionOfRecording = (events: readonly ReasoningEvent[], id: string): Session =>
  interruptRun(events.reduce(reduceSession, emptySession(id)));
