import assert from 'node:assert/strict';
import { openingNode, stepNode } from '../../test/support/nodes.ts';
import { composeAnswer, composeStep } from './compose.ts';
import { PROMPTS } from './prompts/prompts.ts';
import type { AnswerAction, StepAction } from './strategy.ts';

const step: StepAction = { do: 'step', slot: '0/step/0', at: 'n0', chain: 0, checkAnotherWay: false };
const answer: AnswerAction = { do: 'answer', slot: '0/answer/0', at: 'n0', chain: 0, why: 'answered', plain: false };
const { firstStep, nextStep, checkAnotherWay, doNotRepeat, asJson, asText } = PROMPTS.en;

describe('the user message', () => {
  it('puts the question first, and only once', () => {
    assert.equal(composeStep([openingNode()], step, 'schema', 'en'), `Why?\n\n${firstStep}\n\n${asJson}`);
    assert.equal(composeStep([openingNode(), stepNode(0)], step, 'schema', 'en'), `${nextStep}\n\n${asJson}`);
  });

  it('names the form in its last paragraph, with the word JSON on both JSON rungs', () => {
    const lastOf = (rung: 'schema' | 'object' | 'text') => composeStep([openingNode()], step, rung, 'en').split('\n\n').at(-1) ?? '';
    assert.equal(lastOf('schema'), lastOf('object'));
    assert.match(lastOf('schema'), /JSON/);
    assert.equal(lastOf('text'), asText);
    assert.doesNotMatch(lastOf('text'), /JSON/);
  });

  it('asks for a check by another method where that is wanted', () => {
    const words = composeStep([openingNode(), stepNode(0)], { ...step, checkAnotherWay: true }, 'text', 'en');
    assert.equal(words, `${checkAnotherWay}\n\n${asText}`);
  });

  it('says of a repetition that it is one, whatever it asks for', () => {
    const path = [openingNode(), stepNode(0), stepNode(1)];
    const again = { ...step, doNotRepeat: true };
    assert.equal(composeStep(path, again, 'text', 'en'), `${doNotRepeat}\n\n${nextStep}\n\n${asText}`);
    const both = composeStep(path, { ...again, checkAnotherWay: true }, 'text', 'zh-cn');
    assert.ok(both.startsWith(`${PROMPTS['zh-cn'].doNotRepeat}\n\n${PROMPTS['zh-cn'].checkAnotherWay}`));
  });

  it('asks for the answer in plain text', () => {
    assert.equal(composeAnswer([openingNode(), stepNode(0)], answer, 'en'), PROMPTS.en.answer);
    assert.equal(composeAnswer([openingNode()], answer, 'en'), `Why?\n\n${PROMPTS.en.answer}`);
  });

  it('is the question alone for a plain answer', () => {
    assert.equal(composeAnswer([openingNode()], { ...answer, plain: true }, 'en'), 'Why?');
  });

  it('speaks the language of the run', () => {
    assert.equal(
      composeStep([openingNode()], step, 'text', 'zh-cn'),
      `Why?\n\n${PROMPTS['zh-cn'].firstStep}\n\n${PROMPTS['zh-cn'].asText}`,
    );
    assert.equal(composeAnswer([openingNode(), stepNode(0)], answer, 'zh-cn'), PROMPTS['zh-cn'].answer);
  });
});
