import * as vscode from 'vscode';
import type { QuestionPlace } from '../engine/beginRun.ts';
import { branchesOf, runsOfBranch } from '../engine/branches.ts';
import type { RunView } from '../engine/session.ts';
import { DisposableStore } from './disposableStore.ts';
import type { RunController } from './runController.ts';

/** Which branch of the session the pages show, and the next question goes on in. A run that begins shows its own. */
export class ShownBranch implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly changed = this.owned.add(new vscode.EventEmitter<void>());
  private readonly runs: RunController;
  private shown = 0;

  readonly onDidChange = this.changed.event;

  constructor(runs: RunController) {
    this.runs = runs;
    this.owned.add(runs.onDidEmit(({ event }) => event.type === 'run-start' && this.show(event.branch ?? 0)));
    this.owned.add(runs.onDidReplaceSession(() => this.show(0)));
  }

  get number(): number {
    return this.shown;
  }

  /** Another branch of the session; a number that it has not is left alone. */
  show(branch: number): void {
    if (branch === this.shown || !branchesOf(this.runs.session).includes(branch)) return;
    this.shown = branch;
    this.changed.fire();
  }

  /** What stands in it, oldest first, shared runs included. */
  get standing(): readonly RunView[] {
    return runsOfBranch(this.runs.session, this.shown).map(({ run }) => run);
  }

  /** Where the next question goes: it follows the newest answer of this branch. */
  get place(): QuestionPlace {
    return { after: this.standing.findLast(run => run.answerNode !== undefined)?.answerNode, branch: this.shown };
  }

  dispose(): void {
    this.owned.dispose();
  }
}
