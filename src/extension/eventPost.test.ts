import assert from 'node:assert/strict';
import type { ReasoningEvent } from '../engine/events.ts';
import { EventPost } from './eventPost.ts';

const delta = (text: string): ReasoningEvent => ({ type: 'answer-delta', text });

describe('The post to a page', () => {
  let sent: { first: number; events: readonly ReasoningEvent[] }[];
  let post: EventPost;

  let endPause: () => void;
  let pauses: number;

  beforeEach(() => {
    sent = [];
    pauses = 0;
    endPause = () => {};
    post = new EventPost(
      (first, events) => sent.push({ first, events }),
      work => {
        pauses += 1;
        endPause = work;
        return () => {
          endPause = () => {};
        };
      },
    );
  });

  it('sends the first event at once and gathers the next', () => {
    for (const text of ['a', 'b', 'c']) post.add(delta(text));
    assert.deepEqual(sent, [{ first: 0, events: [delta('a')] }]);
    endPause();
    assert.deepEqual(sent[1], { first: 1, events: [delta('bc')] });
  });

  it('sends no more than once a pause', () => {
    for (let count = 0; count < 1000; count++) post.add(delta('x'));
    endPause();
    endPause();
    assert.equal(sent.length, 2);
    assert.equal(pauses, 2);
  });

  it('sends at once again when nothing came during a pause', () => {
    post.add(delta('a'));
    endPause();
    post.add(delta('b'));
    assert.equal(sent.length, 2);
  });

  it('numbers what it sends without a gap', () => {
    const events: ReasoningEvent[] = [delta('a'), { type: 'answer-start', node: 'n', parent: 'm' }, delta('b')];
    for (const event of events) post.add(event);
    endPause();
    assert.deepEqual(
      sent.map(({ first }) => first),
      [0, 1],
    );
    assert.equal(post.beginAnew(), 4);
  });

  it('forgets what waited when a snapshot takes its place', () => {
    post.add(delta('a'));
    post.add(delta('b'));
    const next = post.beginAnew();
    endPause();
    assert.equal(sent.length, 1);
    post.add(delta('c'));
    assert.deepEqual(sent[1], { first: next, events: [delta('c')] });
  });

  it('gives each snapshot a number of its own, so that no event fits an older one', () => {
    const [older, newer] = [post.beginAnew(), post.beginAnew()];
    post.add(delta('a'));
    assert.equal(sent[0]?.first, newer);
    assert.notEqual(older, newer);
  });
});
