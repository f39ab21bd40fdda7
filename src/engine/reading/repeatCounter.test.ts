import assert from 'node:assert/strict';
import { RepeatCounter } from './repeatCounter.ts';

/** The counter, and what it handed on. */
function counting() {
  const heard: string[] = [];
  const counter = new RepeatCounter({
    text: (key, text) => heard.push(`${key}=${text}`),
    value: (key, text) => heard.push(`${key}:${text}`),
    end: () => heard.push('end'),
  });
  const sayText = (key: string, ...pieces: readonly string[]): void => {
    for (const piece of ['', ...pieces]) counter.text(key, piece);
  };
  const sayStep = (content = 'b'): void => {
    sayText('title', 'A');
    sayText('content', ...content);
    counter.value('next_action', 'continue');
  };
  return { heard, counter, sayStep };
}

describe('RepeatCounter', () => {
  it('hands everything on', () => {
    const { heard, counter, sayStep } = counting();
    sayStep('bc');
    counter.end();
    assert.deepEqual(heard, ['title=', 'title=A', 'content=', 'content=b', 'content=c', 'next_action:continue', 'end']);
  });

  it('takes the same step twice more for a loop, in one object or in several', () => {
    for (const between of [() => {}, ({ end }: { end(): void }) => end()]) {
      const { counter, sayStep } = counting();
      const end = () => counter.end();
      for (let times = 0; times < 3; times++) {
        assert.equal(counter.isLoop(), false);
        sayStep();
        between({ end });
      }
      end();
      assert.equal(counter.isLoop(), true);
    }
  });

  it('begins anew with every new word', () => {
    const { counter, sayStep } = counting();
    for (let times = 0; times < 20; times++) sayStep(`b${times}`);
    counter.end();
    assert.equal(counter.isLoop(), false);
  });
});
