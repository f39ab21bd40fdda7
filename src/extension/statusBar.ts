import * as vscode from 'vscode';
import { DisposableStore } from './disposableStore.ts';
import type { RunController } from './runController.ts';

const RUNNING_KEY = 'stepwise.running';

/** Tells VS Code and its reader that a run goes on: a status bar item that stops it, and the key for menus. */
export function showRunning(runs: RunController): vscode.Disposable {
  const owned = new DisposableStore();
  const item = owned.add(vscode.window.createStatusBarItem('stepwise.run', vscode.StatusBarAlignment.Left));
  item.name = 'Stepwise';
  item.text = `$(loading~spin) ${vscode.l10n.t('Stepwise: Stop')}`;
  item.tooltip = vscode.l10n.t('Stepwise is reasoning. Select to stop it.');
  item.command = 'stepwise.stop';
  owned.add(runs.onDidChangeRunning(running => (running ? item.show() : item.hide())));
  owned.add(runs.onDidChangeRunning(running => void vscode.commands.executeCommand('setContext', RUNNING_KEY, running)));
  return owned;
}
