import assert from 'node:assert/strict';
import { type Played, play, playQuestion } from '../../test/support/playRun.ts';
import { scriptedModel, stepReply } from '../../test/support/scriptedModel.ts';
import { promptOf } from './promptOf.ts';

const REPLIES = [[stepReply('A')], [stepReply('B')], [stepReply('C', 'final_answer')], ['The answer.']] as const;

/** What was sent for each step and the answer of the last run, by the nodes. */
const promptsOf = ({ nodes, spec }: Played) =>
  nodes.filter(({ run, kind }) => run === spec.id && kind !== 'opening').map(({ id }) => promptOf(nodes, id));

describe('the prompt of a step', () => {
  it('is what the model was sent, to the letter', async () => {
    const model = scriptedModel(...REPLIES);
    const played = await play(model);
    assert.equal(model.heard.length, 4);
    assert.deepEqual(
      promptsOf(played),
      model.heard.map(({ messages }) => messages),
    );
  });

  it('holds earlier questions and answers', async () => {
    const { nodes } = await play(scriptedModel(...REPLIES));
    const model = scriptedModel(...REPLIES);
    const followUp = await playQuestion({ instruction: 'And then?', excerpts: [] }, model, {}, nodes);
    assert.deepEqual(
      promptsOf(followUp),
      model.heard.map(({ messages }) => messages),
    );
    assert.ok(promptsOf(followUp)[0]?.some(({ content }) => content === 'The answer.'));
  });

  it('is not there for an opening, nor for what is not in the session', async () => {
    const { nodes } = await play(scriptedModel(...REPLIES));
    assert.deepEqual([promptOf(nodes, 'n0'), promptOf(nodes, 'n99')], [undefined, undefined]);
  });
});
