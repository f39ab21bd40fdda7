import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { FurtherRun } from '../engine/beginRun.ts';
import { isContinuing, nextBranch } from '../engine/branches.ts';
import { allStepsOf } from '../engine/chains.ts';
import { askAbout, compareDirect, type EditedStep, editStep, retryStep, type Standing, thinkMore } from '../engine/goOn.ts';
import type { StepNode } from '../engine/node.ts';
import { displayTitle } from '../engine/step.ts';
import type { App } from './app.ts';
import { settingsForRun } from './asking.ts';
import { confirmChange } from './resuming.ts';
import type { StartedRun } from './runningRun.ts';
import { labelOfStep } from './stepLabel.ts';

/** Which step is meant: by its node, or by its 0-based number in the newest question that is shown. */
export type StepPlace = { readonly node: string } | { readonly index: number };

const stepArgument = z.object({
  index: z.int().check(z.nonnegative()),
  title: z.exactOptional(z.string()),
  content: z.exactOptional(z.string()),
  question: z.exactOptional(z.string()),
});
type StepArgument = z.infer<typeof stepArgument>;

type Started = Promise<StartedRun | undefined>;

/** Writes a step anew, in a branch of its own. */
export function retryStepAt(app: App, place: StepPlace): Started {
  return goOnFromStep(app, place, retryStep);
}

/** Goes on from a step in the reader's words, in a branch of its own; without words of his, from the step as it stands. */
export function branchFromStepAt(app: App, place: StepPlace, text: Partial<EditedStep> = {}): Started {
  return goOnFromStep(app, place, (standing, step) =>
    editStep(standing, step, { title: step.step.title, content: step.step.content, ...text }),
  );
}

/** Puts a question to a step, in a branch of its own; asks for it where there is none. */
export async function askAboutStepAt(app: App, place: StepPlace, given?: string): Started {
  const step = findStep(app, place);
  if (!step) return tellNoStep();
  const instruction = given?.trim() || (await askQuestion(step));
  const settings = instruction && (await app.claimSession()) && (await settingsForRun(app));
  if (!instruction || !settings) return undefined;
  const question = { instruction, excerpts: [] };
  const branch = nextBranch(app.runs.session);
  return app.runs.start(app.runStarts.begin(settings, (nodes, id, choices) => askAbout({ nodes, id, branch }, step, question, choices)));
}

/** More steps after the newest answer that is shown, then a new answer. */
export async function thinkMoreNow(app: App): Started {
  const answered = app.branch.standing.findLast(run => run.answerNode !== undefined);
  const answer = answered?.answerNode;
  if (!answered || answer === undefined) return tell(vscode.l10n.t('There is no answer to think more about.'));
  return goOn(app, answered.runId, app.branch.number, standing => thinkMore(standing, answer));
}

/** Asks the question of a run once more without steps, in a branch of its own. */
export function askDirectly(app: App, runId: string): Started {
  return goOn(app, runId, nextBranch(app.runs.session), compareDirect);
}

/** The command's form of the above: with an argument, or with a choice among the steps. */
export const retryStepCommand = (app: App, argument: unknown): Started => withStep(app, argument, place => retryStepAt(app, place));
export const branchFromStepCommand = (app: App, argument: unknown): Started =>
  withStep(app, argument, (place, { title, content }) =>
    branchFromStepAt(app, place, { ...(title !== undefined && { title }), ...(content !== undefined && { content }) }),
  );
export const askAboutStepCommand = (app: App, argument: unknown): Started =>
  withStep(app, argument, (place, { question }) => askAboutStepAt(app, place, question));

async function withStep(app: App, argument: unknown, act: (place: StepPlace, words: Omit<StepArgument, 'index'>) => Started): Started {
  await app.restoreSession();
  const given = z.safeParse(stepArgument, argument).data;
  const place = given ? { index: given.index } : await chooseStep(app);
  return place && act(place, given ?? {});
}

/** Those of the chain that counts first, then what else was thought. */
async function chooseStep(app: App): Promise<StepPlace | undefined> {
  const counting = stepsShown(app).map(({ id, step }) => ({ node: id, label: labelOfStep(step) }));
  const items = [...counting, ...otherSteps(app).map(({ id, chain, step }) => ({ node: id, label: labelOfStep(step, chain) }))];
  if (items.length === 0) return tellNoStep();
  return vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which step?') });
}

/** The finished steps of the newest question that is shown. */
function stepsShown(app: App): readonly StepNode[] {
  const ids = new Map<number, string>();
  for (const run of app.branch.standing) {
    if (!isContinuing(run)) ids.clear();
    for (const step of run.steps) if (step.status === 'done') ids.set(step.index, step.node);
  }
  return stepNodes(app, [...ids.values()]);
}

/** The finished steps of the chains beside the one that counts, of the newest run that is shown. */
function otherSteps(app: App): readonly StepNode[] {
  const run = app.branch.standing.at(-1);
  const others = run ? allStepsOf({ steps: [], others: run.others ?? [] }) : [];
  return stepNodes(
    app,
    others.filter(({ status }) => status === 'done').map(({ node }) => node),
  );
}

function stepNodes(app: App, ids: readonly string[]): readonly StepNode[] {
  const nodes = ids.map(id => app.runs.nodes.find(node => node.id === id));
  return nodes.filter(node => node?.kind === 'step');
}

function findStep(app: App, place: StepPlace): StepNode | undefined {
  if ('index' in place) return stepsShown(app).find(({ step }) => step.index === place.index);
  return app.runs.nodes.find((node): node is StepNode => node.id === place.node && node.kind === 'step');
}

async function goOnFromStep(app: App, place: StepPlace, make: (standing: Standing, step: StepNode) => FurtherRun): Started {
  const step = findStep(app, place);
  if (!step) return tellNoStep();
  return goOn(app, step.run, nextBranch(app.runs.session), standing => make(standing, step));
}

/** Begins a run that goes on from what a run of the session has left, once the reader agrees to who sees it. */
async function goOn(app: App, runId: string, branch: number, make: (standing: Standing) => FurtherRun): Started {
  const spec = app.runs.specOf(runId);
  if (!spec || !(await app.claimSession())) return undefined;
  const settings = await settingsForRun(app);
  if (!settings || !(await confirmChange(spec, settings))) return undefined;
  return app.runs.start(app.runStarts.further(settings, (nodes, id) => make({ spec, nodes, id, branch })));
}

function askQuestion({ step }: StepNode): Thenable<string | undefined> {
  const title = vscode.l10n.t('Ask about step {number}: {title}', { number: step.index + 1, title: displayTitle(step.title) });
  return vscode.window.showInputBox({ title, placeHolder: vscode.l10n.t('What do you want to know about this step?') });
}

const tellNoStep = () => tell(vscode.l10n.t('There is no such step in what is shown.'));

function tell(message: string): undefined {
  void vscode.window.showInformationMessage(message);
  return undefined;
}
