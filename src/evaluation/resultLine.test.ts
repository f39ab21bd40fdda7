import assert from 'node:assert/strict';
import { play } from '../../test/support/playRun.ts';
import { scriptedModel, stepReply } from '../../test/support/scriptedModel.ts';
import { ModelError } from '../engine/errors.ts';
import type { ReasoningEvent } from '../engine/events.ts';
import { answerOf, isSettled, parseQuestion, parseResultLine, type ResultLine } from './resultLine.ts';

const question = { id: 'q1', question: 'How many?', answer: '3', kind: 'number' } as const;
const lineWith = (events: readonly ReasoningEvent[]): ResultLine => ({
  task: 4,
  suite: 'mine',
  strategy: 'chain',
  sample: 1,
  question,
  events,
});

describe('A line of the results', () => {
  it('is read back as it was written', async () => {
    const { events } = await play(scriptedModel([stepReply('A', 'final_answer')], ['3']), { limits: { minSteps: 1 } });
    const line = lineWith(events);
    assert.deepEqual(parseResultLine(JSON.stringify(line)), line);
    assert.deepEqual([answerOf(line), isSettled(line)], ['3', true]);
  });

  it('is none where something is missing or of another kind', () => {
    const line = lineWith([{ type: 'remark', text: 'Hm' }]);
    assert.ok(parseResultLine(JSON.stringify(line)));
    const broken = [
      { ...line, task: -1 },
      { ...line, task: '4' },
      { ...line, sample: 0.5 },
      { ...line, suite: undefined },
      { ...line, question: { ...question, kind: 'essay' } },
      { ...line, events: {} },
      { ...line, events: [{ type: 'remark' }] },
    ];
    for (const value of broken) assert.equal(parseResultLine(JSON.stringify(value)), undefined, JSON.stringify(value));
    assert.equal(parseResultLine(JSON.stringify(line).slice(0, -1)), undefined);
    assert.equal(parseResultLine('\0\0\0'), undefined);
  });

  it('passes over events that a later version adds', () => {
    const text = JSON.stringify({ ...lineWith([]), events: [{ type: 'song', text: 'la' }] });
    assert.deepEqual(parseResultLine(text), lineWith([]));
  });

  it('asks again what failed on the way, and not what the model could not do', async () => {
    const cases = [
      [new ModelError('network', 'refused'), false],
      [new ModelError('auth', 'key-refused'), false],
      [new ModelError('refusal', 'content-filter'), true],
      [new ModelError('malformed', 'empty-answer'), true],
    ] as const;
    for (const [error, settled] of cases) {
      const { events } = await play(scriptedModel([error], [error], [error], [error]), { strategy: 'direct' });
      assert.deepEqual([isSettled(lineWith(events)), answerOf(lineWith(events))], [settled, ''], error.reason);
    }
    assert.equal(isSettled(lineWith([])), false);
  });
});

describe('A line of a suite', () => {
  it('needs an id, a question, an answer and a kind', () => {
    assert.deepEqual(parseQuestion({ ...question, source: 'mine' }), question);
    for (const value of [undefined, [], { ...question, id: 1 }, { ...question, question: ' ' }, { ...question, kind: 'essay' }]) {
      assert.equal(parseQuestion(value), undefined);
    }
  });
});
