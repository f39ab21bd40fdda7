import { type ChatMessage, say } from './chat.ts';
import type { Answer, Step } from './step.ts';
import type { StopReason } from './stop.ts';

/** What was sent and what was accepted, to the letter: no later rung, prompt version, language or edit rewrites it. */
export interface Turn {
  readonly user: string;
  readonly assistant: string;
  /** The reply of the turn before, read further: it takes the place of that turn. What is new begins at this character. */
  readonly goesOn?: number;
}

/** Where a node hangs, and what made it: `slot` is its name within the run. */
export interface NodePlace {
  readonly id: string;
  readonly parent?: string;
  readonly chain: number;
  readonly run: string;
  readonly slot: string;
}

/**
 * The beginning of a conversation: system, earlier questions and answers, and the question that opens the first user message.
 * Where a conversation grew too long, another one begins in its midst: `established` then holds what the steps before have found.
 */
export interface Opening {
  readonly kind: 'opening';
  readonly why: 'question' | 'condensed';
  readonly history: readonly ChatMessage[];
  readonly lead: string;
  readonly established?: string;
}
/** `by`: absent for what the model wrote. */
export interface StepMade {
  readonly kind: 'step';
  readonly by?: 'reader';
  readonly turn: Turn;
  readonly step: Step;
}
/** `why` the steps ended; an answer that the token limit cut has its continuation as its child. */
export interface AnswerMade {
  readonly kind: 'answer';
  readonly why: StopReason;
  readonly turn: Turn;
  readonly answer: Answer;
}

/** What the reader threw in; the next user message below it carries it. */
export interface Remark {
  readonly kind: 'remark';
  readonly text: string;
}

/** What the model said to a question of the program's own. */
export interface Note {
  readonly kind: 'note';
  readonly value: string;
}

/** A session is a tree of nodes, only ever added to; the path to a node is a transcript. */
export type Node = NodePlace & (Opening | StepMade | AnswerMade | Remark | Note);
export type OpeningNode = NodePlace & Opening;
export type StepNode = NodePlace & StepMade;
export type AnswerNode = NodePlace & AnswerMade;
export type RemarkNode = NodePlace & Remark;
export type NoteNode = NodePlace & Note;

/** The nodes by their ids. */
export const byId = (nodes: readonly Node[]): Map<string, Node> => new Map(nodes.map(node => [node.id, node]));

/** The path from the opening of the question down to the node `id`. Throws where the tree has a hole, which only a broken file has. */
export function pathTo(nodes: ReadonlyMap<string, Node>, id: string): Node[] {
  const path: Node[] = [];
  for (let at: string | undefined = id; at !== undefined; ) {
    const node: Node | undefined = nodes.get(at);
    if (!node) throw new Error(`The session has no node ${at}.`);
    path.unshift(node);
    at = isQuestion(node) ? undefined : node.parent;
  }
  return path;
}

/** Pure: below one opening a longer path's messages begin with the shorter path's, so append-only needs no care elsewhere. */
export function toMessages(path: readonly Node[], user: string): ChatMessage[] {
  return [
    ...openingOf(path).history,
    ...turnsOf(path).flatMap(turn => [say('user', turn.user), say('assistant', turn.assistant)]),
    say('user', user),
  ];
}

/** The turns since the last opening, oldest first: what the model is sent of them to the letter. */
export function turnsOf(path: readonly Node[]): Turn[] {
  const turns: Turn[] = [];
  for (const node of path.slice(path.findLastIndex(isOpening))) {
    if (!('turn' in node)) continue;
    if (node.turn.goesOn !== undefined) turns.pop();
    turns.push(node.turn);
  }
  return turns;
}

/** The steps since the question, oldest first. */
export const stepsOf = (path: readonly Node[]): StepNode[] => path.filter(node => node.kind === 'step');

/** The newest node on a path that a listener has heard of: a remark, a note and a conversation that was condensed have no name outside. */
export const lastTold = (path: readonly Node[]): string => path.findLast(isTold)?.id ?? '';

/** The node, or the newest above it that a listener has heard of. A node above is an older one, also in a file that was spoilt. */
export function toldAt(id: string, nodes: readonly Node[]): string {
  const place = nodes.findIndex(node => node.id === id);
  const node = nodes[place];
  return node?.parent === undefined || isTold(node) ? id : toldAt(node.parent, nodes.slice(0, place));
}

/** What the reader threw in since the last message was sent, oldest first. */
export const unsentRemarks = (path: readonly Node[]): string[] =>
  path.slice(path.findLastIndex(node => 'turn' in node) + 1).flatMap(node => (node.kind === 'remark' ? [node.text] : []));

/** The last opening on a path: the one that the next request begins with. */
export function openingOf(path: readonly Node[]): OpeningNode {
  const opening = path.findLast(isOpening);
  if (!opening) throw new Error('A path begins with an opening.');
  return opening;
}

/** What the first user message of a conversation begins with; nothing for those that follow. */
export function leadOf(path: readonly Node[]): string {
  if (turnsOf(path).length > 0) return '';
  const { lead, established } = openingOf(path);
  return established === undefined ? lead : `${lead}\n\n${established}`;
}

const isTold = (node: Node): boolean =>
  node.kind !== 'remark' && node.kind !== 'note' && !(node.kind === 'opening' && node.why === 'condensed');
const isOpening = (node: Node): node is OpeningNode => node.kind === 'opening';
const isQuestion = (node: Node): boolean => node.kind === 'opening' && node.why === 'question';

/** The next free id of a session: `n0`, `n1`, … */
export function nextNodeId(taken: Iterable<string>): string {
  const numbers = [...taken].map(id => Number(id.slice(1))).filter(Number.isInteger);
  return `n${Math.max(-1, ...numbers) + 1}`;
}
