import assert from 'node:assert/strict';
import { createReaderWords } from '../../engine/readerWords.ts';
import { Progress } from './progress.ts';

/** A progress line on a clock of its own, and what it wrote. */
function watched(isTerminal: boolean) {
  const written: string[] = [];
  let nowMs = 0;
  const progress = new Progress({
    output: { isTerminal, write: text => void written.push(text) },
    words: createReaderWords({}, 'en'),
    clock: { now: () => nowMs },
    standing: { done: 100, total: 200, failed: 0 },
  });
  const see = (atMs: number, done: number, failed = 0) => {
    nowMs = atMs;
    progress.see({ done, total: 200, failed });
  };
  return { progress, written, see };
}

describe('The progress of an evaluation', () => {
  it('is a bar on a terminal, with the time left by what was done since it began', () => {
    const { progress, written, see } = watched(true);
    see(60_000, 150, 2);
    progress.close();
    assert.deepEqual(written, ['\r\u001b[K██████████████████░░░░░░ 150 of 200 · 2 failed · about 1 min 0 s left', '\r\u001b[K']);
  });

  it('is a line now and then elsewhere', () => {
    const { progress, written, see } = watched(false);
    for (let second = 1; second <= 90; second++) see(1000 * second, 100 + second);
    progress.close();
    assert.deepEqual(written, [
      '130 of 200 · about 1 min 10 s left\n',
      '160 of 200 · about 40.0 s left\n',
      '190 of 200 · about 10.0 s left\n',
    ]);
  });

  it('tells no time before anything was done', () => {
    const { progress, written, see } = watched(false);
    see(30_000, 100, 1);
    progress.close();
    assert.deepEqual(written, ['100 of 200 · 1 failed\n']);
  });
});
