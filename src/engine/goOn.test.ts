import assert from 'node:assert/strict';
import { type PlayOptions, play, playFrom } from '../../test/support/playRun.ts';
import { repeatingModel, scriptedModel, stepReply } from '../../test/support/scriptedModel.ts';
import { sessionOf } from '../../test/support/session.ts';
import type { FurtherRun } from './beginRun.ts';
import { branchesOf, runsOfBranch } from './branches.ts';
import { askAbout, compareDirect, editStep, retryStep, type Standing, thinkMore } from './goOn.ts';
import { PRESETS } from './limits.ts';
import { pathTo, stepsOf, toMessages } from './node.ts';
import { formatRecord, parseSessionFile, type SessionRecord } from './sessionFile.ts';

const first = [[stepReply('Look')], [stepReply('Think')], [stepReply('Say', 'final_answer')], ['Because.']];

/** A run that stands, and what is gone on from it. */
async function stand(model = scriptedModel(...first)) {
  const played = await play(model);
  const standing: Standing = { spec: played.spec, nodes: played.nodes, id: 'more', branch: 1 };
  const step = (index: number) => {
    const found = stepsOf(played.nodes).find(node => node.step.index === index);
    assert.ok(found);
    return found;
  };
  const goOn = (further: FurtherRun, next = scriptedModel([stepReply('Anew')], [stepReply('End', 'final_answer')], ['Better.'])) =>
    playFrom([...played.nodes, ...further.made], further.spec, next).then(more => ({ ...more, heard: next.heard }));
  return { played, standing, step, goOn, heard: model.heard };
}

/** What the branch shows of its runs, step by step. */
const shown = (events: Parameters<typeof sessionOf>[0], branch: number) =>
  runsOfBranch(sessionOf(events), branch).map(({ run, isPrefix }) => [
    run.steps.map(({ title }) => title).join(', '),
    isPrefix ? 'shared' : run.answer?.text,
  ]);

describe('a run that goes on from what stands', () => {
  it('writes a step anew in a branch of its own, and both branches stay', async () => {
    const { played, standing, step, goOn, heard } = await stand();
    const retried = await goOn(retryStep(standing, step(1)));
    const events = [...played.events, ...retried.events];
    assert.deepEqual(branchesOf(sessionOf(events)), [0, 1]);
    assert.deepEqual(shown(events, 0), [['Look, Think, Say', 'Because.']]);
    assert.deepEqual(shown(events, 1), [
      ['Look', 'shared'],
      ['Anew, End', 'Better.'],
    ]);
    assert.deepEqual(retried.heard[0]?.messages, heard[1]?.messages, 'the same request, so that the server has it in its cache');
  });

  it('writes the first step anew on the question itself', async () => {
    const { played, standing, step, goOn } = await stand();
    const end = [[stepReply('A')], [stepReply('B')], [stepReply('C', 'final_answer')], ['Better.']];
    const retried = await goOn(retryStep(standing, step(0)), scriptedModel(...end));
    assert.deepEqual(shown([...played.events, ...retried.events], 1), [
      ['', 'shared'],
      ['A, B, C', 'Better.'],
    ]);
  });

  it('goes on from a step in the reader’s words, which the model takes for its own', async () => {
    const { played, standing, step, goOn } = await stand();
    const edited = await goOn(editStep(standing, step(1), { title: 'Mind', content: 'The empty list.' }), scriptedModel(...first.slice(2)));
    assert.deepEqual(shown([...played.events, ...edited.events], 1), [
      ['Look', 'shared'],
      ['Mind, Say', 'Because.'],
    ]);
    assert.equal(edited.heard[0]?.messages.at(-2)?.content, '{"title":"Mind","content":"The empty list.","next_action":"continue"}');
    const record = edited.events.find(event => event.type === 'step-end');
    assert.equal(record?.type === 'step-end' && record.step.by, 'reader');
  });

  it('writes the reader’s step in the form that the model was asked for', async () => {
    const { standing, step } = await stand();
    const plain = { ...step(1), turn: { user: 'Ask', assistant: '## Think\n\nHm.\n\nNEXT: continue' } };
    const [made] = editStep(standing, plain, { title: 'Mind', content: 'Both.' }).made;
    assert.equal(made?.kind === 'step' && made.turn.assistant, '## Mind\n\nBoth.\n\nNEXT: continue');
  });

  it('thinks more after the answer, first by another method, and answers anew in the same branch', async () => {
    const { played, standing, goOn } = await stand();
    const answer = played.nodes.at(-1)?.id ?? '';
    const more = await goOn(thinkMore({ ...standing, branch: 0 }, answer));
    assert.match(more.heard[0]?.messages.at(-1)?.content ?? '', /different method/);
    assert.deepEqual(shown([...played.events, ...more.events], 0), [
      ['Look, Think, Say', 'Because.'],
      ['Anew, End', 'Better.'],
    ]);
    assert.equal(more.spec.limits.maxSteps, 3 + PRESETS.quick.maxSteps);
  });

  it('thinks about an answer that had no steps', async () => {
    const { nodes, spec } = await play(scriptedModel(['Because.']), { strategy: 'direct' });
    const { spec: more } = thinkMore({ spec, nodes, id: 'more', branch: 0 }, nodes.at(-1)?.id ?? '');
    const { ending } = await playFrom(nodes, more, scriptedModel(...first.slice(1)));
    assert.equal(ending.type === 'run-end' && ending.stopReason, 'answered');
  });

  it('puts a question to a step: the model sees all up to it, and nothing of what came after', async () => {
    const { played, standing, step } = await stand();
    const { spec: from } = played;
    const choices = { ...from, instructions: '', language: 'auto' as const };
    const asked = askAbout(standing, step(1), { instruction: 'Really?', excerpts: [] }, choices);
    const model = scriptedModel(...first);
    const { events } = await playFrom([...played.nodes, asked.opening], asked.spec, model);
    const sent = model.heard[0]?.messages ?? [];
    const upToStep = toMessages(pathTo(new Map(played.nodes.map(node => [node.id, node])), step(1).id), '').slice(0, -1);
    assert.deepEqual(sent.slice(0, -1), upToStep);
    assert.match(sent.at(-1)?.content ?? '', /^A question about step 2, “Think”:\nReally\?/);
    assert.deepEqual(shown([...played.events, ...events], 1), [
      ['Look, Think', 'shared'],
      ['Look, Think, Say', 'Because.'],
    ]);
  });

  it('asks the same without steps, with the reader’s own instructions and no others', async () => {
    const { played, standing, goOn } = await stand();
    const direct = await goOn(compareDirect(standing), scriptedModel(['Just so.']));
    assert.deepEqual(
      direct.heard[0]?.messages.map(({ role, content }) => `${role}: ${content}`),
      ['user: Why?'],
    );
    assert.deepEqual(shown([...played.events, ...direct.events], 1), [['', 'Just so.']]);
  });

  it('shares what stands below a remark with the branch that it left', async () => {
    const { events, nodes, spec } = await play(scriptedModel(...first), {
      watch: (event, say) => event.type === 'step-start' && event.index === 0 && say({ remark: 'Mind zero.' }),
    });
    const second = stepsOf(nodes)[1];
    assert.ok(second && nodes.find(({ id }) => id === second.parent)?.kind === 'remark');
    const retried = retryStep({ spec, nodes, id: 'more', branch: 1 }, second);
    const more = await playFrom(nodes, retried.spec, scriptedModel(...first.slice(1)));
    assert.deepEqual(shown([...events, ...more.events], 1), [
      ['Look', 'shared'],
      ['Think, Say', 'Because.'],
    ]);
  });

  it('is read back from its session’s file as it was told', async () => {
    const { played, standing, step, goOn } = await stand();
    const edited = await goOn(editStep(standing, step(1), { title: 'Mind', content: 'The empty list.' }), scriptedModel(...first.slice(2)));
    const nodes = edited.nodes.slice(played.nodes.length);
    const ends = (events: typeof played.events): SessionRecord[] =>
      events.flatMap(event => (event.type === 'run-end' ? [{ record: 'event', event }] : []));
    const records: SessionRecord[] = [
      { record: 'session', version: 1, id: 's' },
      { record: 'run', spec: played.spec },
      ...played.nodes.map(node => ({ record: 'node', node }) as const),
      ...ends(played.events),
      { record: 'run', spec: edited.spec },
      ...nodes.map(node => ({ record: 'node', node }) as const),
      ...ends(edited.events),
    ];
    assert.deepEqual(parseSessionFile(records.map(formatRecord).join('\n'))?.session, sessionOf([...played.events, ...edited.events]));
  });
});

describe('a remark', () => {
  const thinking = () =>
    repeatingModel(({ format }, index) => [format === 'text' ? 'So.' : stepReply(`S${index}`, index < 3 ? 'continue' : 'final_answer')]);

  it('reaches the model with the next message, once', async () => {
    const model = thinking();
    const { events, nodes, session } = await play(model, {
      watch: (event, say) => event.type === 'step-start' && event.index === 1 && say({ remark: 'You forgot the empty list.' }),
    });
    const carrying = model.heard.map(({ messages }) => messages.at(-1)?.content.includes('You forgot the empty list.'));
    assert.equal(carrying.filter(Boolean).length, 1);
    assert.equal(carrying[1], false, 'not with the request that was already under way');
    assert.equal(nodes.filter(({ kind }) => kind === 'remark').length, 1);
    assert.equal(session.runs[0]?.remarks[0]?.text, 'You forgot the empty list.');
    assert.ok(events.some(({ type }) => type === 'remark'));
    assert.ok(
      model.heard.at(-1)?.messages.some(({ content }) => content.includes('You forgot')),
      'it stays in the conversation',
    );
  });

  it('that no message has carried is carried when the run is taken up again', async () => {
    const { nodes, spec } = await play(thinking());
    const model = thinking();
    const before = { spent: { durationMs: 0, usage: {}, requests: 0 }, remarks: ['Mind zero.'] };
    await playFrom(nodes.slice(0, 3), spec, model, { deps: { before } });
    assert.match(model.heard[0]?.messages.at(-1)?.content ?? '', /Mind zero\./);
  });
});

describe('a pause', () => {
  it('lets the running step finish, begins nothing new, and can be gone on from', async () => {
    const model = repeatingModel(({ format }) => [format === 'text' ? 'So.' : stepReply('A')]);
    const watch: PlayOptions['watch'] = (event, say) => event.type === 'step-start' && event.index === 1 && say({ wish: 'pause' });
    const { ending, session, nodes, spec } = await play(model, { watch });
    assert.deepEqual([ending.type, ending.type === 'run-cancel' && ending.paused], ['run-cancel', true]);
    assert.equal(model.heard.length, 2);
    const [run] = session.runs;
    assert.equal(run?.status, 'paused');
    assert.ok(run.steps.every(({ status }) => status === 'done'));
    const resumed = await playFrom(nodes, spec, model, { deps: { before: { spent: { durationMs: 0, usage: {}, requests: 0 } } } });
    assert.equal(resumed.ending.type, 'run-end');
  });
});
