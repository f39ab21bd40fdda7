import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { allStepsOf } from '../engine/chains.ts';
import type { StepView } from '../engine/chainView.ts';
import { promptOf } from '../engine/promptOf.ts';
import { currentRun, type RunView } from '../engine/session.ts';
import type { App } from './app.ts';
import { toPromptText } from './promptText.ts';
import { labelOfStep } from './stepLabel.ts';

const promptArgument = z.optional(z.object({ index: z.optional(z.int().check(z.minimum(0))) }));

/** Shows what was sent for a step of the newest run: the one of the argument, else the one that the reader chooses. True where it is shown. */
export async function showPrompt(app: App, argument: unknown): Promise<boolean> {
  await app.restoreSession();
  const run = currentRun(app.runs.session);
  const steps = run ? allStepsOf(run).filter(({ status }) => status === 'done') : [];
  const given = z.safeParse(promptArgument, argument).data?.index;
  const step = given === undefined ? await chooseStep(steps, run) : steps.find(({ index }) => index === given);
  if (step) return showPromptOf(app, step.node);
  if (steps.length === 0 || given !== undefined) void vscode.window.showInformationMessage(vscode.l10n.t('There is no such step yet.'));
  return false;
}

/** Shows what was sent for the step that is this node. */
export async function showPromptOf({ runs, texts }: App, node: string): Promise<boolean> {
  const messages = promptOf(runs.nodes, node);
  const step = runs.session.runs.flatMap(allStepsOf).find(candidate => candidate.node === node);
  if (!messages || !step) return false;
  await texts.show(vscode.l10n.t('Prompt of step {number}', { number: step.index + 1 }), toPromptText(messages));
  return true;
}

/** The newest comes first; what is not of the chain that counts, last. */
async function chooseStep(steps: readonly StepView[], run: RunView | undefined): Promise<StepView | undefined> {
  if (steps.length <= 1) return steps[0];
  const counting = new Set(run?.steps);
  const items = [...steps.filter(step => counting.has(step)).reverse(), ...steps.filter(step => !counting.has(step))].map(step => ({
    label: labelOfStep(step, counting.has(step) ? undefined : (step.chain ?? 0)),
    step,
  }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Show what was sent for a step') }))?.step;
}
