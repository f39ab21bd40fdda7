import type { VoidAttempt } from './chainView.ts';
import type { StopReason } from './stop.ts';
import type { Translate } from './translate.ts';

/** Why the thinking ended early, as a sentence; nothing for a run that came to its own end. */
export function stopReasonLabel(reason: StopReason | undefined, t: Translate): string | undefined {
  switch (reason) {
    case undefined:
    case 'answered':
      return undefined;
    case 'step-limit':
      return t('Answered at the step limit.');
    case 'token-limit':
      return t('Answered at the token limit.');
    case 'time-limit':
      return t('Answered at the time limit.');
    case 'stalled':
      return t('Answered because the steps began to repeat themselves.');
    case 'failed-steps':
      return t('Answered because the model wrote no further readable step.');
    case 'answer-now':
      return t('Answered early, as you asked.');
  }
}

/** Why an attempt became void, in a few words. */
export function retryReasonLabel(reason: VoidAttempt['reason'], t: Translate): string {
  switch (reason) {
    case 'auth':
      return t('key refused');
    case 'rate-limit':
      return t('too many requests');
    case 'bad-request':
      return t('request refused');
    case 'model-not-found':
      return t('model not found');
    case 'context-overflow':
      return t('context too small');
    case 'server':
      return t('server error');
    case 'network':
      return t('connection lost');
    case 'timeout':
      return t('no reply in time');
    case 'malformed':
      return t('unreadable');
    case 'refusal':
      return t('refused by the model');
    case 'truncated':
      return t('cut off by the token limit');
    case 'cut':
      return t('not finished');
  }
}
