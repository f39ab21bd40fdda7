import * as vscode from 'vscode';
import { stepsDone } from '../engine/session.ts';
import { DisposableStore } from './disposableStore.ts';
import type { RunController } from './runController.ts';

const RUNNING_KEY = 'stepwise.running';
const RESUMABLE_KEY = 'stepwise.resumable';
const ANSWERED_KEY = 'stepwise.answered';
const HAS_STEPS_KEY = 'stepwise.hasSteps';

/** Tells VS Code how the run and its session stand: the keys that menus ask for. */
export function keepContextKeys(runs: RunController): vscode.Disposable {
  const owned = new DisposableStore();
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
