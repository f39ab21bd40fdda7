import assert from 'node:assert/strict';
import { stepNode } from '../../test/support/nodes.ts';
import type { ReasoningEvent, RunStart } from './events.ts';
import { resolveLimits } from './limits.ts';
import { currentRun, emptySession, interruptRun, isResumable, type RunView, reduceSession, type Session } from './session.ts';
import { toStepRecord } from './stepRecord.ts';

const START: RunStart = {
  type: 'run-start',
  version: 1,
  runId: 'r',
  question: 'Why?',
  model: 'm',
  strategy: 'chain',
  preset: 'quick',
  limits: resolveLimits('quick'),
};
const STEP: ReasoningEvent = { type: 'step-start', index: 0, node: 'n1', parent: 'n0' };
const ANSWER: ReasoningEvent = { type: 'answer-start', node: 'n2', parent: 'n1' };
const TOTALS = { durationMs: 9, usage: { promptTokens: 5 }, requests: 2 };
const END: ReasoningEvent = { type: 'run-end', stopReason: 'answered', answer: 'So.', answerNode: 'n2', ...TOTALS };
const stepEnd = (title: string, content: string): ReasoningEvent => ({
  type: 'step-end',
  step: toStepRecord(stepNode(0, { title, content })),
});

const fold = (...events: readonly ReasoningEvent[]): Session => events.reduce(reduceSession, emptySession('s'));
function runAfter(...events: readonly ReasoningEvent[]): RunView {
  const run = currentRun(fold(START, ...events));
  assert.ok(run);
  return run;
}

describe('reduceSession', () => {
  it('begins a run', () => {
    const { type: _type, version: _version, ...facts } = START;
    assert.deepEqual(fold(START), { id: 's', runs: [{ ...facts, status: 'running', steps: [], notices: [], remarks: [] }] });
    assert.equal(currentRun(fold({ ...START, from: 'n7' }))?.from, 'n7');
  });

  it('begins a second run beside the first', () => {
    const { runs } = fold(START, ANSWER, END, { ...START, runId: 'r2' });
    assert.deepEqual(
      runs.map(({ runId, status }) => [runId, status]),
      [
        ['r', 'answered'],
        ['r2', 'running'],
      ],
    );
  });

  it('takes a run that never ended for interrupted when the next begins', () => {
    const { runs } = fold(START, STEP, { ...START, runId: 'r2' });
    assert.deepEqual([runs[0]?.status, runs[0]?.steps[0]?.status], ['interrupted', 'cut']);
  });

  it('ignores what belongs to no run', () => {
    const events: readonly ReasoningEvent[] = [STEP, ANSWER, END];
    assert.deepEqual(fold(...events), emptySession('s'));
  });

  it('ignores words for a step or an answer that never began', () => {
    const before = runAfter();
    assert.deepEqual(runAfter({ type: 'step-delta', index: 0, title: 'A' }), before);
    assert.deepEqual(runAfter({ type: 'answer-delta', text: 'a' }), before);
  });

  it('begins a step and lets it grow', () => {
    const run = runAfter(
      STEP,
      { type: 'step-delta', index: 0, title: 'A' },
      { type: 'step-delta', index: 0, content: 'b' },
      { type: 'step-delta', index: 0, title: 'B', content: 'c' },
    );
    assert.deepEqual(run.steps, [
      { index: 0, node: 'n1', parent: 'n0', status: 'running', title: 'AB', content: 'bc', reasoning: '', voidAttempts: [] },
    ]);
  });

  it('takes the step as it stands in the end', () => {
    const step = runAfter(STEP, { type: 'step-delta', index: 0, title: 'A', content: 'x' }, stepEnd('B', 'y')).steps[0];
    assert.deepEqual([step?.status, step?.title, step?.content, step?.record?.durationMs], ['done', 'B', 'y', 1]);
  });

  it('changes the newest step only', () => {
    const second: ReasoningEvent = { type: 'step-start', index: 1, node: 'n2', parent: 'n1' };
    const run = runAfter(STEP, stepEnd('A', 'x'), second, { type: 'step-delta', index: 1, title: 'B' });
    assert.deepEqual(
      run.steps.map(step => [step.index, step.title, step.status]),
      [
        [0, 'A', 'done'],
        [1, 'B', 'running'],
      ],
    );
  });

  it('keeps what a void attempt had shown, apart', () => {
    const retry: ReasoningEvent = { type: 'step-retry', index: 0, attempt: 1, delayMs: 5, reason: 'network' };
    const thought: ReasoningEvent = { type: 'reasoning-delta', index: 0, text: 'hm' };
    const step = runAfter(STEP, thought, { type: 'step-delta', index: 0, title: 'A' }, retry).steps[0];
    assert.deepEqual([step?.status, step?.title, step?.content, step?.reasoning], ['waiting', '', '', '']);
    assert.deepEqual(step?.voidAttempts, [{ title: 'A', content: '', reason: 'network', delayMs: 5 }]);
    const again = runAfter(STEP, { type: 'step-delta', index: 0, content: 'b' }, retry, { type: 'step-delta', index: 0, title: 'C' }, retry)
      .steps[0];
    assert.deepEqual(
      again?.voidAttempts.map(({ title, content }) => title + content),
      ['b', 'C'],
    );
  });

  it('keeps no attempt that had shown nothing', () => {
    const step = runAfter(STEP, { type: 'step-retry', index: 0, attempt: 1, delayMs: 5, reason: 'server' }).steps[0];
    assert.deepEqual([step?.status, step?.voidAttempts], ['waiting', []]);
  });

  it('runs again with the first word after a wait', () => {
    const retry: ReasoningEvent = { type: 'step-retry', index: 0, attempt: 1, delayMs: 5, reason: 'server' };
    assert.equal(runAfter(STEP, retry, { type: 'step-delta', index: 0, title: 'A' }).steps[0]?.status, 'running');
    assert.equal(runAfter(STEP, retry, { type: 'reasoning-delta', index: 0, text: 'hm' }).steps[0]?.status, 'running');
  });

  it('puts the model’s own reasoning beside the step or the answer that it belongs to', () => {
    const run = runAfter(
      STEP,
      { type: 'reasoning-delta', index: 0, text: 'one ' },
      { type: 'reasoning-delta', index: 0, text: 'two' },
      ANSWER,
      { type: 'reasoning-delta', text: 'three' },
    );
    assert.deepEqual([run.steps[0]?.reasoning, run.answer?.reasoning], ['one two', 'three']);
  });

  it('begins the answer and cuts off the step that was still being written', () => {
    const run = runAfter(STEP, { type: 'step-delta', index: 0, title: 'A' }, ANSWER);
    assert.deepEqual([run.steps[0]?.status, run.steps[0]?.title], ['cut', 'A']);
    assert.deepEqual(run.answer, { node: 'n2', parent: 'n1', status: 'running', text: '', reasoning: '' });
  });

  it('lets the answer grow, begin again, and end', () => {
    const grown = [ANSWER, { type: 'answer-delta', text: 'S' }, { type: 'answer-delta', text: 'o' }] as const;
    assert.equal(runAfter(...grown).answer?.text, 'So');
    const retry: ReasoningEvent = { type: 'answer-retry', attempt: 1, delayMs: 0, reason: 'network' };
    assert.deepEqual(runAfter(...grown, retry).answer, { node: 'n2', parent: 'n1', status: 'waiting', text: '', reasoning: '' });
    assert.equal(runAfter(...grown, retry, { type: 'answer-delta', text: 'Y' }).answer?.status, 'running');
    const end: ReasoningEvent = { type: 'answer-end', text: 'So.', durationMs: 4, usage: {} };
    assert.deepEqual(runAfter(...grown, end).answer, {
      node: 'n2',
      parent: 'n1',
      status: 'done',
      text: 'So.',
      reasoning: '',
      durationMs: 4,
      usage: {},
    });
  });

  it('collects notices', () => {
    const notice = { code: 'own-reasoning', message: 'M', facts: { a: 1 } } as const;
    const other = { ...notice, message: 'N' };
    assert.deepEqual(runAfter({ type: 'notice', ...notice }, { type: 'notice', ...other }).notices, [notice, other]);
  });

  it('tells the same in passing once, however often it is said', () => {
    const notice = { code: 'context-condensed', message: 'M' } as const;
    const again = { ...notice, facts: { steps: 2 } };
    assert.deepEqual(runAfter({ type: 'notice', ...notice }, { type: 'notice', ...again }).notices, [notice]);
  });

  it('ends as answered, with its totals and the reason', () => {
    const run = runAfter(ANSWER, { type: 'answer-end', text: 'So.', durationMs: 4, usage: {} }, END);
    const { status, stopReason, answerNode, durationMs, usage, requests } = run;
    assert.deepEqual({ status, stopReason, answerNode }, { status: 'answered', stopReason: 'answered', answerNode: 'n2' });
    assert.deepEqual({ durationMs, usage, requests }, TOTALS);
    assert.equal(run.answer?.status, 'done');
  });

  it('ends as cancelled, with what had arrived', () => {
    const run = runAfter(STEP, { type: 'step-delta', index: 0, title: 'A' }, { type: 'run-cancel', ...TOTALS });
    assert.deepEqual([run.status, run.steps[0]?.status, run.steps[0]?.title, run.requests], ['cancelled', 'cut', 'A', 2]);
    assert.equal(runAfter(ANSWER, { type: 'run-cancel', ...TOTALS }).answer?.status, 'cut');
  });

  it('ends as failed, with what is needed to explain it', () => {
    const failure = { kind: 'auth', cause: 'key-refused', facts: { status: 401 }, message: 'No.' } as const;
    const run = runAfter(STEP, { type: 'run-error', ...failure, ...TOTALS });
    assert.deepEqual([run.status, run.failure, run.steps[0]?.status], ['failed', failure, 'cut']);
  });

  it('changes nothing in the session before', () => {
    const before = fold(START, STEP);
    const copy = structuredClone(before);
    reduceSession(before, { type: 'step-delta', index: 0, title: 'A' });
    reduceSession(before, END);
    assert.deepEqual(before, copy);
  });

  it('stays plain JSON', () => {
    const session = fold(START, STEP, stepEnd('A', 'x'), ANSWER, END);
    assert.deepEqual(JSON.parse(JSON.stringify(session)), session);
  });
});

describe('a run that is taken up again', () => {
  const secondStep: ReasoningEvent = { type: 'step-start', index: 1, node: 'n2', parent: 'n1' };
  const failed: ReasoningEvent = { type: 'run-error', kind: 'network', cause: 'reset', facts: {}, message: 'No.', ...TOTALS };
  const half: ReasoningEvent = { type: 'step-delta', index: 1, title: 'Half', content: 'a' };

  it('is the same run, with its finished steps, and no longer a failed one', () => {
    const { runs } = fold(START, STEP, stepEnd('A', 'x'), secondStep, failed, START);
    assert.equal(runs.length, 1);
    const [run] = runs;
    assert.deepEqual([run?.status, run?.failure, run?.steps[0]?.status, run?.requests], ['running', undefined, 'done', TOTALS.requests]);
  });

  it('begins the cut step anew, and keeps what that had shown as an attempt', () => {
    const run = runAfter(STEP, stepEnd('A', 'x'), secondStep, half, failed, START, secondStep);
    assert.deepEqual(
      run.steps.map(({ index, status, title }) => [index, status, title]),
      [
        [0, 'done', 'A'],
        [1, 'running', ''],
      ],
    );
    assert.deepEqual(run.steps[1]?.voidAttempts, [{ title: 'Half', content: 'a', reason: 'cut' }]);
  });

  it('keeps the cut step as it stands where the answer comes instead, and begins the answer anew', () => {
    const run = runAfter(STEP, stepEnd('A', 'x'), secondStep, half, ANSWER, { type: 'answer-delta', text: 'S' }, failed, START);
    assert.deepEqual([run.steps[1]?.status, run.steps[1]?.title, run.answer], ['cut', 'Half', undefined]);
  });

  it('begins the answers of all its chains anew, and lets the step that is begun anew hear a remark', () => {
    const other = { type: 'answer-start', node: 'n5', parent: 'n4', chain: 1 } as const;
    const run = runAfter(STEP, stepEnd('A', 'x'), other, secondStep, { type: 'remark', text: 'Mind.' }, failed, START);
    assert.deepEqual([run.others?.map(({ answer }) => answer), run.remarks], [[undefined], [{ text: 'Mind.', after: 1 }]]);
  });

  it('keeps an answer that was finished', () => {
    const run = runAfter(ANSWER, { type: 'answer-end', text: 'So.', durationMs: 4, usage: {} }, START);
    assert.equal(run.answer?.text, 'So.');
  });

  it('moves to the end, and interrupts what goes on', () => {
    const other: RunStart = { ...START, runId: 'r2' };
    const { runs } = fold(START, STEP, stepEnd('A', 'x'), failed, other, STEP, START);
    assert.deepEqual(
      runs.map(({ runId, status }) => [runId, status]),
      [
        ['r2', 'interrupted'],
        ['r', 'running'],
      ],
    );
  });

  it('is no failure once it has its answer, also where its second beginning is not known', () => {
    const run = runAfter(STEP, stepEnd('A', 'x'), failed, ANSWER, END);
    assert.deepEqual([run.status, 'failure' in run], ['answered', false]);
  });

  it('takes the model that it goes on with', () => {
    assert.equal(runAfter(failed, { ...START, model: 'other' }).model, 'other');
  });

  it('knows what it had cost, from what was finished where it was interrupted', () => {
    const attempts = { ...toStepRecord(stepNode(0, { durationMs: 7, attempts: 3, usage: { promptTokens: 5 } })) };
    const interrupted = currentRun(interruptRun(fold(START, STEP, { type: 'step-end', step: attempts })));
    assert.deepEqual([interrupted?.durationMs, interrupted?.usage, interrupted?.requests], [7, { promptTokens: 5 }, 3]);
    const onTop = runAfter(failed, START, STEP, { type: 'step-end', step: attempts });
    assert.deepEqual([onTop.durationMs, onTop.usage, onTop.requests], [16, { promptTokens: 10 }, 5]);
  });

  it('can be taken up where it ended without an answer and after at least one step', () => {
    const step = [STEP, stepEnd('A', 'x')] as const;
    const cancelled: ReasoningEvent = { type: 'run-cancel', ...TOTALS };
    const is = (...events: readonly ReasoningEvent[]) => isResumable(runAfter(...events));
    assert.deepEqual([is(...step, failed), is(...step, cancelled), is(...step, ANSWER, failed)], [true, true, true]);
    assert.deepEqual([is(...step), is(STEP, failed), is(...step, ANSWER, END)], [false, false, false]);
    assert.ok(isResumable(interruptRun(fold(START, ...step)).runs[0] ?? runAfter()));
  });
});

describe('a run of several chains', () => {
  const inOther = { chain: 1 } as const;
  const answer = (text: string, node: string) =>
    [
      { type: 'answer-start', node, parent: 'n0', ...inOther },
      { type: 'answer-end', text, durationMs: 1, usage: {}, ...inOther },
    ] as const;

  it('shows the chain that counts first, also where the token limit cut its answer and the end is another node', () => {
    const run = runAfter(STEP, stepEnd('A', 'x'), ANSWER, ...answer('So.', 'n5'), { ...END, answerNode: 'n6' });
    assert.deepEqual(
      [run.answer?.node, run.steps, run.others?.map(({ chain, answer: own }) => [chain, own?.node])],
      ['n5', [], [[0, 'n2']]],
    );
  });

  it('is doubtful as the newest tally says', () => {
    const tally = { type: 'tally', answers: [] } as const;
    assert.deepEqual(
      [runAfter({ ...tally, doubtful: true }).doubtful, runAfter({ ...tally, doubtful: true }, tally).doubtful],
      [true, undefined],
    );
  });
});

describe('interruptRun', () => {
  it('marks a run that goes on, and leaves one that ended alone', () => {
    const running = interruptRun(fold(START, STEP));
    assert.deepEqual([currentRun(running)?.status, currentRun(running)?.steps[0]?.status], ['interrupted', 'cut']);
    const ended = fold(START, ANSWER, END);
    assert.equal(interruptRun(ended), ended);
    assert.deepEqual(interruptRun(emptySession('s')), emptySession('s'));
  });
});
