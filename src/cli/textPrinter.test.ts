import assert from 'node:assert/strict';
import { chainOf, runEnd, runStart } from '../../test/page/events.ts';
import { play } from '../../test/support/playRun.ts';
import { finish, scriptedModel, stepReply, usage } from '../../test/support/scriptedModel.ts';
import type { ReasoningEvent, StepRecord } from '../engine/events.ts';
import { TextPrinter } from './textPrinter.ts';
import { type UiLanguage, wordsIn } from './uiLanguage.ts';

/** What is printed for these events. */
function print(events: readonly ReasoningEvent[], { hasColors = false, locale = 'en' as UiLanguage } = {}): string {
  const written: string[] = [];
  const output = { isTerminal: hasColors, write: (text: string) => void written.push(text) };
  const printer = new TextPrinter({ output, words: wordsIn(locale), keys: [], hasColors });
  for (const event of events) printer.see(event);
  return written.join('');
}

const start: ReasoningEvent = { type: 'step-start', index: 0, node: 'n1', parent: 'n0' };
const delta = (change: { title?: string; content?: string }): ReasoningEvent => ({ type: 'step-delta', index: 0, ...change });
const end = (change: Partial<StepRecord>): ReasoningEvent => ({
  type: 'step-end',
  step: {
    index: 0,
    node: 'n1',
    title: '',
    content: '',
    nextAction: 'continue',
    durationMs: 1234,
    attempts: 1,
    usage: {},
    repaired: false,
    ...change,
  },
});

describe('The printed run', () => {
  it('is each step with its time, the answer and the totals', async () => {
    const { events } = await play(
      scriptedModel(
        [stepReply('Look'), usage(1200, 40)],
        [stepReply('Step 2: Think', 'continue', 'So it is.\n\n- yes\n')],
        [stepReply('Check', 'final_answer')],
        ['Be', 'cause.', usage(100, 3, { cachedTokens: 90 })],
      ),
    );
    assert.equal(
      print(events),
      [
        'Step 1: Look\nLook.\n— 0.0 s\n',
        'Step 2: Think\nSo it is.\n\n- yes\n— 0.0 s\n',
        'Step 3: Check\nCheck.\n— 0.0 s\n',
        'Answer\nBecause.\n— 0.0 s\n',
        'Total: 0.0 s · 1,300 prompt tokens (90 of them cached) · 43 completion tokens\n',
      ].join('\n'),
    );
  });

  it('says that an attempt is void, and shows the step anew', async () => {
    const { events } = await play(
      scriptedModel(
        ['{"title":"Look","content":"Too lo', finish('length')],
        [stepReply('Look again')],
        [stepReply('Think')],
        [stepReply('Check', 'final_answer')],
        ['Because.'],
      ),
    );
    assert.equal(
      print(events).split('\n\n')[0],
      [
        'Step 1: Look',
        'Too lo',
        '↻ Trying again (cut off by the token limit). What stands above of it does not count.',
        'Step 1: Look again',
        'Look again.',
        '— 0.0 s',
      ].join('\n'),
    );
  });

  it('shows no numbering twice, however it is cut', () => {
    for (const pieces of [['Step 2: Look at it'], [...'Step 2: Look at it'], ['St', 'ep 2:', ' Look', ' at it']]) {
      const events: ReasoningEvent[] = [start, ...pieces.map(title => delta({ title })), end({ title: 'Step 2: Look at it' })];
      assert.equal(print(events), 'Step 1: Look at it\n— 1.2 s\n\n');
    }
  });

  it('shows the beginning of a title at once where it is no numbering', () => {
    assert.equal(print([start, delta({ title: 'Lo' })]), 'Step 1: Lo');
    assert.equal(print([start, delta({ title: 'Stea' })]), 'Step 1: Stea');
  });

  it('names a title that came after the content', () => {
    const events = [start, delta({ content: 'It is so.' }), delta({ title: 'Look' }), end({ title: 'Look', content: 'It is so.' })];
    assert.equal(print(events), 'Step 1: Untitled step\nIt is so.\n— Look · 1.2 s\n\n');
  });

  it('prints a step that differs in the end once more', () => {
    const events = [start, delta({ title: 'Look', content: 'It i' }), end({ title: 'Look', content: 'It was.', repaired: true })];
    assert.equal(print(events), 'Step 1: Look\nIt i\nAs it stands in the end:\nIt was.\n— 1.2 s\n\n');
  });

  it('leaves a step that was cut as it stands, its line ended', () => {
    const totals = { durationMs: 5, usage: {}, requests: 1 };
    assert.equal(print([start, delta({ title: 'Look', content: 'It i' }), { type: 'run-cancel', ...totals }]), 'Step 1: Look\nIt i\n');
    assert.equal(print([start, delta({ title: 'Lo' }), { type: 'run-cancel', ...totals }]), 'Step 1: Lo\n');
    assert.equal(print([start, { type: 'run-cancel', ...totals }]), '');
  });

  it('names the chain of each part where there are several, and in the end the answer that counts', () => {
    const printed = print([
      { ...runStart('Why?'), strategy: 'vote' },
      ...chainOf(0, ['Look'], 'It is red.'),
      ...chainOf(1, ['Think'], 'It is red, yes.'),
      { type: 'tally', answers: [{ text: 'red', chains: [0, 1] }], doubtful: true },
      runEnd({ answer: 'It is red.', durationMs: 2000, usage: {} }),
    ]);
    assert.equal(
      printed,
      [
        'Chain 1 · Step 1: Look\nLook it.\n— 1.2 s\n',
        'Answer of chain 1\nIt is red.\n— 0.6 s\n',
        'Chain 2 · Step 1: Think\nThink it.\n— 1.2 s\n',
        'Answer of chain 2\nIt is red, yes.\n— 0.6 s\n',
        'Answer\nIt is red.\n',
        '2 of 2 agree\nKept, but doubtful: a check came to another answer.\nTotal: 2.0 s\n',
      ].join('\n'),
    );
  });

  it('ends a part that was given up before another chain is told', () => {
    const [begin, words] = chainOf(0, ['Look']);
    assert.ok(begin && words);
    const printed = print([{ ...runStart('Why?'), strategy: 'vote' }, begin, words, ...chainOf(1, ['Think'])]);
    assert.match(printed, /^Chain 1 · Step 1: Look\nLook it\.\nChain 2 · Step 1: Think\n/);
  });

  it('says why the thinking ended early', () => {
    const ended = print([
      { type: 'run-end', stopReason: 'step-limit', answer: 'x', answerNode: 'n4', durationMs: 65_000, usage: {}, requests: 5 },
    ]);
    assert.equal(ended, 'Answered at the step limit.\nTotal: 1 min 5 s\n');
  });

  it('has colours and Chinese words where they are wanted', () => {
    const colored = print([start, delta({ title: 'Look' })], { hasColors: true });
    assert.ok(colored.includes('\u001b['));
    assert.match(print([start, delta({ title: '看' })], { locale: 'zh-cn' }), /^\p{Script=Han}+ ?1/u);
  });

  it('lets the model neither clear the screen nor break out of the title', () => {
    const title = 'Lo\u001b[2J\nok';
    assert.equal(print([start, delta({ title }), end({ title })]), 'Step 1: Lo ok\n— 1.2 s\n\n');
  });
});
