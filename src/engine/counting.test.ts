import assert from 'node:assert/strict';
import { answerNode, openingNode, stepNode } from '../../test/support/nodes.ts';
import { countOf, findCut, scaleOf } from './counting.ts';
import type { Node } from './node.ts';
import { UNKNOWN_SCALE } from './tokens.ts';
import type { Usage } from './usage.ts';

const WORDS = 'The list is empty here. '.repeat(40);
/** Steps of about 240 tokens each, below a question of as many tokens as it says, as the server counted them. */
const pathOf = (questionTokens: number, ...counts: readonly (number | Usage)[]): Node[] => [
  openingNode({ lead: 'word '.repeat(questionTokens), history: [] }),
  ...counts.map((count, index) => {
    const usage = typeof count === 'number' ? { promptTokens: count } : count;
    const user = index === 0 ? 'word '.repeat(questionTokens) : 'Go on.';
    return stepNode(index, { usage }, { turn: { user, assistant: WORDS } });
  }),
];

describe('how a model counts', () => {
  it('is known by the first prompt that was counted', () => {
    assert.deepEqual(scaleOf(pathOf(1000)), UNKNOWN_SCALE);
    assert.deepEqual(scaleOf(pathOf(1000, {}, {})), UNKNOWN_SCALE);
    assert.ok(Math.abs(scaleOf(pathOf(1000, 1200, 99_999)).narrow - 1.2) < 0.02);
  });

  it('counts what a server has cached and names beside the rest', () => {
    assert.equal(countOf(stepNode(0, { usage: { promptTokens: 100, cachedTokens: 900 } })), 1000);
    assert.equal(countOf(stepNode(0, { usage: { promptTokens: 1000, cachedTokens: 900 } })), 1000);
    assert.equal(countOf(stepNode(0, { usage: { promptTokens: 0 } })), undefined);
    assert.equal(countOf(openingNode()), undefined);
  });
});

describe('a prompt that was cut in silence', () => {
  it('is found by a count that fell', () => {
    const cut = findCut(pathOf(1000, 1005, 1250, 600));
    assert.deepEqual([cut?.counted, cut?.seen], [600, 1250]);
    assert.ok(Math.abs((cut?.sent ?? 0) - 1493) < 30, String(cut?.sent));
  });

  it('is found by a count that stands still, or grows by less than was added', () => {
    assert.ok(findCut(pathOf(1000, 1005, 1250, 1250)));
    assert.ok(findCut(pathOf(1000, 1005, 1120)));
    assert.equal(findCut(pathOf(1000, 1005, 1160)), undefined);
  });

  it('is found again where the one before was cut too', () => {
    assert.ok(findCut(pathOf(2000, 2005, 900, 905)));
    assert.equal(findCut(pathOf(2000, 2005, 900, 2480)), undefined);
  });

  it('is not seen in a schema that is counted with the steps and not with the answer', () => {
    const path = pathOf(1000, 1105, 1350);
    const answer = (promptTokens: number) => answerNode('n3', 'n2', 'So.', { promptTokens });
    assert.equal(findCut([...path, answer(1350 + 245 - 100)]), undefined);
    assert.equal(findCut([...path, answer(1400)]), undefined);
    assert.ok(findCut([...path, answer(1300)]));
  });

  it('is found at the first request only where no tokenizer could explain it', () => {
    assert.ok(findCut(pathOf(2000, 850)));
    assert.equal(findCut(pathOf(2000, 1000)), undefined);
  });

  it('is not suspected where nothing, or only what is new, was counted', () => {
    assert.equal(findCut(pathOf(2000, {}, {})), undefined);
    assert.equal(findCut(pathOf(2000, 2005, 130)), undefined);
    assert.equal(findCut(pathOf(2000, 300)), undefined);
    const [opening, first] = pathOf(2000, 2005);
    const long = stepNode(1, { usage: { promptTokens: 720 } }, { turn: { user: 'word '.repeat(600), assistant: '' } });
    assert.equal(opening && first && findCut([opening, first, long]), undefined);
    assert.equal(findCut([openingNode()]), undefined);
  });
});
