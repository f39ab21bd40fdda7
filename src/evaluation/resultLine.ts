import type { ModelErrorKind } from '../engine/errors.ts';
import { isEnding, type ReasoningEvent, type RunEnding } from '../engine/events.ts';
import { readEvent } from '../engine/recording.ts';
import { KINDS, type SuiteQuestion } from './suite.ts';

/** One line of the results: what was asked, and the whole trace of what came of it. */
export interface ResultLine {
  /** The task's place in the plan. */
  readonly task: number;
  readonly suite: string;
  readonly strategy: string;
  /** Counts from 0. */
  readonly sample: number;
  readonly question: SuiteQuestion;
  /** What came word by word is one delta for as long as nothing else came between. */
  readonly events: readonly ReasoningEvent[];
}

export type ParsedLine = ResultLine | undefined;

/** Reads a line; `undefined` for anything that is none. */
export function parseResultLine(text: string): ParsedLine {
  const value = parseObject(text);
  const question = parseQuestion(value?.['question']);
  const { task, suite, strategy, sample, events } = value ?? {};
  if (!question || !isCount(task) || !isCount(sample) || typeof suite !== 'string' || typeof strategy !== 'string') return undefined;
  if (!Array.isArray(events)) return undefined;
  const read = events.map(readEvent);
  if (read.some(one => 'why' in one)) return undefined;
  return { task, suite, strategy, sample, question, events: read.flatMap(one => ('event' in one ? [one.event] : [])) };
}

/** Reads a question as a suite's line has it; `undefined` for anything that is none. */
export function parseQuestion(value: unknown): SuiteQuestion | undefined {
  if (!isObject(value)) return undefined;
  const { id, question, answer } = value;
  const kind = KINDS.find(one => one === value['kind']);
  if (typeof id !== 'string' || typeof question !== 'string' || typeof answer !== 'string' || !kind) return undefined;
  return question.trim() ? { id, question, answer, kind } : undefined;
}

/** The object that a text is as JSON, if it is one. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;

/** How the run ended; `undefined` for one that was never finished. */
export const endingOf = ({ events }: Pick<ResultLine, 'events'>): RunEnding | undefined => events.findLast(isEnding);

/** Failures that say something about the model. All others say something about the way to it, and the question is asked again. */
const OF_THE_MODEL: ReadonlySet<ModelErrorKind> = new Set(['malformed', 'refusal', 'context-overflow']);

/** Whether the question needs not be asked again: it was answered, or the model could not. */
export function isSettled(line: Pick<ResultLine, 'events'>): boolean {
  const ending = endingOf(line);
  return ending?.type === 'run-end' || (ending?.type === 'run-error' && OF_THE_MODEL.has(ending.kind));
}

/** The answer, or nothing where there is none. */
export function answerOf(line: Pick<ResultLine, 'events'>): string {
  const ending = endingOf(line);
  return ending?.type === 'run-end' ? ending.answer : '';
}
