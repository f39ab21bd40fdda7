import { type ChatMessage, say } from './chat.ts';
import type { Answer, Step } from './step.ts';
import type { StopReason } from './stop.ts';

/** What was sent and what was accepted, to the letter: no later rung, prompt version, language or edit rewrites it. */
export interface Turn {
  readonly user: string;
  readonly assistant: string;
}

/** Where a node hangs, and what made it: `slot` is its name within the run. */
export interface NodePlace {
  readonly id: string;
  readonly parent?: string;
  readonly chain: number;
  readonly run: string;
  readonly slot: string;
}

/** The beginning of a conversation: system, earlier questions and answers, and the words that open the first user message. */
export interface Opening {
  readonly kind: 'opening';
  readonly why: 'question';
  readonly history: readonly ChatMessage[];
  readonly lead: string;
}
export interface StepMade {
  readonly kind: 'step';
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

/** A session is a tree of nodes, only ever added to; the path to a node is a transcript. */
export type Node = NodePlace & (Opening | StepMade | AnswerMade);
export type OpeningNode = NodePlace & Opening;
export type StepNode = NodePlace & StepMade;
export type AnswerNode = NodePlace & AnswerMade;

/** The path from the nearest opening down to the node `id`. Throws where the tree has a hole, which only a broken file has. */
export function pathTo(nodes: ReadonlyMap<string, Node>, id: string): Node[] {
  const path: Node[] = [];
  for (let at: string | undefined = id; at !== undefined; ) {
    const node: Node | undefined = nodes.get(at);
    if (!node) throw new Error(`The session has no node ${at}.`);
    path.unshift(node);
    at = node.kind === 'opening' ? undefined : node.parent;
  }
  return path;
}

/** Pure: within one opening a longer path's messages begin with the shorter path's, so append-only needs no care elsewhere. */
export function toMessages(path: readonly Node[], user: string): ChatMessage[] {
  return [
    ...historyOf(path),
    ...turnsOf(path).flatMap(turn => [say('user', turn.user), say('assistant', turn.assistant)]),
    say('user', user),
  ];
}

/** The turns since the opening, oldest first. */
export const turnsOf = (path: readonly Node[]): Turn[] => path.flatMap(node => ('turn' in node ? [node.turn] : []));

/** The steps since the opening, oldest first. */
export const stepsOf = (path: readonly Node[]): StepNode[] => path.filter(node => node.kind === 'step');

/** The opening that a path begins with. */
export function openingOf(path: readonly Node[]): OpeningNode {
  const first = path[0];
  if (first?.kind !== 'opening') throw new Error('A path begins with an opening.');
  return first;
}

const historyOf = (path: readonly Node[]): readonly ChatMessage[] => openingOf(path).history;

/** The next free id of a session: `n0`, `n1`, … */
export function nextNodeId(taken: Iterable<string>): string {
  const numbers = [...taken].map(id => Number(id.slice(1))).filter(Number.isInteger);
  return `n${Math.max(-1, ...numbers) + 1}`;
}
