import assert from 'node:assert/strict';
import { play } from '../../../test/support/playRun.ts';
import { type Line, repeatingModel, type ScriptedModel, stepReply } from '../../../test/support/scriptedModel.ts';
import type { ChatPart } from '../ports.ts';
import { currentRun } from '../session.ts';

const oneStep = { limits: { minSteps: 1, maxSteps: 1 } } as const;

/** A model that first says `start`, then `loop` for ever; whoever listens must leave. Its other replies are a step and an answer. */
function loopingModel(
  start: string,
  loop: string,
  at = 0,
): ScriptedModel & { readonly said: () => number; readonly isClosed: () => boolean } {
  let said = 0;
  let closed = false;
  const good: readonly Line[] = [stepReply('Good')];
  const model = repeatingModel(({ format }) => (format === 'text' ? ['So.'] : good));
  const stream = model.stream.bind(model);
  model.stream = async function* (request, signal): AsyncGenerator<ChatPart> {
    if (model.heard.length !== at) return yield* stream(request, signal);
    model.heard.push(request);
    try {
      yield { type: 'request' };
      yield { type: 'text', text: start };
      for (; said < 5000; said++) yield { type: 'text', text: loop };
    } finally {
      closed = true;
    }
  };
  return Object.assign(model, { said: () => said, isClosed: () => closed });
}

/** What became of the first step. */
async function firstStepOf(model: ScriptedModel) {
  const { events, session } = await play(model, oneStep);
  const reasons = events.flatMap(event => (event.type === 'step-retry' ? event.reason : []));
  const step = currentRun(session)?.steps[0]?.record;
  return { step, reasons };
}

describe('a reply that goes round in circles', () => {
  it('is left after 200 blanks outside a string, its request closed and its step kept', async () => {
    const model = loopingModel('{"title":"A","content":"b",', '\n');
    const { step, reasons } = await firstStepOf(model);
    assert.deepEqual([step?.title, step?.content, step?.nextAction], ['A', 'b', 'continue']);
    assert.deepEqual([step?.finishReason, step?.repaired, step?.attempts, reasons], ['stop', true, 1, []]);
    assert.deepEqual([model.said(), model.isClosed()], [199, true]);
  });

  it('is left after a whole object too, which is then as asked for', async () => {
    const model = loopingModel(stepReply('A'), ' ');
    const { step } = await firstStepOf(model);
    assert.deepEqual([step?.title, step?.repaired, model.said()], ['A', false, 199]);
  });

  it('is heard to its bound where the blanks stand in a string', async () => {
    const model = loopingModel('{"title":"A","content":"b', ' ');
    await firstStepOf(model);
    assert.ok(model.said() > 1000, String(model.said()));
  });

  it('is heard to its bound where the blanks stand in a nested string', async () => {
    const model = loopingModel('{"title":"A","content":["b', ' ');
    await firstStepOf(model);
    assert.ok(model.said() > 1000, String(model.said()));
  });

  it('is no step while it has no content: another attempt is made', async () => {
    for (const start of ['{', '{"title":"A",', '```json\n{"title":']) {
      const { step, reasons } = await firstStepOf(loopingModel(start, '\n'));
      assert.deepEqual([step?.title, step?.attempts, reasons], ['Good', 2, ['malformed']], start);
    }
  });

  it('is left where it says the same step a third time', async () => {
    for (const start of ['', '[']) {
      const model = loopingModel(start, `${stepReply('A')}${start && ', '}`);
      const { step } = await firstStepOf(model);
      assert.deepEqual([step?.title, step?.finishReason, step?.attempts, model.isClosed()], ['A', 'stop', 1, true]);
      assert.equal(model.said(), 2);
    }
  });

  it('is left where it says the same keys again within one object', async () => {
    const model = loopingModel('{', '"title":"A","content":"b","next_action":"final_answer",');
    const { step } = await firstStepOf(model);
    assert.deepEqual([step?.title, step?.nextAction, model.said()], ['A', 'final_answer', 3]);
  });

  it('is left in the answer after 200 blanks', async () => {
    const model = loopingModel('So it is.', '\n', 1);
    const { ending } = await play(model, oneStep);
    assert.equal(ending.type === 'run-end' && ending.answer.trim(), 'So it is.');
    assert.deepEqual([model.said(), model.heard.length], [199, 2]);
  });
});
