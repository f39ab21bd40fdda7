import assert from 'node:assert/strict';
import { answer, runCancel, runOn, runStart, step, stepDelta, stepStart } from '../../test/page/events.ts';
import { connectedUi } from '../../test/page/testPage.ts';
import { seeded } from '../../test/support/pieces.ts';
import { type Mishaps, UnsafePost } from '../../test/support/unsafePost.ts';
import type { ReasoningEvent } from '../engine/events.ts';
import { emptySession, reduceSession, type Session } from '../engine/session.ts';
import { EventPost } from '../extension/eventPost.ts';
import type { HostMessage, PageMessage } from '../protocol/messages.ts';
import { PageStore } from './pageStore.ts';

const SEEDS = 200;
/** A message that never came is asked for again after a second. */
const LATER_MS = 2000;

const STORY: readonly ReasoningEvent[] = [
  runStart('Why?'),
  ...step(0, 'Look', 'Here it is.'),
  stepStart(1),
  ...['And ', 'here ', 'it ', 'is ', 'not.'].map(content => stepDelta(1, { title: 'x', content })),
  { type: 'remark', text: 'Mind zero.' },
  { type: 'step-retry', index: 1, attempt: 1, delayMs: 1000, reason: 'network' },
  ...step(1, 'Think', 'Once more.').slice(1),
  ...answer('So.'),
  runOn('r2', { purpose: 'retry-step', branch: 1, from: 'n1' }),
  stepStart(1),
  ...['An', 'oth', 'er'].map(content => stepDelta(1, { content })),
  runCancel,
];

/** A host as `WebviewLink` is one, on the real numbering, with a way to its page and back on which all can go wrong. */
class Play {
  readonly way: UnsafePost<HostMessage>;
  readonly back: UnsafePost<PageMessage>;
  readonly page: PageStore;
  nowMs = 0;
  session: Session = emptySession('s1');
  shown: Session | undefined;
  private readonly random: () => number;
  private readonly post: EventPost;
  private readonly frames: (() => void)[] = [];
  private endPause: (() => void) | undefined;
  private isVisible = true;

  constructor(seed: number) {
    this.random = seeded(seed);
    this.way = new UnsafePost<HostMessage>(this.random, message => this.page.receive(message));
    this.back = new UnsafePost<PageMessage>(this.random, ({ type }) => type === 'ready' && this.sendSnapshot());
    this.post = new EventPost(
      (first, events) => this.way.send({ type: 'events', first, events }),
      work => {
        this.endPause = work;
        return () => {
          this.endPause = undefined;
        };
      },
    );
    const host = {
      post: (message: PageMessage) => this.back.send(message),
      readKept: () => ({ sessionId: '', chosen: {}, picked: {}, draft: '' }),
      keep: () => {},
      listen: () => {},
    };
    const reader = { followsEnd: true, holds: () => false };
    const later = { nowMs: () => this.nowMs, nextFrame: (draw: () => void) => this.frames.push(draw) };
    this.page = new PageStore(host, reader, ({ state }) => (this.shown = state.session), later);
  }

  tell(event: ReasoningEvent): void {
    this.session = reduceSession(this.session, event);
    if (this.isVisible) this.post.add(event);
  }

  /** Something happens, or nothing. */
  step(): void {
    const chance = this.random();
    if (chance < 0.05) this.hideOrShow();
    else if (chance < 0.3) this.letPausePass();
    else if (chance < 0.8) this.way.bring();
    else this.back.bring();
    this.nowMs += 10;
    this.frames.shift()?.();
  }

  /** What is under way comes, whatever it is; then one message more, and what the page asks for because of it. */
  settle(): void {
    if (!this.isVisible) this.hideOrShow();
    this.way.mend();
    this.back.mend();
    this.drain();
    this.nowMs += LATER_MS;
    this.tell({ type: 'remark', text: 'The last message.' });
    this.drain();
  }

  private drain(): void {
    for (let isBusy = true; isBusy; ) {
      const hadPause = this.endPause !== undefined;
      this.letPausePass();
      isBusy = [this.way.bring(), this.back.bring()].includes(true) || hadPause;
    }
    for (const draw of this.frames.splice(0)) draw();
  }

  private letPausePass(): void {
    const work = this.endPause;
    this.endPause = undefined;
    work?.();
  }

  private hideOrShow(): void {
    this.isVisible = !this.isVisible;
    if (this.isVisible) this.sendSnapshot();
    else this.post.clear();
  }

  private sendSnapshot(): void {
    this.way.send({ type: 'snapshot', seq: this.post.beginAnew(), session: this.session, ui: connectedUi, words: {}, locale: 'en' });
  }
}

function playThrough(seed: number): Play {
  const play = new Play(seed);
  play.page.ask();
  for (const event of STORY) {
    play.tell(event);
    for (let count = 0; count < 3; count++) play.step();
  }
  play.settle();
  return play;
}

describe('a page whose messages are lost, repeated and reordered', () => {
  it(`shows what the host has after one message more, whatever happened: ${SEEDS} seeds`, () => {
    const total: Mishaps = { lost: 0, repeated: 0, reordered: 0 };
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { shown, session, way, back } = playThrough(seed);
      assert.deepEqual(shown, session, `seed ${seed}`);
      for (const { mishaps } of [way, back]) for (const name of ['lost', 'repeated', 'reordered'] as const) total[name] += mishaps[name];
    }
    for (const [name, count] of Object.entries(total)) assert.ok(count > SEEDS, `${name}: ${count}`);
  });
});
