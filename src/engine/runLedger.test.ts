import assert from 'node:assert/strict';
import { answerNode, openingNode, stepNode } from '../../test/support/nodes.ts';
import { specOf } from '../../test/support/playRun.ts';
import { stillClock } from '../../test/support/scriptedModel.ts';
import { RunLedger } from './runLedger.ts';

const open = () => new RunLedger(specOf('n0'), [openingNode()], stillClock());
const ids = (ledger: RunLedger, chain = 0) =>
  ledger
    .state()
    .path(chain)
    .map(node => node.id);

describe('RunLedger', () => {
  it('gives each id once, above those that are there', () => {
    const ledger = new RunLedger(specOf('n0'), [openingNode(), stepNode(4)], stillClock());
    assert.deepEqual([ledger.nextId(), ledger.nextId()], ['n6', 'n7']);
  });

  it('knows what the run has made, and where each chain stands', () => {
    const ledger = open();
    assert.deepEqual(ids(ledger), ['n0']);
    ledger.add(stepNode(0));
    ledger.add(stepNode(0, {}, { id: 'n9', chain: 1, slot: '1/step/0', parent: 'n0' }));
    assert.deepEqual([ids(ledger), ids(ledger, 1), ids(ledger, 2)], [['n0', 'n1'], ['n0', 'n9'], ['n0']]);
    assert.deepEqual([ledger.has('0/step/0'), ledger.has('0/step/1')], [true, false]);
  });

  it('lets every chain begin at the step that the reader wrote', () => {
    const given = stepNode(0, {}, { by: 'reader' });
    const ledger = new RunLedger(specOf('n0'), [openingNode(), given], stillClock());
    assert.deepEqual([ids(ledger), ids(ledger, 1), ledger.state().start], [['n0', 'n1'], ['n0', 'n1'], 'n1']);
  });

  it('tells a chain that begins in the midst of another nothing that stands there already', () => {
    const ledger = open();
    ledger.addRemark('Mind.');
    for (const node of ledger.remarksFor(0, 'n0')) ledger.add(node);
    const below = ledger.pathTo(ledger.state().path(0).at(-1)?.id ?? '').at(-1)?.id ?? '';
    assert.deepEqual([ledger.remarksFor(1, below).length, ledger.remarksFor(1, 'n0').length], [0, 1]);
  });

  it('picks up what an interrupted run had made, and nobody else’s', () => {
    const other = stepNode(0, {}, { id: 'n8', run: 'other' });
    const ledger = new RunLedger(specOf('n0'), [openingNode(), other, stepNode(0)], stillClock());
    assert.deepEqual([...ledger.state().made.keys()], ['0/step/0']);
    assert.deepEqual(ids(ledger), ['n0', 'n1']);
  });

  it('remembers failures and the wish for the answer', () => {
    const ledger = open();
    assert.deepEqual([ledger.state().failed.size, ledger.state().wish], [0, undefined]);
    const failure = new Error('x');
    ledger.fail('0/step/0', failure);
    ledger.wishForAnswer();
    assert.equal(ledger.failureOf('0/step/0'), failure);
    assert.deepEqual([...ledger.state().failed, ledger.state().wish], ['0/step/0', 'answer']);
  });

  it('counts time from its beginning, and tokens and requests of all that was sent', () => {
    const clock = stillClock();
    clock.tick(1000);
    const ledger = new RunLedger(specOf('n0'), [openingNode()], clock);
    clock.tick(12.6);
    ledger.meter.count({ type: 'request' });
    ledger.meter.count({ type: 'usage', usage: { promptTokens: 7, completionTokens: 3 } });
    ledger.meter.count({ type: 'text', text: 'x' });
    assert.deepEqual(ledger.totals(), { durationMs: 13, usage: { promptTokens: 7, completionTokens: 3 }, requests: 1 });
    assert.equal(ledger.state().now.tokens, 10);
  });

  it('adds to what the same run has spent before, its wish included', () => {
    const clock = stillClock();
    const spent = { durationMs: 100, usage: { promptTokens: 50 }, requests: 4 };
    const ledger = new RunLedger(specOf('n0'), [openingNode()], clock, { spent, wish: 'answer' });
    clock.tick(5);
    ledger.meter.count({ type: 'request' });
    ledger.meter.count({ type: 'usage', usage: { promptTokens: 7, completionTokens: 3 } });
    assert.deepEqual(ledger.totals(), { durationMs: 105, usage: { promptTokens: 57, completionTokens: 3 }, requests: 5 });
    assert.deepEqual([ledger.state().now, ledger.state().wish], [{ elapsedMs: 105, tokens: 60 }, 'answer']);
  });

  it('says where a run goes on that is no new question', () => {
    assert.ok(!('from' in open().start()));
    const ledger = new RunLedger({ ...specOf('n1'), id: 'second' }, [openingNode(), stepNode(0)], stillClock());
    assert.equal(ledger.start().from, 'n1');
  });

  it('gives an answer’s text, and nothing for any other node', () => {
    const ledger = open();
    ledger.add(answerNode('n1', 'n0', 'So.'));
    assert.deepEqual([ledger.answerText('n1'), ledger.answerText('n0'), ledger.answerText('n7')], ['So.', '', '']);
  });
});
