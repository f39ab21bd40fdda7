import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { english } from '../engine/translate.ts';
import { WaitingLine } from './waitingLine.ts';

/** Waits as long as the steps say, resting after each but the last; gives what was drawn. */
function drawn(waitsMs: readonly number[], { isTerminal = true, isInLine = false } = {}): string {
  const written: string[] = [];
  let nowMs = 0;
  const output = { isTerminal, write: (text: string) => void written.push(text) };
  const clock = { now: () => nowMs };
  const line = new WaitingLine({ output, host: 'models.example', t: english, isInLine: () => isInLine, clock });
  for (const [index, waitMs] of waitsMs.entries()) {
    if (index > 0) line.rest();
    for (let passedMs = 0; passedMs < waitMs; passedMs += 20) {
      nowMs += 20;
      mock.timers.tick(20);
    }
  }
  line.close();
  return written.join('').replaceAll('\r\u001b[K', '|');
}

describe('The waiting line', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setInterval'] }));
  afterEach(() => mock.timers.reset());

  it('says after 3 s what is waited for, and is gone afterwards', () => {
    assert.match(drawn([4100]), /^\|. Waiting for models\.example… 3 s\|.* Waiting for models\.example… 4 s\|$/);
  });

  it('says nothing as long as something comes', () => {
    assert.equal(drawn([2900, 2900, 2900]), '');
  });

  it('leaves a line alone that is being written', () => {
    assert.match(drawn([3100], { isInLine: true }), /^\n/);
  });

  it('is not drawn where nobody sees it', () => {
    assert.equal(drawn([9000], { isTerminal: false }), '');
  });
});
