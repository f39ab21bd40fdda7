import { beginRun, type FurtherRun } from '../../src/engine/beginRun.ts';
import { ModelError } from '../../src/engine/errors.ts';
import type { ReasoningEvent } from '../../src/engine/events.ts';
import { askAbout, compareDirect, editStep, type Standing, thinkMore } from '../../src/engine/goOn.ts';
import { PRESETS } from '../../src/engine/limits.ts';
import { type Node, type StepNode, stepsOf } from '../../src/engine/node.ts';
import type { RunSpec } from '../../src/engine/run.ts';
import { totalsOf } from '../../src/engine/session.ts';
import { type PlayOptions, play, playFrom } from './playRun.ts';
import { finish, scriptedModel, stepReply, usage } from './scriptedModel.ts';

/** A session with all that can happen in one: its events as they were told, and what lies in its file. */
export interface RecordedSession {
  readonly events: readonly ReasoningEvent[];
  readonly nodes: readonly Node[];
  readonly specs: readonly RunSpec[];
}

const last = [[stepReply('End', 'final_answer')], ['It is so.', usage(90, 7)]] as const;

/** A void attempt, a notice, a remark, a pause and its end, an edited step, a question about a step, more steps, the direct answer, a failure. */
export async function recordSession(): Promise<RecordedSession> {
  const told: ReasoningEvent[] = [];
  const specs: RunSpec[] = [];
  let nodes: readonly Node[] = [];
  const take = (played: Awaited<ReturnType<typeof play>>) => {
    told.push(...played.events);
    specs.push(played.spec);
    nodes = played.nodes;
    return played;
  };
  const first = take(await play(firstPart(), { watch: remarkAndPause }));
  const paused = first.session.runs[0];
  const before = paused && { spent: totalsOf(paused), remarks: paused.remarks.map(({ text }) => text) };
  take(await playFrom(nodes, first.spec, scriptedModel([stepReply('Try')], ...last), { deps: before ? { before } : {} }));

  const stepAt = (index: number): StepNode => {
    const step = stepsOf(nodes).find(node => node.step.index === index && node.run === 'run');
    if (!step) throw new Error(`There is no step ${index}.`);
    return step;
  };
  const standing = (id: string, branch: number): Standing => ({ spec: first.spec, nodes, id, branch });
  const goOn = async ({ spec, made }: FurtherRun, model = scriptedModel([stepReply('Anew')], ...last), options: PlayOptions = {}) =>
    take(await playFrom([...nodes, ...made], spec, model, options));

  await goOn(editStep(standing('edited', 1), stepAt(1), { title: 'Mind', content: 'The empty list.' }));
  const choices = {
    strategy: 'chain',
    preset: 'quick',
    limits: PRESETS.quick,
    model: 'scripted',
    language: 'auto',
    instructions: '',
    concurrency: 1,
  } as const;
  const about = askAbout({ nodes, id: 'about', branch: 2 }, stepAt(0), { instruction: 'Is that so?', excerpts: [] }, choices);
  await goOn({ spec: about.spec, made: [about.opening] }, scriptedModel([stepReply('A')], [stepReply('B')], ...last));
  const answer = nodes.find(node => node.kind === 'answer' && node.run === 'run')?.id ?? '';
  await goOn(thinkMore(standing('more', 0), answer));
  await goOn(compareDirect(standing('direct', 3)), scriptedModel(['Just so.']));
  const failing = scriptedModel(
    [stepReply('Look'), usage(80, 9)],
    [new ModelError('auth', 'key-refused', { origin: 'https://a.example' })],
  );
  const next = beginRun(
    'next',
    { instruction: 'And then?', excerpts: [{ path: 'a.ts', startLine: 3, endLine: 9, languageId: 'typescript', text: 'x' }] },
    nodes,
    choices,
    { after: answer },
  );
  await goOn({ spec: next.spec, made: [next.opening] }, failing);
  return { events: told, nodes, specs: [...new Map(specs.map(spec => [spec.id, spec])).values()] };
}

const firstPart = () =>
  scriptedModel(
    ['{"title":"Look","content":"Too lo', finish('length')],
    [{ type: 'reasoning', text: 'Hm.' }, '## Look\n\nAs plain text.\n\nNEXT: continue', usage(100, 20)],
    [stepReply('Think'), usage(120, 22)],
  );

function remarkAndPause(event: ReasoningEvent, say: Parameters<NonNullable<PlayOptions['watch']>>[1]): void {
  if (event.type === 'step-start' && event.index === 0) say({ remark: 'Mind the empty list.' });
  if (event.type === 'step-start' && event.index === 1) say({ wish: 'pause' });
}
