import assert from 'node:assert/strict';
import { stepNode } from '../../test/support/nodes.ts';
import { displayTitle, writeStep } from './step.ts';
import { toStepRecord } from './stepRecord.ts';

describe('displayTitle', () => {
  it('drops a numbering in English or Chinese', () => {
    const titles = ['Step 2: Look', 'STEP 12 - Look', 'step 3. Look', ' Step 1) Look', 'Look '];
    assert.deepEqual(titles.map(displayTitle), Array(5).fill('Look'));
    const chinese = ['步骤 2：看', '步骤二、看', '步驟３:看', '第一步：看', '第 10 步 - 看'];
    assert.deepEqual(chinese.map(displayTitle), Array(5).fill('看'));
  });

  it('is quick with a title that is mostly blanks', () => {
    const blanks = ' '.repeat(100_000);
    assert.equal(displayTitle(`Step 1${blanks}x`).length, `Step 1${blanks}x`.length);
  });

  it('leaves a title alone that only looks like one', () => {
    const titles = ['Step back', 'Steps: two of them', 'Two-step test', '2: Look', '第一印象', 'Step 2 of the proof'];
    assert.deepEqual(titles.map(displayTitle), titles);
  });
});

describe('a step’s record', () => {
  const turn = (assistant: string) => ({ turn: { user: '', assistant } });

  it('leaves `raw` out where the model wrote just the object', () => {
    const step = { title: 'A', content: 'b "c"', nextAction: 'final_answer' } as const;
    assert.equal(writeStep(step), '{"title":"A","content":"b \\"c\\"","next_action":"final_answer"}');
    const record = toStepRecord(stepNode(0, step, turn(writeStep(step))));
    assert.ok(!('raw' in record));
    assert.equal(record.node, 'n1');
  });

  it('has `raw` where the model wrote anything else, if only a blank', () => {
    const written = '{"title": "A","content":"b","next_action":"continue"}';
    assert.equal(toStepRecord(stepNode(0, { title: 'A', content: 'b' }, turn(written))).raw, written);
  });

  it('does not repeat the model’s own reasoning', () => {
    assert.ok(!('reasoning' in toStepRecord(stepNode(0, { reasoning: 'hm' }))));
  });
});
