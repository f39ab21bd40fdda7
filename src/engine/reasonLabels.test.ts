import assert from 'node:assert/strict';
import { MODEL_ERROR_KINDS } from './errors.ts';
import { retryReasonLabel, stopReasonLabel } from './reasonLabels.ts';
import { STOP_REASONS } from './stop.ts';
import { createTranslate, english } from './translate.ts';

describe('the words for an end', () => {
  it('say nothing of a run that came to its own end or has none yet', () => {
    assert.deepEqual([stopReasonLabel('answered', english), stopReasonLabel(undefined, english)], [undefined, undefined]);
  });

  it('differ for every other reason', () => {
    const labels = STOP_REASONS.filter(reason => reason !== 'answered').map(reason => stopReasonLabel(reason, english));
    assert.ok(labels.every(label => /^Answered .+\.$/.test(label ?? '')));
    assert.equal(new Set(labels).size, labels.length);
    assert.equal(stopReasonLabel('step-limit', english), 'Answered at the step limit.');
  });
});

describe('the words for a retry', () => {
  it('differ for every reason', () => {
    const labels = [...MODEL_ERROR_KINDS, 'truncated' as const].map(reason => retryReasonLabel(reason, english));
    assert.equal(new Set(labels).size, MODEL_ERROR_KINDS.length + 1);
    assert.equal(retryReasonLabel('rate-limit', english), 'too many requests');
  });

  it('are in the reader’s language', () => {
    assert.equal(retryReasonLabel('network', createTranslate({ 'connection lost': '连接中断' })), '连接中断');
  });
});
