import assert from 'node:assert/strict';
import { answerNode, openingNode, stepNode } from '../../test/support/nodes.ts';
import { specOf } from '../../test/support/playRun.ts';
import { capReply, fitsBudget, fitsContext, nextPromptTokens, reservedForAnswer, reservedForStep } from './room.ts';

const counted = [openingNode(), stepNode(0, { usage: { promptTokens: 1000, completionTokens: 100 } })];
const limits = { maxTokensPerStep: 500, maxTokensForAnswer: 1500 };

describe('the next prompt', () => {
  it('is counted by the server as far as it has been', () => {
    assert.equal(nextPromptTokens(counted), 1260);
    assert.equal(nextPromptTokens([...counted, answerNode('n2', 'n1', 'x', { promptTokens: 2000, completionTokens: 10 })]), 2170);
  });

  it('has its reply estimated where only the prompt was counted', () => {
    const turn = { user: '', assistant: '一二三四五' };
    assert.equal(nextPromptTokens([openingNode(), stepNode(0, { usage: { promptTokens: 1000 } }, { turn })]), 1164);
  });

  it('leaves out the model’s own reasoning, which stays behind', () => {
    const usage = { promptTokens: 1000, completionTokens: 3100 };
    assert.equal(nextPromptTokens([openingNode(), stepNode(0, { usage, reasoning: 'Hm.' })]), 1165);
    assert.equal(nextPromptTokens([openingNode(), stepNode(0, { usage })]), 4260);
  });

  it('is estimated where nothing was counted, the question included just once', () => {
    const opening = openingNode({ history: [], lead: '一'.repeat(100) });
    assert.equal(nextPromptTokens([opening]), 226);
    assert.equal(nextPromptTokens([opening, stepNode(0, {}, { turn: { user: '一'.repeat(110), assistant: '二'.repeat(20) } })]), 254);
  });
});

describe('room in a known context', () => {
  it('is kept for the answer: what it may take, but at most a quarter', () => {
    assert.equal(reservedForAnswer(specOf('n0', { limits })), 1500);
    assert.equal(reservedForAnswer(specOf('n0', { limits, contextSize: 8000 })), 1500);
    assert.equal(reservedForAnswer(specOf('n0', { limits, contextSize: 4002 })), 1000);
  });

  it('is there for one more step just as long as step and answer fit', () => {
    const needed = 1260 + 400 + 160;
    const has = (contextSize: number) =>
      fitsContext(specOf('n0', { limits: { maxTokensPerStep: 400, maxTokensForAnswer: 600 }, contextSize }), counted, 'step');
    assert.equal(has(needed + 600), true);
    assert.equal(has(needed + 599), false);
  });

  it('is kept for a step: what it may take, but at most a sixth', () => {
    assert.equal(reservedForStep(specOf('n0', { limits })), 500);
    assert.equal(reservedForStep(specOf('n0', { limits, contextSize: 600 })), 100);
  });

  it('is there for the answer without another step', () => {
    const has = (contextSize: number) =>
      fitsContext(specOf('n0', { limits: { ...limits, maxTokensForAnswer: 600 }, contextSize }), counted, 'answer');
    assert.equal(has(1260 + 600), true);
    assert.equal(has(1678), false);
    assert.equal(fitsContext(specOf('n0', { limits }), counted, 'step'), true);
  });

  it('caps a reply, but never so low that a request is not worth it', () => {
    assert.equal(capReply(specOf('n0', { contextSize: 2000 }), counted, 500), 500);
    assert.equal(capReply(specOf('n0', { contextSize: 1500 }), counted, 500), 240);
    assert.equal(capReply(specOf('n0', { contextSize: 1300 }), counted, 500), 64);
    assert.equal(capReply(specOf('n0'), counted, 500), 500);
  });
});

describe('a run’s budget', () => {
  it('leaves room for one more step and the answer after it', () => {
    const spec = specOf('n0', { limits: { ...limits, maxTokensPerRun: 10_000 } });
    // The step costs its prompt and itself, the answer the longer prompt and itself.
    const needed = 1260 + 500 + (1260 + 500 + 160) + 1500;
    assert.equal(fitsBudget(spec, counted, 10_000 - needed), true);
    assert.equal(fitsBudget(spec, counted, 10_000 - needed + 1), false);
  });

  it('is boundless where none was set', () => {
    assert.equal(fitsBudget(specOf('n0', { limits }), counted, 1e9), true);
  });
});
