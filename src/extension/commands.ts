import * as vscode from 'vscode';
import type { App } from './app.ts';
import { ask, reasonAboutSelection } from './asking.ts';
import type { CommandId } from './commandIds.ts';
import { compare } from './comparing.ts';
import { connect, selectModel, switchEndpoint } from './connect.ts';
import { DisposableStore } from './disposableStore.ts';
import { exportSession } from './exportSession.ts';
import { clearApiKey, setApiKey } from './keyCommands.ts';
import { openRecording } from './openRecording.ts';
import { reasonAboutProblem } from './problems.ts';
import { resumeNewest } from './resuming.ts';
import { showPrompt } from './showPrompt.ts';
import { askAboutStepCommand, branchFromStepCommand, retryStepCommand, thinkMoreNow } from './steering.ts';
import { testConnection } from './testConnection.ts';
import { newSession, showHistory } from './turning.ts';

type Command = (app: App, argument: unknown) => unknown;

const COMMANDS: Readonly<Record<CommandId, Command>> = {
  'stepwise.reasonAboutSelection': reasonAboutSelection,
  'stepwise.reasonAboutProblem': reasonAboutProblem,
  'stepwise.ask': ask,
  'stepwise.openInEditor': app => app.panel.show({ preserveFocus: false }),
  'stepwise.newSession': newSession,
  'stepwise.showHistory': showHistory,
  'stepwise.exportSession': exportSession,
  'stepwise.openRecording': openRecording,
  'stepwise.compare': compare,
  'stepwise.stop': app => app.runs.stop(),
  'stepwise.answerNow': app => app.runs.answerNow(),
  'stepwise.thinkMore': thinkMoreNow,
  'stepwise.pause': app => app.runs.pause(),
  'stepwise.resume': resumeNewest,
  'stepwise.retryStep': retryStepCommand,
  'stepwise.branchFromStep': branchFromStepCommand,
  'stepwise.askAboutStep': askAboutStepCommand,
  'stepwise.connect': connect,
  'stepwise.switchEndpoint': switchEndpoint,
  'stepwise.selectModel': selectModel,
  'stepwise.testConnection': testConnection,
  'stepwise.setApiKey': setApiKey,
  'stepwise.clearApiKey': clearApiKey,
  'stepwise.showPrompt': showPrompt,
  'stepwise.showLog': app => app.log.show(),
};

/** Makes every command of the table known to VS Code. */
export function registerCommands(app: App): vscode.Disposable {
  const owned = new DisposableStore();
  for (const [id, run] of Object.entries(COMMANDS)) {
    owned.add(vscode.commands.registerCommand(id, (argument: unknown) => run(app, argument)));
  }
  return owned;
}
