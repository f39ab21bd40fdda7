import assert from 'node:assert/strict';
import { playFrom } from '../../test/support/playRun.ts';
import { type RecordedSession, recordSession } from '../../test/support/recordedSession.ts';
import { scriptedModel, stepReply } from '../../test/support/scriptedModel.ts';
import { beginScene, goOn } from '../../test/support/strategyRuns.ts';
import { SCENES, sceneModel } from '../../test/support/strategyScenes.ts';
import { beginRun } from './beginRun.ts';
import type { ReasoningEvent } from './events.ts';
import { eventsOfSession } from './eventsOfSession.ts';
import { importRecording } from './importRecording.ts';
import { PRESETS } from './limits.ts';
import type { Node } from './node.ts';
import { sessionOfRecording } from './recording.ts';
import type { RunView, Session } from './session.ts';
import { formatHead, formatRecord, parseSessionFile, type StoredSession } from './sessionFile.ts';

/** The recording, brought in and read back from its file. */
function bring(events: readonly ReasoningEvent[]): StoredSession {
  const stored = parseSessionFile([formatHead('s'), ...importRecording(events).map(formatRecord)].join('\n'));
  assert.ok(stored);
  return stored;
}

/** What a session's file keeps of a run. */
const kept = ({ runs }: Session) =>
  runs.map((run): RunView => ({ ...run, steps: run.steps.filter(({ record }) => record).map(step => ({ ...step, voidAttempts: [] })) }));

const choices = {
  strategy: 'chain',
  preset: 'quick',
  limits: { ...PRESETS.quick, minSteps: 1 },
  model: 'scripted',
  language: 'auto',
  instructions: '',
  concurrency: 1,
} as const;

const repliesOf = (nodes: readonly Node[]) => nodes.flatMap(node => ('turn' in node ? [`${node.run}: ${node.turn.assistant}`] : []));

describe('A recording that is brought in', () => {
  let recorded: RecordedSession;
  before(async () => {
    recorded = await recordSession();
  });

  it('is the same session, and nothing in it hangs in the air', () => {
    const { session, isWhole, unreadableLines } = bring(recorded.events);
    assert.deepEqual([isWhole, unreadableLines], [true, []]);
    assert.deepEqual(kept(session), kept(sessionOfRecording(recorded.events, 's')));
  });

  it('has its transcript rebuilt from the events alone, to the letter', () => {
    const { nodes } = bring(eventsOfSession(sessionOfRecording(recorded.events, 's')));
    assert.deepEqual(repliesOf(nodes).sort(), repliesOf(recorded.nodes).sort());
  });

  for (const scene of SCENES) {
    for (const concurrency of [1, 3]) {
      it(`has the words that were sent rebuilt too, and a remark among them: ${scene.name}, ${concurrency} at once`, async () => {
        const part = await goOn(beginScene(scene, concurrency), sceneModel(scene), {
          watch: (event, _place, say) => event.type === 'step-delta' && event.index === 0 && event.title && say({ remark: 'Mind.' }),
        });
        const turnsOfNodes = (nodes: readonly Node[]) =>
          nodes.flatMap(node => ('turn' in node ? [[node.id, node.turn] as const] : [])).sort(([one], [other]) => one.localeCompare(other));
        assert.deepEqual(turnsOfNodes(bring(part.events).nodes), turnsOfNodes(part.nodes));
      });
    }
  }

  it('is gone on with as the session would have been', async () => {
    const ask = async (nodes: readonly Node[]) => {
      const model = scriptedModel([stepReply('So', 'final_answer')], ['Yes.']);
      const { opening, spec } = beginRun('new', { instruction: 'Really?', excerpts: [] }, nodes, choices);
      await playFrom([...nodes, opening], spec, model);
      return model.heard[0]?.messages;
    };
    const original = await ask(recorded.nodes);
    assert.ok(original && original.length > 3);
    assert.deepEqual(await ask(bring(recorded.events).nodes), original);
  });

  it('keeps runs apart whose nodes have the same names, because they come from several sessions', () => {
    const [first] = sessionOfRecording(recorded.events, 's').runs;
    assert.ok(first);
    const twice = [first, { ...first, runId: 'again' }].flatMap(run => eventsOfSession({ id: 's', runs: [run] }));
    const { session, isWhole } = bring(twice);
    assert.equal(isWhole, true);
    assert.deepEqual(
      session.runs.map(({ steps, answer }) => [steps.length, answer?.text]),
      Array(2).fill([first.steps.length, first.answer?.text]),
    );
  });

  it('may lack what belongs to it', () => {
    const holes = recorded.events.filter(({ type }, place) => type !== 'step-start' && place % 7 !== 3);
    const { isWhole } = bring(holes[0]?.type === 'run-start' ? holes : recorded.events.slice(0, 1));
    assert.equal(isWhole, true);
  });
});
