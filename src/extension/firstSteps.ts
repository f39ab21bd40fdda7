import * as vscode from 'vscode';
import type { RunView } from '../engine/session.ts';
import { DisposableStore } from './disposableStore.ts';
import type { RunController } from './runController.ts';
import { isConnected, onDidChangeSettings } from './settings.ts';

/** Tells VS Code's walkthrough what the reader has done: connected a model, steered a run. Asking and reading have keys of their own. */
export function watchFirstSteps(runs: RunController): vscode.Disposable {
  const owned = new DisposableStore();
  const tellConnected = () => setKey('stepwise.connected', isConnected());
  const tellSteered = () => setKey('stepwise.steered', runs.session.runs.some(isSteered));
  owned.add(onDidChangeSettings(tellConnected));
  owned.add(runs.onDidChangeRunning(tellSteered));
  owned.add(runs.onDidReplaceSession(tellSteered));
  tellConnected();
  return owned;
}

const isSteered = ({ purpose, remarks, stopReason, status }: RunView): boolean =>
  purpose !== undefined || remarks.length > 0 || stopReason === 'answer-now' || status === 'paused';

function setKey(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
