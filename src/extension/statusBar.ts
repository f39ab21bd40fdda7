import * as vscode from 'vscode';
import { DisposableStore } from './disposableStore.ts';
import type { RunController } from './runController.ts';

const RUNNING_KEY = 'stepwise.running';
const RESUMABLE_KEY = 'stepwise.resumable';

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
  const tellResumable = () => setKey(RESUMABLE_KEY, !runs.isRunning && runs.resumable() !== undefined);
  owned.add(runs.onDidChangeRunning(tellResumable));
  owned.add(runs.onDidReplaceSession(tellResumable));
  return owned;
}

function setKey(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
