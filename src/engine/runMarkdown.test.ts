import assert from 'node:assert/strict';
import { chainOf, runEnd, runStart } from '../../test/page/events.ts';
import { type PlayOptions, play } from '../../test/support/playRun.ts';
import { type ScriptedModel, scriptedModel, stepReply } from '../../test/support/scriptedModel.ts';
import { sessionOf } from '../../test/support/session.ts';
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

  it('tells what other chains came to, and how many agree', () => {
    const run = currentRun(
      sessionOf([
        { ...runStart('Why?'), strategy: 'verify' },
        { type: 'remark', text: 'Mind zero.' },
        ...chainOf(0, ['Look', 'Say'], 'It is red.'),
        { type: 'remark', text: 'And one.' },
        ...chainOf(1, ['Think'], 'So:\n\nblue.'),
        {
          type: 'tally',
          answers: [
            { text: 'blue', chains: [1] },
            { text: 'red', chains: [0] },
          ],
          doubtful: true,
        },
        runEnd({ answer: 'So: blue.', answerNode: 'n199', usage: {}, durationMs: 2000 }),
      ]),
    );
    assert.ok(run);
    const text = runMarkdown(run, createReaderWords({}, 'en'));
    assert.match(text, /> Remark: Mind zero\.\n\n### Step 1: Think \(1\.2 s\)\n\nThink it\.\n\n> Remark: And one\.\n\n## Answer/);
    assert.match(
      text,
      /_No two of 2 agree_\n\n_Kept, but doubtful: a check came to another answer\._\n\n## Other chains\n\n### Chain 1\n\n/,
    );
    assert.match(text, /### Chain 1\n\n1\. Look\n2\. Say\n\n\*\*Answer\*\*: red\n\n---/);
  });

  it('says what a failed run failed of', async () => {
    const model = scriptedModel([new ModelError('auth', 'key-refused', { host: 'models.example' })]);
    assert.match(
      await markdown(model),
      /### Step 1: Untitled step\n\n_This step was not finished\._\n\n---\n\nmodels\.example refused the API key\./,
    );
  });
});
