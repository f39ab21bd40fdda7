import assert from 'node:assert/strict';
import { describeWhen } from './when.ts';

describe('A moment in the past', () => {
  const now = new Date(2026, 2, 10, 14, 30).getTime();
  const at = (...parts: readonly [day: number, hour: number, minute: number]) => new Date(2026, 2, ...parts).getTime();
  const said = (ms: number, locale = 'en') => describeWhen(ms, now, locale);

  it('is told as people tell it', () => {
    assert.deepEqual(
      [at(10, 14, 30), at(10, 14, 25), at(10, 12, 0), at(9, 23, 50), at(7, 9, 0)].map(ms => said(ms)),
      ['now', '5 minutes ago', '2 hours ago', 'yesterday', '3 days ago'],
    );
  });

  it('is a date from a week on', () => {
    assert.equal(said(at(1, 9, 0)), 'Mar 1, 2026');
  });

  it('is never in the future, where a clock was set back', () => {
    assert.equal(said(at(11, 9, 0)), 'now');
  });

  it('is told in the reader’s language', () => {
    assert.equal(said(at(9, 9, 0), 'zh-cn'), '昨天');
  });
});
