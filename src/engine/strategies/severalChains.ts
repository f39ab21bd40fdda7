import type { Tally } from '../events.ts';
import { type AnswerNode, type Node, type StepNode, stepsOf } from '../node.ts';
import { fitsBudget, nextPromptTokens } from '../room.ts';
import type { RunSpec } from '../run.ts';
import { shortAnswer } from '../shortAnswer.ts';
import { isOutOfTime, type StopReason } from '../stop.ts';
import type { Action, AnswerAction, RunState, StepAction } from '../strategy.ts';
import { MOST_CHAINS } from './bounds.ts';
import { type ChainPlace, nextInChain } from './chain.ts';

/** One of several chains: what it came to, or what it wants next. */
export interface Thread {
  readonly chain: number;
  readonly steps: readonly StepNode[];
  readonly answer?: AnswerNode;
  /** Of its answer, to be compared; absent where the answer is no short one. */
  readonly short?: { readonly text: string; readonly key: string };
  readonly wants?: Action;
  /** A healthy server gave nothing that could be read, and there is nothing to answer from. */
  readonly isDead: boolean;
}

/** At the usual low temperature chains would be copies of each other. */
const LEAST_TEMPERATURE = 0.7;

/** The temperature for chains that are to differ. */
export const freeTemperature = ({ limits }: RunSpec): number => Math.max(LEAST_TEMPERATURE, limits.temperature);

/** How a chain is to be thought, where it is not like any other. */
export interface ThreadOptions extends ChainPlace {
  readonly temperature?: number;
  /** For its first step. */
  readonly hint?: string | undefined;
}

/** Where a chain of the run stands. */
export function followChain(state: RunState, chain: number, { temperature, hint, ...place }: ThreadOptions = {}): Thread {
  const { path = state.path(chain) } = place;
  const decision = nextInChain(state, chain, { ...place, path });
  const steps = stepsOf(path);
  if ('stop' in decision) return { chain, steps, ...answerOf(path), isDead: false };
  const [action] = decision.actions;
  const isDead = state.failed.has(action.slot);
  return {
    chain,
    steps,
    isDead,
    ...(!isDead && { wants: dress(action, { temperature, hint: isBegun(path, chain, state) ? undefined : hint }) }),
  };
}

const isBegun = (path: readonly Node[], chain: number, { spec }: RunState): boolean =>
  path.some(node => node.chain === chain && node.run === spec.id && node.kind === 'step');

function dress(
  action: StepAction | AnswerAction,
  { temperature, hint }: Pick<ThreadOptions, 'hint'> & { readonly temperature: number | undefined },
): Action {
  const dressed = temperature === undefined ? action : { ...action, temperature };
  return dressed.do === 'step' && hint !== undefined ? { ...dressed, hint } : dressed;
}

function answerOf(path: readonly Node[]): Pick<Thread, 'answer' | 'short'> {
  const answer = path.at(-1);
  if (answer?.kind !== 'answer') return {};
  const short = shortAnswer(answer.answer.text);
  return { answer, ...(short && { short }) };
}

/** Threads that have come to an answer. */
export type Answered = Thread & { readonly answer: AnswerNode };
export const isAnswered = (thread: Thread): thread is Answered => thread.answer !== undefined;

/** What agrees, by the key of the short answer. */
export interface Group {
  readonly key: string;
  readonly text: string;
  /** The shortest first. */
  readonly threads: readonly Answered[];
}

/** The answers that chains agree on: the most frequent first, then the one with the shorter chain. */
export function groupAnswers(threads: readonly Answered[]): readonly Group[] {
  const groups = new Map<string, Answered[]>();
  for (const thread of [...threads].sort(byLength)) {
    if (thread.short) groups.set(thread.short.key, [...(groups.get(thread.short.key) ?? []), thread]);
  }
  return [...groups]
    .map(([key, agreeing]) => ({ key, text: agreeing[0]?.short?.text ?? key, threads: agreeing }))
    .sort((one, other) => other.threads.length - one.threads.length);
}

/** The shorter chain first: fewer steps, then fewer characters, then the earlier one. */
export function byLength(one: Answered, other: Answered): number {
  return one.steps.length - other.steps.length || charactersOf(one) - charactersOf(other) || one.chain - other.chain;
}

const charactersOf = ({ steps, answer }: Answered): number =>
  steps.reduce((sum, { step }) => sum + step.content.length, answer.answer.text.length);

/** Which chains came to which answer. */
export function tallyOf(answered: readonly Answered[]): Tally {
  const groups = groupAnswers(answered).map(({ text, threads }) => ({
    text,
    chains: threads.map(({ chain }) => chain).sort((one, other) => one - other),
  }));
  const others = answered.filter(({ short }) => !short).map(({ chain }) => ({ text: '', chains: [chain] }));
  return { type: 'tally', answers: [...groups, ...others] };
}

/** As each of the chains that think at once must see it: what the steps beside its own will take is as good as spent. */
export function besideOthers(state: RunState): RunState {
  const { spec, now } = state;
  if (spec.limits.maxTokensPerRun === undefined) return state;
  const step = nextPromptTokens(state.pathTo(state.start)) + spec.limits.maxTokensPerStep;
  const others = Math.min(spec.concurrency, MOST_CHAINS) - 1;
  return { ...state, now: { ...now, tokens: now.tokens + Math.max(0, others) * step } };
}

/** Why no further chain should begin, where there is an answer already. */
export function whyNoMore(state: RunState): StopReason | undefined {
  const path = state.pathTo(state.start);
  if (state.wish === 'answer') return 'answer-now';
  if (isOutOfTime({ state, path, steps: [], slot: '' })) return 'time-limit';
  return fitsBudget(state.spec, path, state.now.tokens) ? undefined : 'token-limit';
}

/** Of chains that have no answer yet, the one that is furthest, if there is any: what it wants is its answer once the reader wishes so. */
export const furthest = (threads: readonly Thread[]): readonly Thread[] =>
  threads
    .filter(({ wants }) => wants)
    .toSorted((one, other) => other.steps.length - one.steps.length)
    .slice(0, 1);

/** What threads want, in their order. */
export const wantsOf = (threads: readonly Thread[]): readonly Action[] => threads.flatMap(({ wants }) => (wants ? [wants] : []));
