import assert from 'node:assert/strict';
import { findGrammarFaults } from '../../../test/support/eventGrammar.ts';
import { type PlayOptions, play, playFrom } from '../../../test/support/playRun.ts';
import { finish, scriptedModel, stepReply, usage } from '../../../test/support/scriptedModel.ts';
import { ModelError } from '../errors.ts';
import { eventsOfSession } from '../eventsOfSession.ts';
import { importRecording } from '../importRecording.ts';
import { type Node, toMessages } from '../node.ts';
import { currentRun } from '../session.ts';

const options: PlayOptions = { strategy: 'single-pass', limits: { minSteps: 2, maxSteps: 4 } };
const marked = (title: string, next = 'continue') => `## ${title}\nText of ${title}.\nNEXT: ${next}\n`;
const whole = [marked('One'), marked('Two'), marked('Three', 'final_answer')];
const titles = (played: Awaited<ReturnType<typeof play>>) =>
  currentRun(played.session)?.steps.map(({ title, content }) => [title, content]);

describe('A single pass', () => {
  it('asks once for all steps and shows each as it comes, then asks for the answer', async () => {
    const model = scriptedModel([...(whole.join('').match(/[\s\S]{1,7}/g) ?? []), usage(50, 40)], ['So.']);
    const played = await play(model, options);
    assert.deepEqual(titles(played), [
      ['One', 'Text of One.'],
      ['Two', 'Text of Two.'],
      ['Three', 'Text of Three.'],
    ]);
    const { ending, events } = played;
    assert.deepEqual([ending.type === 'run-end' && ending.stopReason, ending.requests], ['answered', 2]);
    assert.match(model.heard[0]?.messages.at(-1)?.content ?? '', /Write all steps now.*at least 2, at most 4/);
    const order = events.flatMap(event => (/^step-(start|end)$/.test(event.type) ? [event.type] : []));
    assert.deepEqual(order, ['step-start', 'step-end', 'step-start', 'step-end', 'step-start', 'step-end']);
    assert.deepEqual(
      currentRun(played.session)?.steps.map(({ record }) => [record?.repaired, record?.usage.completionTokens]),
      [
        [false, undefined],
        [false, undefined],
        [false, 40],
      ],
    );
  });

  it('sends the reply back as it was written, once', async () => {
    const model = scriptedModel(whole, ['So.']);
    await play(model, options);
    assert.deepEqual(
      model.heard[1]?.messages.slice(1, 3).map(({ role, content }) => [role, role === 'assistant' ? content : '']),
      [
        ['user', ''],
        ['assistant', whole.join('')],
      ],
    );
    assert.equal(model.heard[1]?.messages.length, 4);
  });

  it('counts the attempts of each step that a reply broke off in anew, and asks for nothing after the last step', async () => {
    const reset = new ModelError('network', 'reset');
    const broken = scriptedModel(
      [stepReply('One'), '{"title":"Tw', reset],
      [stepReply('Two'), '{"title":"Thr', reset],
      [stepReply('Three', 'final_answer'), reset],
      ['So.'],
    );
    const { events, ending, slept } = await play(broken, options);
    assert.deepEqual(findGrammarFaults(events), []);
    assert.deepEqual([ending.type, ending.requests, slept], ['run-end', 4, [1000, 1000]]);
  });

  it('asks for no more steps at once than the budget of the run has room for', async () => {
    const model = scriptedModel(whole.slice(0, 2), ['So.']);
    const limits = { minSteps: 3, maxSteps: 9, maxTokensPerStep: 100, maxTokensForAnswer: 100, maxTokensPerRun: 1500 };
    await play(model, { ...options, limits });
    const [first] = model.heard;
    const most = Number(/at most (\d+)/.exec(first?.messages.at(-1)?.content ?? '')?.[1]);
    assert.ok(most >= 1 && most < 9, `${most}`);
    assert.equal(first?.maxTokens, most * 100);
  });

  it('lets a step in its midst be gone on from, with what was written up to there', async () => {
    const { nodes } = await play(scriptedModel(whole, ['So.']), options);
    const upTo = nodes.slice(0, 3) satisfies readonly Node[];
    assert.equal(toMessages(upTo, 'And?').at(-2)?.content, whole.slice(0, 2).join(''));
  });

  it('reads an array of objects as well, and objects one after the other', async () => {
    const objects = ['One', 'Two'].map(title => JSON.stringify({ title, content: `} "in" ${title}`, next_action: 'continue' }));
    for (const reply of [`[${objects.join(', ')}]`, objects.join('\n')]) {
      const played = await play(scriptedModel([reply], ['## Three\nx\nNEXT: final_answer'], ['So.']), options);
      assert.deepEqual(titles(played)?.slice(0, 2), [
        ['One', '} "in" One'],
        ['Two', '} "in" Two'],
      ]);
    }
  });

  it('takes no heading within code for a step', async () => {
    const code = '## One\n```sh\n## not a step\n```\nNEXT: continue\n';
    const played = await play(scriptedModel([code, marked('Two', 'final_answer')], ['So.']), options);
    assert.deepEqual(
      titles(played)?.map(([title]) => title),
      ['One', 'Two'],
    );
  });

  it('holds the minimum by asking on, and the maximum by cutting', async () => {
    const few = scriptedModel([marked('One', 'final_answer')], [marked('Two', 'final_answer')], ['So.']);
    assert.equal(titles(await play(few, options))?.length, 2);
    assert.match(few.heard[1]?.messages.at(-1)?.content ?? '', /different method/);
    const many = scriptedModel(
      ['A', 'B', 'C', 'D', 'E', 'F'].map(title => marked(title)),
      ['So.'],
    );
    const played = await play(many, options);
    assert.deepEqual([titles(played)?.length, played.ending.type === 'run-end' && played.ending.stopReason], [4, 'step-limit']);
  });

  it('goes on from the last whole step where the stream breaks, or the token limit cuts', async () => {
    const broken = new ModelError('network', 'stream-broken');
    const model = scriptedModel([...whole.slice(0, 2), '## Thr', broken], [marked('Three', 'final_answer')], ['So.']);
    const played = await play(model, options);
    assert.deepEqual(
      titles(played)?.map(([title]) => title),
      ['One', 'Two', 'Three'],
    );
    assert.match(model.heard[1]?.messages.at(-1)?.content ?? '', /Go on with the next steps.*at least 1, at most 2/);
    assert.equal(model.heard[1]?.messages.at(-2)?.content, whole.slice(0, 2).join(''));
    const cut = scriptedModel([...whole.slice(0, 2), '## Thr', finish('length')], [marked('Three', 'final_answer')], ['So.']);
    assert.deepEqual(
      titles(await play(cut, options))?.map(([title]) => title),
      ['One', 'Two', 'Three'],
    );
  });

  it('keeps the whole steps and answers from them when the reader wants the answer now', async () => {
    const model = scriptedModel(whole, ['So.']);
    const played = await play(model, { ...options, watch: (event, say) => event.type === 'step-end' && event.step.index === 0 && say() });
    assert.equal(played.ending.type === 'run-end' && played.ending.stopReason, 'answer-now');
    assert.equal(titles(played)?.[0]?.[0], 'One');
    assert.equal(model.heard.at(-1)?.messages.at(-2)?.content, whole[0]);
  });

  it('is tried again where the reply says nothing, and fails where it never does', async () => {
    const empty = await play(scriptedModel([''], [''], ['']), options);
    assert.equal(empty.ending.type === 'run-error' && empty.ending.cause, 'unreadable-step');
  });

  it('goes on where it was interrupted', async () => {
    const { nodes, spec } = await play(scriptedModel(whole, ['So.']), options);
    const model = scriptedModel([marked('Three', 'final_answer')], ['So.']);
    const again = await playFrom(nodes.slice(0, 3), spec, model, options);
    assert.equal(again.ending.type, 'run-end');
    assert.equal(model.heard[0]?.messages.at(-2)?.content, whole.slice(0, 2).join(''));
  });

  it('has its transcript rebuilt from the events alone, to the letter', async () => {
    const { nodes, session } = await play(scriptedModel(whole, ['So.']), options);
    const rebuilt = importRecording(eventsOfSession(session)).flatMap(one => (one.record === 'node' ? [one.node] : []));
    const replies = (all: readonly Node[]) =>
      toMessages(all.slice(0, 4), '').flatMap(({ role, content }) => (role === 'assistant' ? [content] : []));
    assert.deepEqual(replies(rebuilt), replies(nodes));
  });
});
