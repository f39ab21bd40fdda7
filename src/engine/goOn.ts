import { type BegunRun, beginRun, type FurtherRun, type RunChoices } from './beginRun.ts';
import { byId, type Node, nextNodeId, openingOf, pathTo, type StepNode, stepsOf } from './node.ts';
import { PROMPTS } from './prompts/prompts.ts';
import type { Question } from './question.ts';
import type { RunSpec } from './run.ts';
import { writeStep } from './step.ts';

/** The run that stands there, with all nodes of its session, and what the new run is to be named. */
export interface Standing {
  readonly spec: RunSpec;
  readonly nodes: readonly Node[];
  readonly id: string;
  readonly branch: number;
}

/** A step in the reader's words. */
export interface EditedStep {
  readonly title: string;
  readonly content: string;
}

/** Writes the step anew, in a branch of its own. */
export function retryStep({ spec, id, branch }: Standing, step: StepNode): FurtherRun {
  return { spec: { ...thinking(spec), id, branch, from: parentOf(step), purpose: 'retry-step' }, made: [] };
}

/** Goes on from the step in the reader's words, in a branch of its own. */
export function editStep({ spec, nodes, id, branch }: Standing, step: StepNode, text: EditedStep): FurtherRun {
  const edited = { ...text, nextAction: 'continue' as const };
  const made: StepNode = {
    id: nextNodeId(nodes.map(node => node.id)),
    parent: parentOf(step),
    chain: 0,
    run: id,
    slot: `0/step/${step.step.index}`,
    kind: 'step',
    by: 'reader',
    turn: { user: step.turn.user, assistant: writeAs(step.turn.assistant, edited) },
    step: { ...edited, index: step.step.index, durationMs: 0, attempts: 0, usage: {}, repaired: false },
  };
  return { spec: { ...thinking(spec), id, branch, from: parentOf(step), purpose: 'edit-step' }, made: [made] };
}

/** A model that was asked for JSON goes on writing what stands before it. */
function writeAs(written: string, { title, content, nextAction }: EditedStep & Pick<StepNode['step'], 'nextAction'>): string {
  if (/^\s*(?:```\w*\s*)?[{[]/.test(written)) return writeStep({ title, content, nextAction });
  return `## ${title}\n\n${content}\n\nNEXT: ${nextAction}`;
}

/** So many steps more are taken at least. */
const FEWEST_MORE = 2;

/** After an answer: more steps, the first by another method, then a new answer; in the branch of the answer. */
export function thinkMore({ spec, nodes, id, branch }: Standing, answer: string): FurtherRun {
  const steps = stepsOf(pathTo(byId(nodes), answer)).length;
  const { limits } = spec;
  const most = Math.max(FEWEST_MORE, limits.maxSteps);
  const more = { ...limits, minSteps: steps + FEWEST_MORE, maxSteps: steps + most };
  return { spec: { ...thinking(spec), id, ...inBranch(branch), from: answer, purpose: 'think-more', limits: more }, made: [] };
}

/** A question about a step, in a branch of its own: the model sees everything up to the step, and nothing of what came after. */
export function askAbout({ nodes, id, branch }: Omit<Standing, 'spec'>, step: StepNode, question: Question, choices: RunChoices): BegunRun {
  return beginRun(id, question, nodes, choices, { after: step.id, branch });
}

/** The same question as a plain request, in a branch of its own: what the steps are measured against. */
export function compareDirect({ spec, nodes, id, branch }: Standing): FurtherRun {
  const asked = openingOf(pathTo(byId(nodes), spec.from).slice(0, 1));
  const history = asked.history.flatMap(message => {
    if (message.role !== 'system') return [message];
    const content = withoutTask(message.content, spec);
    return content ? [{ ...message, content }] : [];
  });
  const opening = { ...asked, history, id: nextNodeId(nodes.map(node => node.id)), run: id };
  return { spec: { ...spec, id, branch, from: opening.id, strategy: 'direct', purpose: 'compare' }, made: [opening] };
}

/** The reader's own instructions are kept: a plain request would carry them too. */
function withoutTask(system: string, { language, preset, limits }: RunSpec): string {
  const task = PROMPTS[language].system[preset].replace('{minSteps}', String(limits.minSteps));
  return system.startsWith(task) ? system.slice(task.length).trim() : system;
}

/** What is gone on with are steps, whatever the run was that made them. */
const thinking = ({ purpose: _purpose, ...spec }: RunSpec): RunSpec => ({
  ...spec,
  strategy: spec.strategy === 'direct' ? 'chain' : spec.strategy,
});

const inBranch = (branch: number): Pick<RunSpec, 'branch'> => (branch === 0 ? {} : { branch });

function parentOf({ id, parent }: Node): string {
  if (parent === undefined) throw new Error(`The step ${id} stands on nothing.`);
  return parent;
}
