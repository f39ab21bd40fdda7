import { runsOfBranch } from './branches.ts';
import { composeAnswer, composeStep } from './compose.ts';
import { type ChainEvent, isEnding, isOfChain, type ReasoningEvent, type RunStart, type StepRecord } from './events.ts';
import { stepActionAt } from './importedAction.ts';
import { detectLanguage } from './language.ts';
import { PRESET_NAMES, type PresetName } from './limits.ts';
import { type Node, type NodePlace, nextNodeId, pathTo, stepsOf, type Turn } from './node.ts';
import { openQuestion } from './opening.ts';
import type { RunSpec } from './run.ts';
import { emptySession, reduceSession, type Session } from './session.ts';
import { isKept, type SessionRecord } from './sessionFile.ts';
import { writeStep } from './step.ts';
import type { StopReason } from './stop.ts';

/**
 * A recording as the lines of a session of its own, so that it can be gone on with. Its transcript is rebuilt from the events: what the
 * model wrote to the letter, and around it the words that this version would have sent. What was not written down is not known:
 * the text of excerpts, the reader's own instructions.
 */
export function importRecording(events: readonly ReasoningEvent[]): readonly SessionRecord[] {
  const importer = new Importer(namesIn(events));
  for (const [place, event] of events.entries()) importer.see(event, events.slice(place + 1));
  return importer.records;
}

/** What a chain is about to make. `remarks`: so many had been thrown in when it was asked for. */
type Part = Extract<ReasoningEvent, { type: 'step-start' | 'answer-start' }> & { readonly remarks: number };

class Importer {
  readonly records: SessionRecord[] = [];
  private readonly nodes = new Map<string, Node>();
  private readonly specs = new Map<string, RunSpec>();
  /** A recording may hold runs of several sessions, whose nodes have the same names. */
  private readonly names = new Map<string, string>();
  private session: Session = emptySession('recording');
  private spec: RunSpec | undefined;
  private readonly taken: ReadonlySet<string>;
  /** Of the run. */
  private remarks: readonly string[] = [];
  private readonly parts = new Map<number, Part>();
  private readonly reasoning = new Map<number, string>();

  /** `taken`: the names that the nodes of the recording have. */
  constructor(taken: ReadonlySet<string>) {
    this.taken = taken;
  }

  see(event: ReasoningEvent, rest: readonly ReasoningEvent[]): void {
    if (event.type === 'run-start') this.begin(event, rest);
    if (isOfChain(event)) this.seePart(event, event.chain ?? 0, rest);
    if (event.type === 'remark') this.remarks = [...this.remarks, event.text];
    if (isKept(event)) this.records.push({ record: 'event', event });
    this.session = reduceSession(this.session, event);
  }

  private seePart(event: ChainEvent, chain: number, rest: readonly ReasoningEvent[]): void {
    if (event.type === 'step-start' || event.type === 'answer-start') this.parts.set(chain, { ...event, remarks: this.remarks.length });
    if (event.type === 'step-start' || event.type === 'step-retry') this.reasoning.delete(chain);
    if (event.type === 'reasoning-delta' && event.index !== undefined) {
      this.reasoning.set(chain, (this.reasoning.get(chain) ?? '') + event.text);
    }
    if (event.type === 'step-end') this.addStep(event.step, chain);
    if (event.type === 'answer-end') this.addAnswer(event, chain, rest);
  }

  private begin(start: RunStart, rest: readonly ReasoningEvent[]): void {
    const before = this.specs.get(start.runId);
    this.remarks = before ? remarksOf(this.session, start.runId) : [];
    if (before) return this.addSpec({ ...before, model: start.model });
    const from = start.from === undefined ? undefined : (this.names.get(start.from) ?? this.names.get(firstParent(rest) ?? ''));
    const asksAnew = from === undefined || start.purpose === 'ask-about-step' || start.purpose === 'compare';
    const opening = asksAnew ? this.openingOf(start, start.purpose === 'compare' ? undefined : from, firstParent(rest)) : undefined;
    this.addSpec(toSpec(start, opening?.id ?? from ?? ''));
    if (opening) this.add(opening);
  }

  /** `after`: the step that the question is about. */
  private openingOf(start: RunStart, after: string | undefined, name: string | undefined): Node {
    const { runId, question, strategy, limits, branch = 0 } = start;
    const opening = openQuestion({ instruction: question, excerpts: [] }, this.nodes, {
      run: runId,
      strategy,
      preset: presetOf(start),
      minSteps: limits.minSteps,
      language: detectLanguage(question),
      instructions: '',
      ...place(start.purpose === 'compare' ? undefined : (after ?? this.newestAnswer(branch))),
    });
    const id = this.nameFor(name);
    if (name !== undefined) this.names.set(name, id);
    return { ...opening, id };
  }

  private newestAnswer(branch: number): string | undefined {
    const answered = runsOfBranch(this.session, branch).findLast(({ run }) => run.answerNode !== undefined);
    return this.names.get(answered?.run.answerNode ?? '');
  }

  private addStep({ node, raw, by, ...step }: StepRecord, chain: number): void {
    const { spec } = this;
    if (!spec) return;
    // A step that took no request came with the reply of the one before.
    const isFurther = step.attempts === 0 && by === undefined;
    const told = this.parentOf(spec, chain);
    const parent = isFurther ? told : this.withRemarks(spec, chain, told);
    const assistant = raw ?? writeStep(step);
    const slot = `${chain}/step/${step.index}`;
    const path = pathTo(this.nodes, parent);
    const rung = raw === undefined || /^\s*(?:```\w*\s*)?\{/.test(raw) ? 'schema' : 'text';
    const user = composeStep(path, stepActionAt(spec, [...this.nodes.values()], path, chain), rung, spec.language);
    const before = isFurther ? path.at(-1) : undefined;
    const turn = before?.kind === 'step' ? readFurther(before.turn, assistant) : { user, assistant };
    const reasoning = this.reasoning.get(chain);
    const made = { ...step, ...(reasoning && { reasoning }) };
    this.add({ ...this.place(node, parent, chain, slot), kind: 'step', ...(by && { by }), turn, step: made });
  }

  private addAnswer(event: Extract<ChainEvent, { type: 'answer-end' }>, chain: number, rest: readonly ReasoningEvent[]): void {
    const { type: _type, chain: _chain, ...answer } = event;
    const { spec } = this;
    const part = this.parts.get(chain);
    if (!spec || !part) return;
    const parent = this.withRemarks(spec, chain, this.parentOf(spec, chain));
    const path = pathTo(this.nodes, parent);
    const slot = `${chain}/answer/${stepsOf(path).length}`;
    const why = stopReasonIn(rest);
    const plain = spec.strategy === 'direct';
    const user = composeAnswer(path, { do: 'answer', at: parent, chain, slot, why, plain }, spec.language);
    this.add({ ...this.place(part.node, parent, chain, slot), kind: 'answer', why, turn: { user, assistant: answer.text }, answer });
  }

  /** Where the part that is open hangs; in a file that was spoilt, on the newest node of its run. */
  private parentOf(spec: RunSpec, chain: number): string {
    const named = this.names.get(this.parts.get(chain)?.parent ?? '');
    return named ?? [...this.nodes.values()].findLast(({ run }) => run === spec.id)?.id ?? spec.from;
  }

  /** What the reader threw in stands above the part that was asked for after it, once on each way. Gives the newest node. */
  private withRemarks({ id: run }: RunSpec, chain: number, at: string): string {
    const due = this.remarks.slice(0, this.parts.get(chain)?.remarks ?? 0);
    let parent = at;
    for (const [number, text] of due.entries()) {
      const slot = `${chain}/remark/${number}`;
      const isHeard = pathTo(this.nodes, parent).some(node => node.run === run && node.slot.endsWith(`/remark/${number}`));
      if (isHeard) continue;
      const node: Node = { id: this.freeName(), parent, chain, run, slot, kind: 'remark', text };
      this.nodes.set(node.id, node);
      this.records.push({ record: 'node', node });
      parent = node.id;
    }
    return parent;
  }

  /** A name that no node has or will have. */
  private freeName(): string {
    const names = new Set([...this.taken, ...this.nodes.keys()]);
    for (let number = 0; ; number++) if (!names.has(`n${number}`)) return `n${number}`;
  }

  private place(name: string, parent: string, chain: number, slot: string): NodePlace {
    const id = this.nameFor(name);
    this.names.set(name, id);
    return { id, parent, chain, run: this.spec?.id ?? '', slot };
  }

  /** The name that it had, where it is one of ours and nobody has it. */
  private nameFor(name: string | undefined): string {
    return name !== undefined && /^n\d{1,9}$/.test(name) && !this.nodes.has(name) ? name : nextNodeId(this.nodes.keys());
  }

  private add(node: Node): void {
    this.nodes.set(node.id, node);
    this.parts.delete(node.chain);
    this.records.push({ record: 'node', node });
  }

  private addSpec(spec: RunSpec): void {
    this.spec = spec;
    this.specs.set(spec.id, spec);
    this.records.push({ record: 'run', spec });
  }
}

const remarksOf = ({ runs }: Session, run: string): readonly string[] =>
  runs.find(({ runId }) => runId === run)?.remarks.map(({ text }) => text) ?? [];

/** The names of all nodes that are told of. */
const namesIn = (events: readonly ReasoningEvent[]): ReadonlySet<string> =>
  new Set(events.flatMap(event => (event.type === 'step-start' || event.type === 'answer-start' ? [event.node, event.parent] : [])));

const readFurther = ({ user, assistant }: Turn, more: string): Turn => ({ user, assistant: assistant + more, goesOn: assistant.length });

const place = (after: string | undefined): { readonly after?: string } => (after === undefined ? {} : { after });

/** What the first part of the run hangs on: its question, if it has one. */
function firstParent(rest: readonly ReasoningEvent[]): string | undefined {
  const first = rest.find(event => event.type === 'run-start' || event.type === 'step-start' || event.type === 'answer-start');
  return first && first.type !== 'run-start' ? first.parent : undefined;
}

function stopReasonIn(rest: readonly ReasoningEvent[]): StopReason {
  const ending = rest.find(isEnding);
  return ending?.type === 'run-end' ? ending.stopReason : 'answered';
}

function toSpec(start: RunStart, from: string): RunSpec {
  const { type: _type, version: _version, runId, ...begun } = start;
  return { ...begun, id: runId, from, preset: presetOf(start), concurrency: 1, seed: 0, language: detectLanguage(start.question) };
}

const presetOf = ({ preset }: RunStart): PresetName => PRESET_NAMES.find(name => name === preset) ?? 'balanced';
