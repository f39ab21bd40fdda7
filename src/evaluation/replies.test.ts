import assert from 'node:assert/strict';
import { play } from '../../test/support/playRun.ts';
import { scriptedModel, stepReply, stillClock, usage } from '../../test/support/scriptedModel.ts';
import { ModelError } from '../engine/errors.ts';
import type { ChatModel, ChatRequest } from '../engine/ports.ts';
import { parseStoredReply, rememberReplies, type StoredReply } from './replies.ts';

const SCRIPT = [[stepReply('Look'), usage(10, 5)], [stepReply('Think')], [stepReply('Say', 'final_answer')], ['Because.']];
const keyOf = (request: ChatRequest) => JSON.stringify(request);

interface Played {
  readonly asked: number;
  readonly kept: readonly StoredReply[];
  readonly events: readonly unknown[];
}

/** Plays a run in which each word of a new reply takes a second; `stored` was answered before. */
async function playWith(model: ChatModel & { heard: readonly unknown[] }, stored: readonly StoredReply[] = []): Promise<Played> {
  const clock = stillClock();
  const kept: StoredReply[] = [];
  const slow: ChatModel = {
    async *stream(request, signal) {
      for await (const part of model.stream(request, signal)) {
        clock.tick(1000);
        yield part;
      }
    },
  };
  const remembering = rememberReplies({ model: slow, clock, stored, keyOf, keep: reply => void kept.push(reply) });
  const { events } = await play(remembering.model, { deps: { clock: remembering.clock } });
  return { asked: model.heard.length, kept, events };
}

describe('A model with a memory of its replies', () => {
  it('is asked only what it has not answered, and the run is the same to its times', async () => {
    const whole = await playWith(scriptedModel(...SCRIPT));
    assert.equal(whole.kept.length, SCRIPT.length);
    for (let answered = 0; answered <= SCRIPT.length; answered++) {
      const rest = await playWith(scriptedModel(...SCRIPT.slice(answered)), whole.kept.slice(0, answered));
      assert.equal(rest.asked, SCRIPT.length - answered);
      assert.deepEqual(rest.events, whole.events);
      assert.deepEqual(rest.kept, whole.kept.slice(answered));
    }
  });

  it('lets one reply stand for one request: what was asked twice is answered twice', async () => {
    const unreadable = [[''], [stepReply('Look')], ...SCRIPT.slice(1)];
    const whole = await playWith(scriptedModel(...unreadable));
    const again = await playWith(scriptedModel(), whole.kept);
    assert.deepEqual([again.asked, again.events], [0, whole.events]);
  });

  it('keeps nothing of a reply that broke off', async () => {
    const broken = [['{"title":"Lo', new ModelError('network', 'reset')], ...SCRIPT];
    const { asked, kept } = await playWith(scriptedModel(...broken));
    assert.deepEqual([asked, kept.length], [SCRIPT.length + 1, SCRIPT.length]);
  });

  it('reads its stored replies back, and nothing else', async () => {
    const { kept } = await playWith(scriptedModel(...SCRIPT));
    const dropped = { request: 'x', parts: [[0, { type: 'parameter-dropped', parameter: 'temperature' }]] } as const;
    for (const reply of [...kept, dropped]) assert.deepEqual(parseStoredReply(JSON.stringify(reply)), reply);
    const [first] = kept;
    for (const text of [
      '',
      '[]',
      '{"request":1,"parts":[]}',
      '{"request":"a","parts":[[1,{"type":"text"}]]}',
      JSON.stringify(first).slice(0, -9),
    ]) {
      assert.equal(parseStoredReply(text), undefined);
    }
  });
});
