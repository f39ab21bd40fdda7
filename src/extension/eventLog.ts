import { isOfChain, type ReasoningEvent, type RunEnding, type StepRecord } from '../engine/events.ts';
import type { Usage } from '../engine/usage.ts';

/** A line for the log: what happened, never what was asked or written. */
export interface EventLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly text: string;
}

/** What the log says of an event, in English; `undefined` where it says nothing. Times are milliseconds. */
export function toEventLine(event: ReasoningEvent): EventLine | undefined {
  const line = lineOf(event);
  return line && isOfChain(event) && event.chain !== undefined ? { ...line, text: `chain ${event.chain + 1}: ${line.text}` } : line;
}

function lineOf(event: ReasoningEvent): EventLine | undefined {
  switch (event.type) {
    case 'run-start':
      return info(
        `run ${event.runId}: ${event.strategy}, ${event.preset}, ${event.model}${event.from ? `, goes on from ${event.from}` : ''}`,
      );
    case 'step-end':
      return info(describeStep(event.step));
    case 'step-retry':
      return warn(`step ${event.index + 1}: attempt ${event.attempt} is void (${event.reason}), the next in ${event.delayMs} ms`);
    case 'answer-retry':
      return warn(`answer: attempt ${event.attempt} is void (${event.reason}), the next in ${event.delayMs} ms`);
    case 'answer-end':
      return info(
        `answer: ${event.durationMs} ms, ${event.text.length} characters${tokens(event.usage)}, finish ${event.finishReason ?? 'not told'}`,
      );
    case 'notice':
      return warn(`${event.code}: ${event.message}`);
    case 'run-end':
      return info(`run ends: ${event.stopReason}${totals(event)}`);
    case 'run-cancel':
      return info(`run ${event.paused ? 'paused' : 'stopped'}${totals(event)}`);
    case 'run-error':
      return { level: 'error', text: `run failed: ${event.kind}, ${event.cause}: ${event.message}${totals(event)}` };
    default:
      return undefined;
  }
}

const info = (text: string): EventLine => ({ level: 'info', text });
const warn = (text: string): EventLine => ({ level: 'warn', text });

function describeStep({ index, durationMs, firstWordMs, attempts, content, usage, finishReason, repaired }: StepRecord): string {
  const first = firstWordMs === undefined ? '' : `, first word after ${firstWordMs} ms`;
  const care = repaired ? ', read with care' : '';
  const size = `${content.length} characters${tokens(usage)}`;
  return `step ${index + 1}: ${durationMs} ms${first}, attempt ${attempts}, ${size}, finish ${finishReason ?? 'not told'}${care}`;
}

const totals = ({ durationMs, usage, requests }: RunEnding): string => `; ${durationMs} ms, ${requests} requests${tokens(usage)}`;

function tokens({ promptTokens, cachedTokens, completionTokens }: Usage): string {
  const prompt = promptTokens === undefined ? '' : `, ${promptTokens} prompt tokens`;
  const cached = cachedTokens === undefined ? '' : ` (${cachedTokens} cached)`;
  return `${prompt}${cached}${completionTokens === undefined ? '' : `, ${completionTokens} completion tokens`}`;
}
