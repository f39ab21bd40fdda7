import * as vscode from 'vscode';
import { allStepsOf, chainsOf, isThinking } from '../engine/chains.ts';
import type { ReasoningEvent } from '../engine/events.ts';
import { currentRun } from '../engine/session.ts';
import { DisposableStore } from './disposableStore.ts';
import type { RunController } from './runController.ts';

/** Shows the page of the run; of no use in the palette, which has Ask… for that. */
const SHOW_COMMAND = 'stepwise.showRun';

/** Tells in the status bar, while a run goes on, how far it is; a click shows the page, a second item stops the run. */
export function showInStatusBar(runs: RunController, showPage: () => unknown): vscode.Disposable {
  const owned = new DisposableStore();
  owned.add(vscode.commands.registerCommand(SHOW_COMMAND, showPage));
  const progress = owned.add(vscode.window.createStatusBarItem('stepwise.run', vscode.StatusBarAlignment.Left, 1));
  progress.name = vscode.l10n.t('Stepwise: Progress');
  progress.tooltip = vscode.l10n.t('Stepwise is reasoning. Select to show it.');
  progress.command = SHOW_COMMAND;
  const stop = owned.add(vscode.window.createStatusBarItem('stepwise.stop', vscode.StatusBarAlignment.Left, 0));
  stop.name = vscode.l10n.t('Stepwise: Stop');
  stop.text = '$(debug-stop)';
  stop.tooltip = vscode.l10n.t('Stepwise: Stop');
  stop.accessibilityInformation = { label: vscode.l10n.t('Stepwise: Stop'), role: 'button' };
  stop.command = 'stepwise.stop';
  const tell = () => {
    progress.text = `$(loading~spin) ${describeProgress(runs)}`;
  };
  owned.add(
    runs.onDidChangeRunning(running => {
      tell();
      for (const item of [progress, stop]) running ? item.show() : item.hide();
    }),
  );
  owned.add(runs.onDidEmit(({ event }) => MILESTONES.has(event.type) && tell()));
  return owned;
}

const MILESTONES: ReadonlySet<ReasoningEvent['type']> = new Set(['run-start', 'step-start', 'answer-start']);

function describeProgress({ session, isRunning }: RunController): string {
  const run = isRunning ? currentRun(session) : undefined;
  if (run?.status !== 'running') return vscode.l10n.t('Stepwise');
  if (!isThinking(run)) return vscode.l10n.t('Stepwise: answer');
  const number = Math.max(0, ...allStepsOf(run).map(({ index }) => index + 1));
  if (number === 0) return vscode.l10n.t('Stepwise');
  const chains = chainsOf(run).length;
  return chains > 1
    ? vscode.l10n.t('Stepwise: step {number} in {chains} chains', { number, chains })
    : vscode.l10n.t('Stepwise: step {number}', { number });
}
