import type { ReasoningEvent, RunStart, RunTotals } from './events.ts';
import { byId, lastTold, type Node, nextNodeId, pathTo, type RemarkNode } from './node.ts';
import { ContextGauge } from './performing/contextGauge.ts';
import { Meter } from './performing/meter.ts';
import type { Clock } from './ports.ts';
import type { RunSpec } from './run.ts';
import { startOf } from './runStart.ts';
import { eventsOfStep } from './stepRecord.ts';
import type { Finding, RunState } from './strategy.ts';
import { addUsage, totalTokens, type Usage } from './usage.ts';

/** What a run that is taken up again brings with it; budgets of tokens and time count from its first beginning. */
export interface Resumption {
  readonly spent: RunTotals;
  /** What the reader threw in, oldest first, whether a request has carried it or not. */
  readonly remarks?: readonly string[];
  /** `answer`: with the steps that there are. */
  readonly wish?: 'answer';
}

/** What a run has made and spent so far; gives strategies their view of it. */
export class RunLedger {
  readonly meter = new Meter();
  readonly gauge: ContextGauge;
  private readonly begun: RunSpec;
  private readonly clock: Clock;
  private readonly startedAt: number;
  private readonly spent: RunTotals;
  private readonly nodes: Map<string, Node>;
  private readonly made: Map<string, Node>;
  /** The node that every chain begins at. */
  private readonly begin: string;
  private readonly failures = new Map<string, unknown>();
  private readonly remarks: string[];
  private wish: 'answer' | undefined;
  private paused = false;
  private readonly told = new Map<string, string>();
  private lastId: string;

  /** `before`: what an earlier part of the same run has spent, and how it is to go on. */
  constructor(spec: RunSpec, nodes: readonly Node[], clock: Clock, before?: Resumption) {
    this.begun = spec;
    this.gauge = new ContextGauge(spec.contextSize);
    this.clock = clock;
    this.spent = before?.spent ?? { durationMs: 0, usage: {}, requests: 0 };
    this.wish = before?.wish;
    this.remarks = [...(before?.remarks ?? [])];
    this.startedAt = clock.now();
    this.nodes = byId(nodes);
    this.made = new Map(nodes.filter(node => node.run === spec.id && node.kind !== 'opening').map(node => [node.slot, node]));
    this.begin = [...this.made.values()].findLast(isGiven)?.id ?? spec.from;
    this.lastId = nextNodeId(this.nodes.keys());
  }

  /** The run with what it has learned: how much the model can see at once. */
  get spec(): RunSpec {
    const { size } = this.gauge;
    return size === undefined ? this.begun : { ...this.begun, contextSize: size };
  }

  /** The id of a node that is about to be made; each is given once. */
  nextId(): string {
    const id = this.lastId;
    this.lastId = nextNodeId([id]);
    return id;
  }

  add(node: Node): void {
    this.nodes.set(node.id, node);
    this.made.set(node.slot, node);
  }

  wishForAnswer(): void {
    this.wish = 'answer';
  }

  /** From now on nothing new is begun. */
  pause(): void {
    this.paused = true;
  }

  get isPaused(): boolean {
    return this.paused;
  }

  addRemark(text: string): void {
    this.remarks.push(text);
  }

  /** A node for each remark that this chain has not heard of, one below the other from `at` on. */
  remarksFor(chain: number, at: string): RemarkNode[] {
    if (this.remarks.length === 0) return [];
    // A chain that begins in the midst of another one has heard what stands there.
    const heard = new Set(this.pathTo(at).map(({ slot }) => slot.slice(slot.indexOf('/'))));
    let parent = at;
    return this.remarks.flatMap((text, number) => {
      const slot = `${chain}/remark/${number}`;
      if (this.made.has(slot) || heard.has(`/remark/${number}`)) return [];
      const node: RemarkNode = { id: this.nextId(), parent, chain, run: this.begun.id, slot, kind: 'remark', text };
      parent = node.id;
      return [node];
    });
  }

  /** What is to be told of the steps that the run was given before it began: those in the reader's words. */
  given(): readonly ReasoningEvent[] {
    const steps = [...this.made.values()].filter(node => node.kind === 'step');
    return steps.flatMap(node => eventsOfStep(node, lastTold(this.pathTo(node.id).slice(0, -1))));
  }

  /** What a listener does not know yet of what the strategy has found. */
  news(findings: readonly Finding[]): readonly Finding[] {
    return findings.filter(finding => {
      const name = finding.type === 'value' ? finding.node : finding.type;
      const words = JSON.stringify(finding);
      const isNew = this.told.get(name) !== words;
      this.told.set(name, words);
      return isNew;
    });
  }

  /** A slot where a healthy server gave nothing readable. */
  fail(slot: string, error: unknown): void {
    this.failures.set(slot, error);
  }

  failureOf(slot: string): unknown {
    return this.failures.get(slot);
  }

  has(slot: string): boolean {
    return this.made.has(slot);
  }

  /** The transcript that ends with the node `id`. */
  pathTo(id: string): Node[] {
    return pathTo(this.nodes, id);
  }

  answerText(id: string): string {
    const node = this.nodes.get(id);
    return node?.kind === 'answer' ? node.answer.text : '';
  }

  state(): RunState {
    return {
      spec: this.spec,
      made: this.made,
      failed: new Set(this.failures.keys()),
      wish: this.wish,
      now: { elapsedMs: this.elapsedMs(), tokens: totalTokens(this.usage()) },
      start: this.begin,
      path: chain => this.pathTo(this.newestIn(chain)),
      pathTo: id => this.pathTo(id),
    };
  }

  start(): RunStart {
    return startOf(this.begun, [...this.nodes.values()]);
  }

  totals(): RunTotals {
    const requests = this.spent.requests + this.meter.requests;
    return { durationMs: Math.round(this.elapsedMs()), usage: this.usage(), requests };
  }

  private elapsedMs(): number {
    return this.spent.durationMs + this.clock.now() - this.startedAt;
  }

  private usage(): Usage {
    return addUsage(this.spent.usage, this.meter.usage);
  }

  private newestIn(chain: number): string {
    const own = [...this.made.values()].findLast(node => node.chain === chain && node.kind !== 'note');
    return own?.id ?? this.begin;
  }
}

/** A step in the reader's words was there before the run began. */
const isGiven = (node: Node): boolean => node.kind === 'step' && node.by === 'reader';
