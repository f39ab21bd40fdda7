import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { StepView } from '../engine/chainView.ts';
import { promptOf } from '../engine/promptOf.ts';
import { displayTitle } from '../engine/step.ts';
import type { App } from './app.ts';
import { toPromptText } from './promptText.ts';

const promptArgument = z.optional(z.object({ index: z.optional(z.int().check(z.minimum(0))) }));

/** Shows what was sent for a step of the newest run: the one of the argument, else the one that the reader chooses. True where it is shown. */
export async function showPrompt(app: App, argument: unknown): Promise<boolean> {
  await app.restoreSession();
  const steps = app.runs.session.runs.at(-1)?.steps.filter(({ status }) => status === 'done') ?? [];
  const given = z.safeParse(promptArgument, argument).data?.index;
  const step = given === undefined ? await chooseStep(steps) : steps.find(({ index }) => index === given);
  if (step) return showPromptOf(app, step.node);
  if (steps.length === 0 || given !== undefined) void vscode.window.showInformationMessage(vscode.l10n.t('There is no such step yet.'));
  return false;
}

/** Shows what was sent for the step that is this node. */
export async function showPromptOf({ runs, texts }: App, node: string): Promise<boolean> {
  const messages = promptOf(runs.nodes, node);
  const step = runs.session.runs.flatMap(({ steps }) => steps).find(candidate => candidate.node === node);
  if (!messages || !step) return false;
  await texts.show(vscode.l10n.t('Prompt of step {number}', { number: step.index + 1 }), toPromptText(messages));
  return true;
}

/** The newest comes first. */
async function chooseStep(steps: readonly StepView[]): Promise<StepView | undefined> {
  if (steps.length <= 1) return steps[0];
  const items = steps.toReversed().map(step => ({
    label: vscode.l10n.t('Step {number}: {title}', { number: step.index + 1, title: displayTitle(step.title) }),
    step,
  }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Show what was sent for a step') }))?.step;
}
