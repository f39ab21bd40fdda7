import assert from 'node:assert/strict';
import { type PlayOptions, play } from '../../test/support/playRun.ts';
import { type ScriptedModel, scriptedModel, stepReply } from '../../test/support/scriptedModel.ts';
import { ModelError } from './errors.ts';
import { createReaderWords } from './readerWords.ts';
import { runMarkdown } from './runMarkdown.ts';
import { currentRun } from './session.ts';

async function markdown(model: ScriptedModel, options: PlayOptions = {}): Promise<string> {
  const run = currentRun((await play(model, options)).session);
  assert.ok(run);
  return runMarkdown(run, createReaderWords({}, 'en'));
}

describe('A run as Markdown', () => {
  it('holds question, steps with their times, answer and totals', async () => {
    const model = scriptedModel([stepReply('Step 1: Look', 'continue', '- one\n- two')], [stepReply('', 'final_answer')], ['Because.']);
    assert.equal(
      await markdown(model, { limits: { minSteps: 2 } }),
      [
        '## Question\n\n> Why?\n',
        '### Step 1: Look (0.0 s)\n\n- one\n- two\n',
        '### Step 2: Untitled step (0.0 s)\n\n.\n',
        '## Answer (0.0 s)\n\nBecause.\n',
        '---\n\n_scripted · quick · 0.0 s_\n',
      ].join('\n'),
    );
  });

  it('closes a code block that the model left open', async () => {
    const model = scriptedModel([stepReply('Look', 'final_answer', '```ts\nlet a;')], ['````\n```\n````\nDone.']);
    const text = await markdown(model, { limits: { minSteps: 1 } });
    assert.match(text, /```ts\nlet a;\n```\n\n## Answer/);
    assert.match(text, /\n\n````\n```\n````\nDone\.\n\n---/);
  });

  it('says what a failed run failed of', async () => {
    const model = scriptedModel([new ModelError('auth', 'key-refused', { host: 'models.example' })]);
    assert.match(
      await markdown(model),
      /### Step 1: Untitled step\n\n_This step was not finished\._\n\n---\n\nmodels\.example refused the API key\./,
    );
  });
});
