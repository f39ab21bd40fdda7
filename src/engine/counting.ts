import type { ChatMessage } from './chat.ts';
import { type Node, toMessages, turnsOf } from './node.ts';
import { type Memory, remembered } from './remembered.ts';
import { estimatePromptTokens, estimateTokens, scaleFrom, type TokenScale, UNKNOWN_SCALE } from './tokens.ts';
import type { Usage } from './usage.ts';

type TurnNode = Extract<Node, { readonly turn: unknown }>;

/** What a server counted of a prompt, and what was sent: it cannot have seen all of it. In tokens. */
export interface Cut {
  readonly counted: number;
  readonly sent: number;
  /** The most that this server was known to see before. */
  readonly seen: number;
}

/** How this model counts, as far as the path shows: by the first prompt that a server has counted. */
export function scaleOf(path: readonly Node[]): TokenScale {
  const at = path.findIndex(node => countOf(node) !== undefined);
  const first = path[at];
  if (!first || !isTurn(first)) return UNKNOWN_SCALE;
  return remembered(scales, first, () => scaleFrom(sentFor(path.slice(0, at), first), countOf(first) ?? 0));
}

/** Prompt tokens as the server counted them for this node; some count those from their cache beside the others. */
export function countOf(node: Node): number | undefined {
  const { promptTokens = 0, cachedTokens = 0 } = usageOf(node);
  return promptTokens + (cachedTokens > promptTokens ? cachedTokens : 0) || undefined;
}

/** What the newest turn cost; nothing where no turn is the newest. */
export const usageOf = (node: Node | undefined): Usage =>
  node?.kind === 'step' ? node.step.usage : node?.kind === 'answer' ? node.answer.usage : {};

/** Servers that cut leave more than this; one that counts less may count only what is new to it. */
const SMALLEST_CONTEXT = 500;
/** No tokenizer is that far from the estimate, whatever the text: less was seen than sent. */
const LEAST_SEEN_AT_FIRST = 0.45;
/** Between two requests only a reply and some words come in, which can be estimated well. */
const LEAST_GROWTH = 0.6;
/** Some servers count the schema of a step as part of its prompt; the answer comes without one. */
const LEAST_MISSING = { sameForm: 120, otherForm: 250 };

/** Whether the server has cut the prompt of the path's last turn in silence: its count did not grow as what was sent did. */
export function findCut(path: readonly Node[]): Cut | undefined {
  const last = path.at(-1);
  const counted = last && countOf(last);
  if (!last || !isTurn(last) || counted === undefined || counted < SMALLEST_CONTEXT) return undefined;
  return remembered(cuts, last, () => cutBefore(path, last, counted));
}

function cutBefore(path: readonly Node[], last: TurnNode, counted: number): Cut | undefined {
  const before = path.slice(0, -1);
  const previous = turnsOf(before).length > 0 ? before.at(-1) : undefined;
  const base = previous && findCut(before) === undefined ? countOf(previous) : undefined;
  if (!previous || !isTurn(previous) || base === undefined) return cutAtFirst(before, last, counted);
  const scale = scaleOf(before);
  const added = estimateTokens(previous.turn.assistant, scale) + estimateTokens(last.turn.user, scale);
  const missing = base + added - counted;
  const least = previous.kind === last.kind ? LEAST_MISSING.sameForm : LEAST_MISSING.otherForm;
  const isCut = counted - base < LEAST_GROWTH * added && missing >= least && counted > 1.2 * added;
  return isCut ? { counted, sent: base + added, seen: Math.max(counted, base + (usageOf(previous).completionTokens ?? 0)) } : undefined;
}

function cutAtFirst(before: readonly Node[], last: TurnNode, counted: number): Cut | undefined {
  const sent = estimatePromptTokens(sentFor(before, last), scaleOf(before));
  return counted < LEAST_SEEN_AT_FIRST * sent ? { counted, sent, seen: counted } : undefined;
}

const isTurn = (node: Node): node is TurnNode => 'turn' in node;
const sentFor = (before: readonly Node[], { turn }: TurnNode): readonly ChatMessage[] => toMessages(before, turn.user);

/** A node never changes, nor what lies above it: long excerpts are estimated once. */
const scales: Memory<Node, TokenScale> = new WeakMap();
const cuts: Memory<Node, Cut | undefined> = new WeakMap();
