import * as vscode from 'vscode';
import { stepsDone } from '../engine/session.ts';
import { DisposableStore } from './disposableStore.ts';
import type { RunController } from './runController.ts';

const RUNNING_KEY = 'stepwise.running';
const RESUMABLE_KEY = 'stepwise.resumable';
const ANSWERED_KEY = 'stepwise.answered';
const HAS_STEPS_KEY = 'stepwise.hasSteps';

/** Tells VS Code and its reader that a run goes on: a status bar item that stops it, and the keys for menus. */
export function showRunning(runs: RunController): vscode.Disposable {
  const owned = new DisposableStore();
  const item = owned.add(vscode.window.createStatusBarItem('stepwise.run', vscode.StatusBarAlignment.Left));
  item.name = 'Stepwise';
  item.text = `$(loading~spin) ${vscode.l10n.t('Stepwise: Stop')}`;
  item.tooltip = vscode.l10n.t('Stepwise is reasoning. Select to stop it.');
  item.command = 'stepwise.stop';
  owned.add(runs.onDidChangeRunning(running => (running ? item.show() : item.hide())));
  owned.add(runs.onDidChangeRunning(running => setKey(RUNNING_KEY, running)));
  const tellSession = () => {
    setKey(RESUMABLE_KEY, !runs.isRunning && runs.resumable() !== undefined);
    setKey(
      ANSWERED_KEY,
      runs.session.runs.some(run => run.answerNode !== undefined),
    );
    setKey(
      HAS_STEPS_KEY,
      runs.session.runs.some(run => stepsDone(run) > 0),
    );
  };
  owned.add(runs.onDidChangeRunning(tellSession));
  owned.add(runs.onDidReplaceSession(tellSession));
  owned.add(runs.onDidEmit(({ event }) => event.type === 'step-end' && tellSession()));
  return owned;
}

function setKey(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
