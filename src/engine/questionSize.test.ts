import assert from 'node:assert/strict';
import type { RunChoices } from './beginRun.ts';
import { PRESETS } from './limits.ts';
import type { Node } from './node.ts';
import { sizeOfNextQuestion } from './questionSize.ts';
import { UNKNOWN_SCALE } from './tokens.ts';

const choices: RunChoices = {
  strategy: 'chain',
  preset: 'quick',
  limits: PRESETS.quick,
  model: 'm1',
  language: 'en',
  instructions: '',
  concurrency: 1,
};
const place = { chain: 0, run: 'r1' };
const opening: Node = {
  ...place,
  id: 'n0',
  slot: 'opening',
  kind: 'opening',
  why: 'question',
  history: [],
  lead: 'Is it a queue? '.repeat(100),
};
const answer = (promptTokens: number): Node => ({
  ...place,
  id: 'n1',
  parent: 'n0',
  slot: '0/answer/0',
  kind: 'answer',
  why: 'answered',
  turn: { user: opening.kind === 'opening' ? opening.lead : '', assistant: 'Yes.' },
  answer: { text: 'Yes.', durationMs: 1, usage: { promptTokens } },
});

describe('What the next question sends before a word of it is typed', () => {
  it('is the words of the system and of the request, at the beginning of a session', () => {
    const { tokens, scale } = sizeOfNextQuestion([], choices, {});
    assert.ok(tokens > 200 && tokens < 600, String(tokens));
    assert.equal(scale, UNKNOWN_SCALE);
  });

  it('is also the conversation that goes on at the place of the question, and no other', () => {
    const nodes = [opening, answer(600)];
    const alone = sizeOfNextQuestion(nodes, choices, {}).tokens;
    const after = sizeOfNextQuestion(nodes, choices, { after: 'n1' });
    assert.ok(after.tokens > alone + 400, `${after.tokens} after ${alone}`);
  });

  it('is counted as the model was found to count', () => {
    const few = sizeOfNextQuestion([opening, answer(450)], choices, { after: 'n1' });
    const many = sizeOfNextQuestion([opening, answer(600)], choices, { after: 'n1' });
    assert.ok(many.tokens > few.tokens);
    assert.ok(many.scale.narrow > few.scale.narrow);
  });
});
