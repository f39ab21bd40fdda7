import { inChain, isEnding, type ReasoningEvent } from './events.ts';
import { type AnswerNode, type Node, toldAt } from './node.ts';
import type { RunSpec } from './run.ts';
import { startOf } from './runStart.ts';
import { emptySession, interruptRun, reduceSession, type Session } from './session.ts';
import { eventsOfStep } from './stepRecord.ts';
import { headSchema, recordSchema, SESSION_VERSION } from './storedSchema.ts';

/** The events that no node holds. */
export type KeptEvent = Extract<ReasoningEvent, { type: 'notice' | 'remark' | 'tally' | 'value' | 'run-end' | 'run-cancel' | 'run-error' }>;

/** One line of a session's file. A session is a file that only grows: what has been thought cannot be lost by what comes later. */
export type SessionRecord =
  | { readonly record: 'session'; readonly version: 1; readonly id: string }
  | { readonly record: 'run'; readonly spec: RunSpec }
  | { readonly record: 'node'; readonly node: Node }
  | { readonly record: 'event'; readonly event: KeptEvent };

/** A session that was read back, with all that is needed to go on with it. */
export interface StoredSession {
  readonly session: Session;
  readonly nodes: readonly Node[];
  /** One a run: how it went on last. */
  readonly specs: readonly RunSpec[];
  /** 1-based numbers of the lines that could not be read; a torn last line is one of them. */
  readonly unreadableLines: readonly number[];
  /** False where something is missing that later lines build on: then it can be read, but not gone on with. */
  readonly isWhole: boolean;
}

/** What a file says of itself in its first line. */
export interface SessionHead {
  readonly id: string;
  readonly version: number;
}

/** A record as one line, without the line end. */
export const formatRecord = (record: SessionRecord): string => JSON.stringify(record);

/** Whether an event is to be stored; what nodes hold anyway is not. */
export const isKept = (event: ReasoningEvent): event is KeptEvent => KEPT.has(event.type) || isEnding(event);

const KEPT: ReadonlySet<string> = new Set<ReasoningEvent['type']>(['notice', 'remark', 'tally', 'value']);

/** The first line of a session's file. */
export const formatHead = (id: string): string => formatRecord({ record: 'session', version: SESSION_VERSION, id });

/** Reads the first line that is not blank, of whatever version; `undefined` where the file is no session. */
export function parseSessionHead(text: string): SessionHead | undefined {
  const line = text.split('\n').find(one => one.trim()) ?? '';
  return headSchema.safeParse(parseJson(line)).data;
}

/** Whether a later version of this program wrote the file, in a form that this one cannot know. */
export const isNewer = ({ version }: SessionHead): boolean => version > SESSION_VERSION;

/** Whether a line holds a record, the line end not counted. */
export const isRecord = (line: string): boolean => parseRecord(line) !== undefined;

/** Reads a session's file. `undefined` where its first line is not a session's of this version: then the file is left alone. */
export function parseSessionFile(text: string): StoredSession | undefined {
  const lines = text.split('\n').map((line, at) => ({ line, number: at + 1 }));
  const records = lines.filter(({ line }) => line.trim()).map(({ line, number }) => ({ number, record: parseRecord(line) }));
  const head = records[0]?.record;
  if (head?.record !== 'session') return undefined;
  const readable = records.flatMap(({ record }) => (record ? [record] : []));
  const nodes = readable.flatMap(record => (record.record === 'node' ? [record.node] : []));
  const specs = new Map(readable.flatMap(record => (record.record === 'run' ? [[record.spec.id, record.spec] as const] : [])));
  const told = asTold(readable)
    .flatMap(record => (isHomeless(record, specs) ? [] : eventsOf(record, nodes)))
    .reduce(reduceSession, emptySession(head.id));
  const unreadableLines = records.flatMap(({ record, number }) => (record ? [] : [number]));
  return { session: interruptRun(told), nodes, specs: [...specs.values()], unreadableLines, isWhole: isWhole(nodes, specs) };
}

/** A remark that came in the midst of a step stands below it: the file holds the step from when it was finished. */
function asTold(records: readonly SessionRecord[]): readonly SessionRecord[] {
  const told: SessionRecord[] = [];
  const remarks: SessionRecord[] = [];
  for (const record of records) {
    if (record.record === 'event' && record.event.type === 'remark') remarks.push(record);
    else if (endsPart(record)) told.push(...remarks.splice(0), record);
    else told.push(record, ...(isStepOfFirst(record) ? remarks.splice(0) : []));
  }
  return [...told, ...remarks];
}

const endsPart = (record: SessionRecord): boolean => record.record === 'run' || (record.record === 'event' && isEnding(record.event));
const isStepOfFirst = (record: SessionRecord): boolean =>
  record.record === 'node' && record.node.kind === 'step' && record.node.chain === 0;

/** A node of a run that the file does not tell of. */
const isHomeless = (record: SessionRecord, specs: ReadonlyMap<string, RunSpec>): boolean =>
  record.record === 'node' && !specs.has(record.node.run);

function isWhole(nodes: readonly Node[], specs: ReadonlyMap<string, RunSpec>): boolean {
  const ids = new Set(nodes.map(({ id }) => id));
  const hasHome = ({ parent, run }: Node) => specs.has(run) && (parent === undefined || ids.has(parent));
  return ids.size === nodes.length && nodes.every(hasHome);
}

function parseRecord(line: string): SessionRecord | undefined {
  return recordSchema.safeParse(parseJson(line)).data;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** What a listener of the run would have been told, without the deltas. */
function eventsOf(record: SessionRecord, nodes: readonly Node[]): readonly ReasoningEvent[] {
  switch (record.record) {
    case 'session':
      return [];
    case 'run':
      return [startOf(record.spec, nodes)];
    case 'event':
      return [record.event];
    case 'node':
      return eventsOfNode(record.node, nodes);
  }
}

function eventsOfNode(node: Node, nodes: readonly Node[]): readonly ReasoningEvent[] {
  // A remark is an event of its own: it was told before there was a place for its node.
  if (node.kind === 'opening' || node.kind === 'remark' || node.kind === 'note') return [];
  const parent = toldAt(node.parent ?? '', nodes);
  const events = node.kind === 'step' ? eventsOfStep(node, parent) : eventsOfAnswer(node, parent, goesOnWriting(node, nodes));
  return events.map(event => inChain(event, node.chain));
}

/** A later part of an answer that the token limit cut: to a listener it is the same answer. */
const goesOnWriting = ({ parent, run }: AnswerNode, nodes: readonly Node[]): boolean =>
  nodes.some(node => node.id === parent && node.run === run && node.kind === 'answer');

function eventsOfAnswer({ id, answer }: AnswerNode, parent: string, isFurtherPart: boolean): readonly ReasoningEvent[] {
  const start = { type: 'answer-start', node: id, parent } as const;
  return [...(isFurtherPart ? [] : [start]), { type: 'answer-end', ...answer }];
}
