import * as vscode from 'vscode';
import type { Question } from '../engine/question.ts';
import { DisposableStore } from './disposableStore.ts';
import type { RunController } from './runController.ts';

/** Questions that wait for the run that goes on. The oldest is asked as soon as that has its answer. */
export class FollowUps implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly changed = this.owned.add(new vscode.EventEmitter<void>());
  private waiting: readonly Question[] = [];

  readonly onDidChange = this.changed.event;

  /** `ask` begins a question. A run that failed or was stopped leaves the others waiting: they may no longer be wanted. */
  constructor(runs: RunController, ask: (question: Question) => unknown) {
    let isAnswered = false;
    this.owned.add(
      runs.onDidEmit(({ event }) => {
        isAnswered = event.type === 'run-end';
      }),
    );
    this.owned.add(
      runs.onDidChangeRunning(running => {
        const next = !running && isAnswered ? this.take(0) : undefined;
        if (next !== undefined) ask(next);
      }),
    );
    this.owned.add(runs.onDidReplaceSession(() => this.set([])));
  }

  get questions(): readonly string[] {
    return this.waiting.map(({ instruction }) => instruction);
  }

  add(question: Question): void {
    this.set([...this.waiting, question]);
  }

  /** Takes one out, by its 0-based place. */
  take(place: number): Question | undefined {
    const question = this.waiting[place];
    if (question !== undefined) this.set(this.waiting.toSpliced(place, 1));
    return question;
  }

  dispose(): void {
    this.owned.dispose();
  }

  private set(questions: readonly Question[]): void {
    this.waiting = questions;
    this.changed.fire();
  }
}
