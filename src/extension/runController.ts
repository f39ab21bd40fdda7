import * as vscode from 'vscode';
import { isThinking } from '../engine/chains.ts';
import { isEnding, type ReasoningEvent } from '../engine/events.ts';
import type { Node } from '../engine/node.ts';
import type { Wish } from '../engine/reason.ts';
import type { RunSpec } from '../engine/run.ts';
import { currentRun, emptySession, isResumable, type RunView, reduceSession, type Session } from '../engine/session.ts';
import { isKept, type SessionRecord } from '../engine/sessionFile.ts';
import { DisposableStore } from './disposableStore.ts';
import { type Elapsed, RunningRun, type StartedRun } from './runningRun.ts';

/** What a run is given by the window that owns it. */
export interface RunHandle {
  /** The session's nodes so far, oldest first. */
  readonly nodes: () => readonly Node[];
  readonly signal: AbortSignal;
  readonly inbox: AsyncIterable<Wish>;
  /** Takes what a run will be into the session's file, before it starts. */
  readonly keepSpec: (spec: RunSpec) => Promise<void>;
  /** Takes a new node into the session; resolves when it is stored. */
  readonly keepNode: (node: Node) => Promise<void>;
}

/** A question that only waits to be begun. The events end with the run's ending. */
export type StartRun = (handle: RunHandle) => AsyncIterable<ReasoningEvent>;

/** A session with the nodes that the next question goes on from, and what its runs were begun with. */
export interface SessionContent {
  readonly session: Session;
  readonly nodes: readonly Node[];
  readonly specs: readonly RunSpec[];
}

/** A run of the session that is not going on: what was shown of it, and what it was begun with. */
export interface EarlierRun {
  readonly run: RunView;
  readonly spec: RunSpec;
}

/** Where sessions are written down, record by record. */
export interface SessionKeeper {
  keep(sessionId: string, record: SessionRecord): Promise<void>;
}

export interface EmittedEvent {
  readonly runId: string;
  readonly event: ReasoningEvent;
}
/** Owns the window's one run and its session: views only look, and ask. */
export class RunController implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly emitted = this.owned.add(new vscode.EventEmitter<EmittedEvent>());
  private readonly replaced = this.owned.add(new vscode.EventEmitter<void>());
  private readonly changed = this.owned.add(new vscode.EventEmitter<boolean>());
  private readonly keeper: SessionKeeper;
  private readonly report: (error: unknown) => void;
  private running: RunningRun | undefined;
  private made: readonly Node[] = [];
  private specs: readonly RunSpec[] = [];
  private current = emptySession(crypto.randomUUID());

  /** Every event of every run, after the session has taken it in. */
  readonly onDidEmit = this.emitted.event;
  /** Another session is the current one. */
  readonly onDidReplaceSession = this.replaced.event;
  /** A run has begun (true) or come to its end (false). */
  readonly onDidChangeRunning = this.changed.event;

  /** `report` is told what no run should ever throw. */
  constructor(keeper: SessionKeeper, report: (error: unknown) => void) {
    this.keeper = keeper;
    this.report = report;
  }

  get session(): Session {
    return this.current;
  }

  /** The session with all that it is gone on from. */
  get content(): SessionContent {
    return { session: this.current, nodes: this.made, specs: this.specs };
  }

  /** The nodes of the session, oldest first. */
  get nodes(): readonly Node[] {
    return this.made;
  }

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /** Stops what goes on, then begins. Resolves at run-start; `undefined` where it never came to that. */
  async start(startRun: StartRun): Promise<StartedRun | undefined> {
    while (this.running) await this.stop();
    const run = new RunningRun();
    this.running = run;
    this.changed.fire(true);
    void this.follow(run, startRun);
    return run.started;
  }

  /** Ends the run; resolves when its ending is in the session. */
  async stop(): Promise<void> {
    this.running?.abort.abort();
    await this.running?.ended;
  }

  /** Asks the run to answer with what it has. */
  answerNow(): void {
    this.running?.inbox.push({ wish: 'answer' });
  }

  /** Lets the run finish what it is writing, and rest then. */
  pause(): void {
    this.running?.inbox.push({ wish: 'pause' });
  }

  /** Gives the run something to mind: its next request carries it. False where no run is thinking. */
  remark(text: string): boolean {
    const run = this.running && currentRun(this.current);
    if (!run || !isThinking(run)) return false;
    this.running?.inbox.push({ remark: text });
    return true;
  }

  /** What a run of the session was begun with. */
  specOf(runId: string): RunSpec | undefined {
    return this.specs.find(({ id }) => id === runId);
  }

  /** Begins an empty session; the one before is kept where sessions are kept. */
  async newSession(): Promise<void> {
    while (this.running) await this.stop();
    if (this.current.runs.length > 0) this.replace({ session: emptySession(crypto.randomUUID()), nodes: [], specs: [] });
  }

  /** Shows a stored session and goes on from it; a session in use is left alone. */
  restore(stored: SessionContent): void {
    if (this.running || this.current.runs.length > 0) return;
    this.replace(stored);
  }

  /** Shows a stored session in the place of the one that is shown; what goes on is stopped first, and kept. */
  async open(stored: SessionContent): Promise<void> {
    while (this.running) await this.stop();
    this.replace(stored);
  }

  /** Takes what another window has added to the session that is shown. */
  refresh(stored: SessionContent): void {
    if (!this.running && stored.session.id === this.current.id) this.replace(stored);
  }

  /** The run that can be taken up again: the one that is named, else the newest; `undefined` where there is none. */
  resumable(runId?: string): EarlierRun | undefined {
    return this.earlier(run => isResumable(run) && (runId === undefined || run.runId === runId));
  }

  /** The newest run that has come to an end and for which `holds` is true. */
  earlier(holds: (run: RunView) => boolean): EarlierRun | undefined {
    const run = this.current.runs.findLast(one => one.status !== 'running' && holds(one));
    const spec = run && this.specs.find(({ id }) => id === run.runId);
    return run && spec && { run, spec };
  }

  elapsed(): Elapsed | undefined {
    return this.running?.elapsed();
  }

  /** What goes on is not stopped by the reader, so that it is found interrupted the next time. */
  dispose(): void {
    const run = this.running;
    this.running = undefined;
    run?.abort.abort();
    run?.end();
    this.owned.dispose();
  }

  private replace({ session, nodes, specs }: SessionContent): void {
    this.current = session;
    this.made = nodes;
    this.specs = specs;
    this.replaced.fire();
  }

  private async follow(run: RunningRun, startRun: StartRun): Promise<void> {
    try {
      for await (const event of startRun(this.handleOf(run))) this.take(run, event);
    } catch (error) {
      this.report(error);
    } finally {
      this.finish(run);
    }
  }

  private handleOf({ abort, inbox }: RunningRun): RunHandle {
    const { id } = this.current;
    return {
      nodes: () => this.made,
      signal: abort.signal,
      inbox,
      keepSpec: spec => this.keepSpec(id, spec),
      keepNode: node => this.keepNode(id, node),
    };
  }

  private async keepSpec(sessionId: string, spec: RunSpec): Promise<void> {
    if (sessionId === this.current.id) this.specs = [...this.specs.filter(({ id }) => id !== spec.id), spec];
    await this.keep(sessionId, { record: 'run', spec });
  }

  private async keepNode(sessionId: string, node: Node): Promise<void> {
    if (sessionId === this.current.id) this.made = [...this.made, node];
    await this.keep(sessionId, { record: 'node', node });
  }

  /** A full disk is told, but takes nobody's answer away. */
  private async keep(sessionId: string, record: SessionRecord): Promise<void> {
    await this.keeper.keep(sessionId, record).catch(this.report);
  }

  private take(run: RunningRun, event: ReasoningEvent): void {
    if (this.running !== run) return;
    run.see(event);
    this.current = reduceSession(this.current, event);
    if (isKept(event)) void this.keep(this.current.id, { record: 'event', event });
    this.emitted.fire({ runId: run.id, event });
    if (event.type === 'run-start') run.begin({ sessionId: this.current.id, runId: run.id });
    if (isEnding(event)) this.finish(run);
  }

  private finish(run: RunningRun): void {
    if (this.running !== run) return;
    this.running = undefined;
    run.end();
    this.changed.fire(false);
  }
}
