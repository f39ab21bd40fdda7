import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ReasoningEvent, RunEnding } from '../../../src/engine/events.ts';
import { isEnding } from '../../../src/engine/events.ts';
import type { Exports } from '../../../src/extension/extension.ts';

/** What both asking commands resolve to. */
export interface Started {
  readonly sessionId: string;
  readonly runId: string;
}

/** Makes the extension live and gives what it exports. */
export async function activateStepwise(): Promise<Exports> {
  const extension = vscode.extensions.getExtension<Exports>('stepwise.stepwise');
  assert.ok(extension, 'The extension is installed.');
  return extension.activate();
}

/** Every event of the window from now on, and a way to wait for the next that fits. */
export class EventWatch {
  readonly events: { readonly runId: string; readonly event: ReasoningEvent }[] = [];
  private readonly waiting: { readonly fits: (event: ReasoningEvent, runId: string) => boolean; readonly resolve: () => void }[] = [];
  private readonly listening: vscode.Disposable;

  constructor({ onDidEmit }: Exports) {
    this.listening = onDidEmit(emitted => {
      this.events.push(emitted);
      for (const one of this.waiting) if (one.fits(emitted.event, emitted.runId)) one.resolve();
    });
  }

  /** Resolves when such an event has come, also if it came before. */
  async until(fits: (event: ReasoningEvent, runId: string) => boolean): Promise<void> {
    if (this.events.some(({ event, runId }) => fits(event, runId))) return;
    await new Promise<void>(resolve => this.waiting.push({ fits, resolve }));
  }

  /** How the run came to its end. */
  async ending(runId: string): Promise<RunEnding> {
    await this.until((event, id) => id === runId && isEnding(event));
    const ending = this.eventsOf(runId).find(isEnding);
    assert.ok(ending);
    return ending;
  }

  /** How the run came to the end of its latest part, which began after an earlier one had ended. */
  async lastEnding(runId: string): Promise<RunEnding> {
    const startedAt = this.events.findLastIndex(emitted => emitted.runId === runId && emitted.event.type === 'run-start');
    const later = () => this.events.slice(startedAt).find(({ runId: id, event }) => id === runId && isEnding(event));
    while (!later())
      await new Promise<void>(resolve => this.waiting.push({ fits: (event, id) => id === runId && isEnding(event), resolve }));
    const ending = later()?.event;
    assert.ok(ending && isEnding(ending));
    return ending;
  }

  eventsOf(runId: string): ReasoningEvent[] {
    return this.events.filter(emitted => emitted.runId === runId).map(({ event }) => event);
  }

  dispose(): void {
    this.listening.dispose();
  }
}

/** Asks, and waits until the run has begun. */
export async function ask(question: string): Promise<Started> {
  const started = await vscode.commands.executeCommand<Started | undefined>('stepwise.ask', { question });
  assert.ok(started, 'The run has begun.');
  return started;
}

/** Sets a setting of the user for the time of a test. */
export const setSetting = (name: string, value: unknown): Thenable<void> =>
  vscode.workspace.getConfiguration('stepwise').update(name, value, vscode.ConfigurationTarget.Global);
