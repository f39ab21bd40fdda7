import { isEnding, type ReasoningEvent } from './events.ts';
import type { AnswerNode, Node, StepNode } from './node.ts';
import type { RunSpec } from './run.ts';
import { startOf } from './runStart.ts';
import { emptySession, interruptRun, reduceSession, type Session } from './session.ts';
import { toStepRecord } from './stepRecord.ts';
import { recordSchema } from './storedSchema.ts';

/** The events that no node holds. */
export type KeptEvent = Extract<ReasoningEvent, { type: 'notice' | 'run-end' | 'run-cancel' | 'run-error' }>;

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
}

/** A record as one line, without the line end. */
export const formatRecord = (record: SessionRecord): string => JSON.stringify(record);

/** Whether an event is to be stored; what nodes hold anyway is not. */
export const isKept = (event: ReasoningEvent): event is KeptEvent => event.type === 'notice' || isEnding(event);

/** Reads a session's file. `undefined` where its first line is not a session's: then the file is somebody else's and is left alone. */
export function parseSessionFile(text: string): StoredSession | undefined {
  const lines = text.split('\n').map((line, at) => ({ line, number: at + 1 }));
  const records = lines.filter(({ line }) => line.trim()).map(({ line, number }) => ({ number, record: parseRecord(line) }));
  const head = records[0]?.record;
  if (head?.record !== 'session') return undefined;
  const readable = records.flatMap(({ record }) => (record ? [record] : []));
  const nodes = readable.flatMap(record => (record.record === 'node' ? [record.node] : []));
  const specs = new Map(readable.flatMap(record => (record.record === 'run' ? [[record.spec.id, record.spec] as const] : [])));
  const told = readable.flatMap(record => eventsOf(record, nodes)).reduce(reduceSession, emptySession(head.id));
  const unreadableLines = records.flatMap(({ record, number }) => (record ? [] : [number]));
  return { session: interruptRun(told), nodes, specs: [...specs.values()], unreadableLines };
}

function parseRecord(line: string): SessionRecord | undefined {
  try {
    return recordSchema.safeParse(JSON.parse(line)).data;
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
      return eventsOfNode(record.node, toldParent(record.node, nodes));
  }
}

/** Where a condensed conversation begins is no place that a listener has heard of: the node before it is told. */
function toldParent({ parent = '' }: Node, nodes: readonly Node[]): string {
  const above = nodes.find(({ id }) => id === parent);
  return above?.kind === 'opening' && above.why === 'condensed' ? toldParent(above, nodes) : parent;
}

function eventsOfNode(node: Node, parent: string): readonly ReasoningEvent[] {
  if (node.kind === 'opening') return [];
  return node.kind === 'step' ? eventsOfStep(node, parent) : eventsOfAnswer(node, parent);
}

function eventsOfStep(node: StepNode, parent: string): readonly ReasoningEvent[] {
  const { index, reasoning } = node.step;
  return [
    { type: 'step-start', index, node: node.id, parent },
    ...(reasoning ? [{ type: 'reasoning-delta', index, text: reasoning } as const] : []),
    { type: 'step-end', step: toStepRecord(node) },
  ];
}

function eventsOfAnswer({ id, answer }: AnswerNode, parent: string): readonly ReasoningEvent[] {
  return [
    { type: 'answer-start', node: id, parent },
    { type: 'answer-end', ...answer },
  ];
}
