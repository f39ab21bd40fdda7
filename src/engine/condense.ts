import { type ChatMessage, say } from './chat.ts';
import { scaleOf } from './counting.ts';
import { type Detail, established } from './established.ts';
import { hasExcerpt, shortenExcerpts } from './excerptText.ts';
import type { Language } from './language.ts';
import { type Node, openingOf } from './node.ts';
import { PROMPTS } from './prompts/prompts.ts';
import { type Asked, mostCharacters, reservedForStep, roomForPrompt, TOKENS_OF_A_REQUEST } from './room.ts';
import type { RunSpec } from './run.ts';
import { estimatePromptTokens } from './tokens.ts';

/** A conversation that says the same in less: what a new opening is made of. */
export interface Condensed {
  readonly history: readonly ChatMessage[];
  readonly lead: string;
  readonly established?: string;
  /** How many steps are passed on in fewer words, and how many earlier questions no longer. */
  readonly steps: number;
  readonly questions: number;
  readonly isExcerptShortened: boolean;
}

/** What is left out or shortened, in this order: the oldest steps, the oldest questions, the steps' contents, the excerpt. */
interface Cuts {
  readonly detail: Detail;
  readonly questions: number;
  /** Of the excerpt, 0 to 1. */
  readonly share: number;
}

/** How much of an excerpt is tried, the most first. */
const SHARES = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1, 0.07, 0.05, 0.03, 0.02, 0.01, 0.005];

/** The conversation of this path in as many words as the known context has room for; `undefined` where nothing that may be left out makes room. */
export function condense(path: readonly Node[], spec: RunSpec, asked: Asked): Condensed | undefined {
  if (spec.contextSize === undefined) return undefined;
  const tight = roomForPrompt(spec, asked);
  // With room for two steps, not every step has to be condensed for.
  const comfortable = asked === 'step' ? tight - reservedForStep(spec) : tight;
  const tokensOf = createMeasure(path);
  const firstWithin = (ways: Iterable<Cuts>): Condensed | undefined => {
    let fitting: Condensed | undefined;
    for (const cuts of ways) {
      const condensed = apply(path, cuts, spec.language);
      const tokens = tokensOf(condensed);
      if (tokens <= comfortable) return condensed;
      if (tokens <= tight) fitting ??= condensed;
    }
    return fitting;
  };
  return firstWithin(cutsOfSteps(path)) ?? firstWithin(cutsOfExcerpt(path, mostCharacters(tight)));
}

function* cutsOfSteps(path: readonly Node[]): Iterable<Cuts> {
  const steps = turnsIn(path);
  const questions = questionsBefore(path);
  for (let whole = steps - 1; whole >= 0; whole--) yield { detail: { whole, brief: steps - whole }, questions: 0, share: 1 };
  for (let dropped = 1; dropped <= questions; dropped++) yield { detail: { whole: 0, brief: steps }, questions: dropped, share: 1 };
  for (let brief = steps - 1; brief >= 0; brief--) yield { detail: { whole: 0, brief }, questions, share: 1 };
}

/** `most` characters could fit at all: what is longer is not even tried, for counting takes its time. */
function* cutsOfExcerpt(path: readonly Node[], most: number): Iterable<Cuts> {
  const { lead } = openingOf(path);
  if (!hasExcerpt(lead)) return;
  for (const share of SHARES.filter(share => share * lead.length <= most))
    yield { detail: { whole: 0, brief: 0 }, questions: questionsBefore(path), share };
}

/** On the whole path, so that what was condensed once is not condensed from its brief form. */
const turnsIn = (path: readonly Node[]): number => path.filter(node => 'turn' in node).length;
const questionsBefore = (path: readonly Node[]): number => openingOf(path).history.filter(({ role }) => role === 'user').length;

function apply(path: readonly Node[], { detail, questions, share }: Cuts, language: Language): Condensed {
  const opening = openingOf(path);
  const lead = share < 1 ? shortenExcerpts(opening.lead, share, PROMPTS[language].leftOut) : opening.lead;
  const told = established(path, detail, language);
  const history = withoutOldest(opening.history, questions);
  const steps = path.filter(node => node.kind === 'step').length;
  return {
    history,
    lead,
    ...(told && { established: told }),
    steps: Math.max(0, steps - detail.whole),
    questions,
    isExcerptShortened: share < 1,
  };
}

/** The system message stays. */
function withoutOldest(history: readonly ChatMessage[], questions: number): readonly ChatMessage[] {
  const system = history.filter(({ role }) => role === 'system');
  return [...system, ...history.slice(system.length + 2 * questions)];
}

/** Counts prompts that have most of their texts in common, each text once. */
function createMeasure(path: readonly Node[]): (condensed: Condensed) => number {
  const scale = scaleOf(path);
  const known = new Map<string, number>();
  const tokensOf = (text: string): number => {
    const tokens = known.get(text) ?? estimatePromptTokens([say('user', text)], scale);
    known.set(text, tokens);
    return tokens;
  };
  return ({ history, lead, established = '' }) =>
    [...history.map(({ content }) => content), lead, established].reduce((sum, text) => sum + tokensOf(text), TOKENS_OF_A_REQUEST);
}
