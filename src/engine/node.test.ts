import assert from 'node:assert/strict';
import { answerNode, openingNode, stepNode } from '../../test/support/nodes.ts';
import { leadOf, type Node, nextNodeId, openingOf, pathTo, stepsOf, toMessages, turnsOf } from './node.ts';

const path: readonly Node[] = [openingNode(), stepNode(0), stepNode(1), answerNode('n3', 'n2', 'So.')];
const tree = (nodes: readonly Node[]): ReadonlyMap<string, Node> => new Map(nodes.map(node => [node.id, node]));

describe('a path', () => {
  it('leads from the nearest opening down to a node', () => {
    const second = openingNode({ id: 'n4', parent: 'n3' });
    const nodes = tree([...path, stepNode(0, {}, { id: 'n9' }), second, stepNode(0, {}, { id: 'n5', parent: 'n4' })]);
    const ids = (id: string) => pathTo(nodes, id).map(node => node.id);
    assert.deepEqual(ids('n2'), ['n0', 'n1', 'n2']);
    assert.deepEqual(ids('n5'), ['n4', 'n5']);
    assert.deepEqual(ids('n0'), ['n0']);
  });

  it('goes past an opening that began anew in its midst, which what is sent begins with', () => {
    const anew = openingNode({ id: 'n9', parent: 'n2', why: 'condensed', history: [], lead: 'Why?', established: 'So far.' });
    const below = stepNode(2, {}, { id: 'n10', parent: 'n9' });
    const whole = pathTo(tree([...path, anew, below]), 'n10');
    assert.deepEqual(
      whole.map(({ id }) => id),
      ['n0', 'n1', 'n2', 'n9', 'n10'],
    );
    assert.deepEqual([stepsOf(whole).length, turnsOf(whole).length, openingOf(whole).id], [3, 1, 'n9']);
    assert.deepEqual(
      toMessages(whole, 'Go on.').map(({ content }) => content),
      ['Ask 2', 'Say 2', 'Go on.'],
    );
    assert.deepEqual([leadOf(whole), leadOf(whole.slice(0, -1)), leadOf(whole.slice(0, 1))], ['', 'Why?\n\nSo far.', 'Why?']);
  });

  it('names the node that is missing', () => {
    assert.throws(() => pathTo(tree([stepNode(1)]), 'n2'), /no node n1/);
  });

  it('gives its steps, its turns and its opening', () => {
    assert.deepEqual(
      stepsOf(path).map(node => node.id),
      ['n1', 'n2'],
    );
    assert.deepEqual(
      turnsOf(path).map(turn => turn.assistant),
      ['Say 0', 'Say 1', 'So.'],
    );
    assert.equal(openingOf(path), path[0]);
    assert.throws(() => openingOf(path.slice(1)), /begins with an opening/);
    assert.throws(() => openingOf([]), /begins with an opening/);
  });
});

describe('toMessages', () => {
  it('gives history, turns to the letter, and the new words', () => {
    assert.deepEqual(toMessages(path.slice(0, 2), 'Go on.'), [
      { role: 'system', content: 'Think.' },
      { role: 'user', content: 'Ask 0' },
      { role: 'assistant', content: 'Say 0' },
      { role: 'user', content: 'Go on.' },
    ]);
  });

  it('begins for a longer path as for a shorter one', () => {
    const shorter = toMessages(path.slice(0, 2), 'x').slice(0, -1);
    assert.deepEqual(toMessages(path, 'y').slice(0, shorter.length), shorter);
  });
});

describe('nextNodeId', () => {
  it('counts on from the highest', () => {
    assert.equal(nextNodeId([]), 'n0');
    assert.equal(nextNodeId(['n0', 'n10', 'n9']), 'n11');
  });

  it('passes over ids that are none of ours', () => {
    assert.equal(nextNodeId(['n2', 'root', 'x1.5']), 'n3');
  });
});
