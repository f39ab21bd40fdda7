import { numberOf } from '../engine/chains.ts';
import { isOfChain, type ReasoningEvent } from '../engine/events.ts';
import type { ReaderWords } from '../engine/readerWords.ts';
import { shortTitle } from './shortTitle.ts';

/** What a screen reader is told about an event; `undefined` for the many that only add text. */
export function announce(event: ReasoningEvent, words: ReaderWords, ofSeveral = false): string | undefined {
  const { t } = words;
  const text = ofSeveral ? announceOfSeveral(event, words) : announceOfOne(event, words);
  return text && ofSeveral && isOfChain(event) ? t('Chain {number}: {text}', { number: numberOf(event) + 1, text }) : text;
}

/** Of several chains at once not every beginning is told: who listens would hear nothing else. */
function announceOfSeveral(event: ReasoningEvent, words: ReaderWords): string | undefined {
  switch (event.type) {
    case 'step-start':
    case 'answer-start':
      return undefined;
    case 'answer-end':
      return words.t('The answer is written.');
    default:
      return announceOfOne(event, words);
  }
}

function announceOfOne(event: ReasoningEvent, { t, duration }: ReaderWords): string | undefined {
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
