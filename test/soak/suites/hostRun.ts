import * as vscode from 'vscode';
import type { ReasoningEvent, RunEnding } from '../../../src/engine/events.ts';
import { isEnding } from '../../../src/engine/events.ts';
import type { EmittedEvent } from '../../../src/extension/runController.ts';
import { findGrammarFaults } from '../../support/eventGrammar.ts';
import type { Started } from '../../vscode/suites/stepwiseInHost.ts';
import { type Interruption, isTime } from '../interruption.ts';

const COMMANDS = { stop: 'stepwise.stop', answer: 'stepwise.answerNow' } as const;

/** How one run in the window went, and one that it overtook. */
export interface HostRunReport {
  readonly sessionId: string;
  readonly events: readonly ReasoningEvent[];
  readonly endings: readonly RunEnding[];
  /** One of them ended without an answer, with at least one step to go on from. */
  readonly isResumable: boolean;
  readonly faults: readonly string[];
}

/** Listens to the window's runs and forgets each when it has been told. */
export class HostRuns implements vscode.Disposable {
  private readonly runs = new Map<string, ReasoningEvent[]>();
  /** What runs of this session had told before they were taken up again. */
  private readonly earlier = new Map<string, readonly ReasoningEvent[]>();
  private readonly listening: vscode.Disposable;
  private interruption: Interruption | undefined;
  private heard = 0;
  private wake = (): void => {};

  constructor(onDidEmit: vscode.Event<EmittedEvent>) {
    this.listening = onDidEmit(emitted => this.hear(emitted));
  }

  /** Begins a run by `begin`, breaks in as planned, and resolves when it has ended. A stop can come before anything has begun. */
  async play(begin: () => Thenable<Started | undefined>, interruption: Interruption | undefined): Promise<HostRunReport> {
    this.interruption = interruption;
    this.heard = 0;
    const at = interruption?.at;
    const timer = typeof at === 'object' && 'ms' in at ? setTimeout(() => this.breakIn(), at.ms) : undefined;
    const started = await begin();
    while (started && !this.eventsOf(started.runId).some(isEnding)) await this.nextEnding();
    clearTimeout(timer);
    // Whatever came after the ending would be a fault.
    await new Promise(resolve => setImmediate(resolve));
    const faults = started || interruption?.wish === 'stop' ? [] : ['it has not begun'];
    return this.report(started?.sessionId ?? '', faults);
  }

  /** Another session: none of the runs so far is taken up again. */
  forget(): void {
    this.earlier.clear();
  }

  dispose(): void {
    this.listening.dispose();
  }

  private nextEnding(): Promise<void> {
    return new Promise(resolve => {
      this.wake = resolve;
    });
  }

  private report(sessionId: string, more: readonly string[]): HostRunReport {
    const faults = [...this.runs].flatMap(([id, events]) => {
      const whole = goneOnFrom(this.earlier.get(id) ?? [], events);
      this.earlier.set(id, whole);
      return findGrammarFaults(whole);
    });
    const isResumable = [...this.runs.values()].some(lacksAnswer);
    const events = [...this.runs.values()].flat();
    this.runs.clear();
    return { sessionId, events, endings: events.filter(isEnding), isResumable, faults: [...faults, ...more] };
  }

  private eventsOf(runId: string): readonly ReasoningEvent[] {
    return this.runs.get(runId) ?? [];
  }

  private hear({ runId, event }: EmittedEvent): void {
    const events = this.runs.get(runId) ?? [];
    this.runs.set(runId, events);
    events.push(event);
    this.heard += 1;
    if (this.interruption && isTime(this.interruption, this.heard, event.type === 'step-end')) this.breakIn();
    if (isEnding(event)) this.wake();
  }

  private breakIn(): void {
    if (this.interruption) void vscode.commands.executeCommand(COMMANDS[this.interruption.wish]);
  }
}

const lacksAnswer = (events: readonly ReasoningEvent[]): boolean =>
  events.some(({ type }) => type === 'step-end') && !events.some(({ type }) => type === 'run-end');

/** The events of a run with those of its resumption: what had not been accepted is void, and it starts once. */
function goneOnFrom(earlier: readonly ReasoningEvent[], events: readonly ReasoningEvent[]): readonly ReasoningEvent[] {
  const accepted = earlier.findLastIndex(({ type }) => type === 'step-end' || type === 'run-start');
  return accepted < 0 ? events : [...earlier.slice(0, accepted + 1), ...events.slice(1)];
}
