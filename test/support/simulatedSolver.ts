import type { ChatMessage } from '../../src/engine/chat.ts';
import { type StepText, writeStep } from '../../src/engine/step.ts';
import { seeded } from './pieces.ts';

/** A question that the solver knows, with every answer that it may come to. */
export interface Problem {
  readonly question: string;
  readonly right: string;
  readonly wrong: readonly string[];
}

/** How good a solver is, in chances from 0 to 1. */
export interface SolverTraits {
  readonly seed: number;
  /** That a step leads off the right path, for the first step, the second, …; the last one counts for all that follow. */
  readonly astray: readonly number[];
  /** That an answer without any step is right. */
  readonly direct: number;
  /** Of so many steps (the place, from 1) for a chain that begins on the right path, and for one that does not. */
  readonly steps: { readonly firm: readonly number[]; readonly lost: readonly number[] };
  readonly doubt: DoubtTraits;
}

/** What it does where the question comes with answers that somebody doubts. */
export interface DoubtTraits {
  /** Begins on the right path where one of them is right. */
  readonly settles: number;
  /** … where none is. */
  readonly finds: number;
  /** Ends with a wrong one of them where it is off the path; else with a wrong answer that was not named. */
  readonly clings: number;
}

/** What a server sees of a request. */
export interface SolverRequest {
  readonly messages: readonly ChatMessage[];
  readonly form: 'json' | 'text';
  /** The request's own seed; without one, each repetition of a request gets a new reply. */
  readonly seed?: number | undefined;
}

/** Writes the reply to a request, whose words alone tell what is asked for. The same requests in the same order get the same replies. */
export type Solver = (request: SolverRequest) => string;

type Random = () => number;
interface Standing {
  readonly part: number;
  readonly of: number;
  readonly isFirm: boolean;
}

/** A made-up model of known quality. `find` gives the problem that the first user message puts. */
export function createSolver(find: (said: string) => Problem | undefined, traits: SolverTraits): Solver {
  const timesHeard = new Map<string, number>();
  return request => {
    const heard = JSON.stringify(request.messages);
    const times = timesHeard.get(heard) ?? 0;
    timesHeard.set(heard, times + 1);
    const random = seeded(hash(`${traits.seed} ${request.seed ?? `time ${times}`} ${heard}`));
    const opening = request.messages.find(({ role }) => role === 'user')?.content ?? '';
    const problem = find(opening);
    if (!problem) throw new Error(`The solver knows no such question: ${opening}`);
    const doubted = doubtedAnswers(request.messages, problem);
    if (wantsStep(request)) return writeIn(request.form, nextStep(request.messages, problem, doubted, traits, random));
    return `The answer is ${answer(request.messages, problem, doubted, traits, random)}.`;
  };
}

/** Where no format is asked for, the words for a marked step tell it from an answer. */
const wantsStep = ({ messages, form }: SolverRequest): boolean => form === 'json' || /\bNEXT:/.test(messages.at(-1)?.content ?? '');

/** The answers that stand in what the user says beside the question. */
function doubtedAnswers(messages: readonly ChatMessage[], { question, right, wrong }: Problem): readonly string[] {
  const said = messages.filter(({ role }) => role === 'user').map(({ content }) => content.replace(question, ''));
  return [right, ...wrong].filter(one => said.some(text => new RegExp(`(?<!\\w)${one}(?!\\w)`).test(text)));
}

const STANDING = /Part (\d+) of (\d+) stands (firm|lost)\./;
const SAID_ANSWER = /The answer is (.+)\./;

/** Where the conversation stands, as its newest step says. */
function standingOf(messages: readonly ChatMessage[]): Standing | undefined {
  const [, part, of, word] = newest(messages, STANDING) ?? [];
  return part === undefined ? undefined : { part: Number(part), of: Number(of), isFirm: word === 'firm' };
}

function newest(messages: readonly ChatMessage[], pattern: RegExp): RegExpExecArray | undefined {
  const said = messages.findLast(({ role, content }) => role === 'assistant' && pattern.test(content));
  return (said && pattern.exec(said.content)) ?? undefined;
}

function nextStep(
  messages: readonly ChatMessage[],
  problem: Problem,
  doubted: readonly string[],
  traits: SolverTraits,
  random: Random,
): StepText {
  const before = standingOf(messages);
  const { part, of, isFirm } = before ? goOn(before, traits, random) : begin(problem, doubted, traits, random);
  return {
    title: `Part ${part}`,
    content: `Part ${part} of ${of} stands ${isFirm ? 'firm' : 'lost'}.`,
    nextAction: part >= of ? 'final_answer' : 'continue',
  };
}

function begin(problem: Problem, doubted: readonly string[], { astray, steps, doubt }: SolverTraits, random: Random): Standing {
  const isFirm = random() < (doubted.length > 1 ? chanceInDoubt(problem, doubted, doubt) : 1 - chanceAt(astray, 0));
  return { part: 1, of: 1 + drawPlace(isFirm ? steps.firm : steps.lost, random), isFirm };
}

const chanceInDoubt = ({ right }: Problem, doubted: readonly string[], { settles, finds }: DoubtTraits): number =>
  doubted.includes(right) ? settles : finds;

const goOn = ({ part, of, isFirm }: Standing, { astray }: SolverTraits, random: Random): Standing => ({
  part: part + 1,
  of,
  isFirm: isFirm && random() >= chanceAt(astray, part),
});

const chanceAt = (chances: readonly number[], place: number): number => chances[Math.min(place, chances.length - 1)] ?? 0;

/** Off the path it guesses. Whoever sees an answer in the conversation stands by it. */
function answer(
  messages: readonly ChatMessage[],
  problem: Problem,
  doubted: readonly string[],
  { direct, doubt }: SolverTraits,
  random: Random,
): string {
  const [, said] = newest(messages, SAID_ANSWER) ?? [];
  if (said !== undefined) return said;
  const standing = standingOf(messages);
  if (standing ? standing.isFirm : random() < direct) return problem.right;
  const named = problem.wrong.filter(one => doubted.length > 1 && doubted.includes(one));
  const others = problem.wrong.filter(one => !named.includes(one));
  if (named.length > 0 && random() < doubt.clings) return pick(named, random);
  return pick(others, random);
}

const pick = (from: readonly string[], random: Random): string => from[Math.floor(random() * from.length)] ?? '';

/** A place of the row, as likely as its weight; the weights add up to 1. */
function drawPlace(weights: readonly number[], random: Random): number {
  let left = random();
  const place = weights.findIndex(weight => {
    left -= weight;
    return left < 0;
  });
  return place < 0 ? weights.length - 1 : place;
}

function writeIn(form: SolverRequest['form'], step: StepText): string {
  return form === 'json' ? writeStep(step) : `## ${step.title}\n${step.content}\nNEXT: ${step.nextAction}`;
}

/** A number of 32 bits that any change of the text changes (FNV-1a, mixed once more). */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return state ^ (state >>> 16);
}
