import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { nameBranches } from '../engine/branchNames.ts';
import { strategyLabel } from '../engine/labels.ts';
import type { RunView } from '../engine/session.ts';
import type { App } from './app.ts';
import { placeOf, showPage } from './asking.ts';
import type { StartedRun } from './runningRun.ts';
import { askDirectly } from './steering.ts';
import { readerWords } from './words.ts';

const compareArgument = z.object({ runs: z.tuple([z.string(), z.string()]) });

/** Shows two runs of the session side by side: the two that are named, else two that the reader chooses. */
export async function compare(app: App, argument: unknown): Promise<void> {
  await app.restoreSession();
  const chosen = z.safeParse(compareArgument, argument).data?.runs ?? (await chooseRuns(app));
  if (!chosen) return;
  const [left, right] = chosen;
  app.comparison.show({ left, right });
  if (!app.panel.isVisible && !app.sideView.isVisible) await showPage(app, placeOf('editor'), { preserveFocus: true });
}

/** Asks the question of a run once more without steps, and shows the two side by side from the start. */
export async function compareWithDirect(app: App, runId: string): Promise<StartedRun | undefined> {
  const before = app.branch.number;
  const started = await askDirectly(app, runId);
  if (!started) return undefined;
  app.branch.show(before);
  app.comparison.show({ left: runId, right: started.runId });
  return started;
}

interface RunItem extends vscode.QuickPickItem {
  readonly runId: string;
}

type ChosenRuns = readonly [left: string, right: string];

async function chooseRuns(app: App): Promise<ChosenRuns | undefined> {
  const { runs } = app.runs.session;
  const [only, other] = runs;
  if (!only) return tell(vscode.l10n.t('There is nothing to compare yet. Ask a question first.'));
  if (!other) return offerDirect(app, only);
  const items = itemsOf(app);
  const placeHolder = vscode.l10n.t('Choose two runs to see side by side');
  const chosen = await vscode.window.showQuickPick(items, { canPickMany: true, matchOnDescription: true, placeHolder });
  if (!chosen) return undefined;
  const [left, right, ...more] = chosen.map(({ runId }) => runId);
  if (left === undefined || right === undefined || more.length > 0) return tell(vscode.l10n.t('Choose exactly two runs to compare.'));
  return [left, right];
}

/** Where there is but one run, there is one thing to compare it with. */
async function offerDirect(app: App, { runId }: RunView): Promise<undefined> {
  const direct = vscode.l10n.t('Compare with the Direct Answer');
  const question = vscode.l10n.t('This session has one run only.');
  if ((await vscode.window.showInformationMessage(question, direct)) === direct) await compareWithDirect(app, runId);
}

/** Oldest first, so that the older stands to the left; the two newest are chosen already. */
function itemsOf(app: App): readonly RunItem[] {
  const { session } = app.runs;
  const { t } = readerWords();
  const names = new Map(nameBranches(session, t).map(({ branch, name }) => [branch, name]));
  return session.runs.map(({ runId, question, strategy, model, branch = 0 }, place) => ({
    runId,
    label: `${place + 1}. ${question.replaceAll(/\s+/g, ' ')}`,
    description: [strategyLabel(strategy, t), model, names.size > 1 && names.get(branch)].filter(Boolean).join(' · '),
    picked: place >= session.runs.length - 2,
  }));
}

function tell(message: string): undefined {
  void vscode.window.showInformationMessage(message);
  return undefined;
}
