import type { ReasoningEvent } from '../engine/events.ts';
import type { ReaderWords } from '../engine/readerWords.ts';
import { shortTitle } from './shortTitle.ts';

/** What a screen reader is told about an event; `undefined` for the many that only add text. */
export function announce(event: ReasoningEvent, { t, duration }: ReaderWords): string | undefined {
  switch (event.type) {
    case 'run-start':
      return t('Thinking has begun.');
    case 'step-start':
      return t('Step {number} has begun.', { number: event.index + 1 });
    case 'step-end': {
      const { index, title, durationMs } = event.step;
      const values = { number: index + 1, title: shortTitle(title) || t('Untitled step'), time: duration(durationMs) };
      return t('Step {number} is finished: {title}, {time}.', values);
    }
    case 'remark':
      return t('Your remark was taken.');
    case 'answer-start':
      return t('The answer is being written.');
    case 'run-end':
      return t('The answer is finished, after {time}.', { time: duration(event.durationMs) });
    case 'run-cancel':
      return event.paused
        ? t('Paused after {time}.', { time: duration(event.durationMs) })
        : t('Stopped after {time}.', { time: duration(event.durationMs) });
    case 'run-error':
      return t('The run failed after {time}.', { time: duration(event.durationMs) });
    default:
      return undefined;
  }
}
