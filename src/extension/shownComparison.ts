import * as vscode from 'vscode';
import type { ComparedPair } from '../engine/comparison.ts';
import type { RunStart } from '../engine/events.ts';
import { DisposableStore } from './disposableStore.ts';
import type { RunController } from './runController.ts';

/** Which two runs the pages show side by side, if any. A run that begins and is none of them is shown by itself. */
export class ShownComparison implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly changed = this.owned.add(new vscode.EventEmitter<void>());
  private readonly runs: RunController;
  private shown: ComparedPair | undefined;

  readonly onDidChange = this.changed.event;

  constructor(runs: RunController) {
    this.runs = runs;
    this.owned.add(runs.onDidEmit(({ event }) => event.type === 'run-start' && this.makeRoom(event)));
    this.owned.add(runs.onDidReplaceSession(() => this.close()));
  }

  get pair(): ComparedPair | undefined {
    return this.shown;
  }

  show(pair: ComparedPair): void {
    this.shown = pair;
    this.changed.fire();
  }

  close(): void {
    if (!this.shown) return;
    this.shown = undefined;
    this.changed.fire();
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** What is asked directly once more, because it failed, takes its own place. */
  private makeRoom({ runId, purpose, branch }: RunStart): void {
    const pair = this.shown;
    if (!pair || runId === pair.left || runId === pair.right) return;
    const isAnew = purpose === 'compare' && this.runs.session.runs.find(run => run.runId === pair.right)?.branch === branch;
    if (isAnew) this.show({ ...pair, right: runId });
    else this.close();
  }
}
