import assert from 'node:assert/strict';
import type { AnswerView, ChainView, StepView } from '../../src/engine/chainView.ts';
import { eventsOfSession } from '../../src/engine/eventsOfSession.ts';
import { sessionOfRecording } from '../../src/engine/recording.ts';
import { interruptRun, isResumable, type RunView, type Session } from '../../src/engine/session.ts';
import { formatRecord, parseSessionFile, type StoredSession } from '../../src/engine/sessionFile.ts';
import { findGrammarFaults } from './eventGrammar.ts';
import { goOn, type Part, type Stand } from './strategyRuns.ts';
import { type Scene, type SceneModel, sceneModel } from './strategyScenes.ts';

/** The run as its file gives it back. */
export function readBack({ records }: Pick<Stand, 'records'>): StoredSession {
  const stored = parseSessionFile(records.map(record => `${formatRecord(record)}\n`).join(''));
  assert.ok(stored?.isWhole);
  assert.deepEqual(stored.unreadableLines, []);
  return stored;
}

/** What a file keeps: what was not finished is no part of it, and of a run without an ending it cannot know all that it cost. */
export const keptOf = ({ runs }: Session): readonly RunView[] => runs.map(keptOfRun);

function keptOfRun(run: RunView): RunView {
  const others = run.others
    ?.map(line => ({ ...keptOfChain(line), chain: line.chain }))
    .filter(({ steps, answer }) => steps.length > 0 || answer);
  const { answer: _answer, steps: _steps, others: _others, durationMs: _ms, requests: _requests, usage: _usage, ...rest } = run;
  const line = keptOfChain(run);
  // Between two steps nobody can say which of them a remark came in.
  const remarks = run.remarks.map(({ text }) => ({ text, after: 0 }));
  return { ...rest, ...line, remarks, ...(others && others.length > 0 && { others }) };
}

function keptOfChain({ steps, answer }: ChainView): ChainView {
  const isDone = ({ status }: StepView | AnswerView) => status === 'done';
  return {
    steps: steps.filter(isDone).map(step => ({ ...step, voidAttempts: [] })),
    ...(answer && isDone(answer) && { answer: { ...answer, reasoning: '' } }),
  };
}

/** A run that has come to an end is told by the rules, kept, and asks for nothing more. */
export function assertWellEnded(part: Part, model: SceneModel, where: string): void {
  assert.deepEqual(findGrammarFaults(part.events), [], where);
  const open = model.heard.filter(({ isFinished, signal }) => !isFinished && !signal.aborted);
  assert.deepEqual(
    open.map(({ asked }) => asked).filter(() => part.ending.type === 'run-cancel'),
    [],
    where,
  );
  assert.equal(part.ending.requests, model.heard.length, where);
  assertKept(part, where);
}

/** What is shown is what lies in the file, and what an export brings back. */
export function assertKept(stand: Stand, where: string): void {
  assert.deepEqual(keptOf(readBack(stand).session), keptOf(interruptRun(stand.session)), where);
  assert.deepEqual(sessionOfRecording(eventsOfSession(stand.session), 's'), interruptRun(stand.session), where);
  const slots = stand.nodes.map(({ slot }) => slot);
  assert.deepEqual(slots, [...new Set(slots)], where);
}

/** Taken up again the run comes to its answer and asks for no step that was kept. */
export async function assertGoesOn(stand: Stand, scene: Scene, where: string): Promise<void> {
  const [run] = stand.session.runs;
  const hasSteps = stand.nodes.some(({ kind }) => kind === 'step');
  assert.equal(run !== undefined && isResumable(run), hasSteps, `${where}: can be taken up again`);
  const model = sceneModel(scene);
  const part = await goOn(stand, model);
  assert.ok(part.ending.type === 'run-end', `${where}: ${JSON.stringify(part.ending)}`);
  assert.deepEqual(findGrammarFaults(part.events, { goesOn: true }), [], where);
  const asked = part.nodes
    .slice(stand.nodes.length)
    .filter(node => node.kind === 'note' || ('turn' in node && node.turn.goesOn === undefined));
  assert.ok(model.heard.filter(({ isFinished }) => isFinished).length <= asked.length, `${where}: each request made a node`);
  assert.equal(part.session.runs.length, 1, where);
  assertKept(part, where);
}
