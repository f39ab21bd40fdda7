import { createHash } from 'node:crypto';
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
  readonly told: ToldTraits;
  /** That it judges well where it is to compare answers: which agrees best with the others, whether two are the same. Absent: always. */
  readonly judges?: number;
  /** Answers in words of which no short answer can be made. */
  readonly isWordy?: boolean;
}

/** What it does where it is told of answers that others came to. */
export interface ToldTraits {
  /** Of several: begins on the right path where one of them is right. */
  readonly settles: number;
  /** … where none is. */
  readonly finds: number;
  /** … and off the path ends with a wrong one of them; else with a wrong answer that was not named. */
  readonly clings: number;
  /** Of just one: takes it over, right or wrong. */
  readonly swayed: number;
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
    const named = namedAnswers(request.messages, problem);
    const candidates = candidatesIn(opening, problem);
    if (candidates.length > 1) return judge(opening, candidates, traits, random);
    if (wantsStep(request)) return writeIn(request.form, nextStep(request.messages, problem, named, traits, random));
    return sayAnswer(answer(request.messages, problem, named, traits, random), traits);
  };
}

/** Where no format is asked for, the words for a marked step tell it from an answer. */
const wantsStep = ({ messages, form }: SolverRequest): boolean => form === 'json' || /\bNEXT:/.test(messages.at(-1)?.content ?? '');

/** The answers that stand in what the user says beside the question. */
function namedAnswers(messages: readonly ChatMessage[], { question, right, wrong }: Problem): readonly string[] {
  const said = messages.filter(({ role }) => role === 'user').map(({ content }) => content.replace(question, ''));
  return [right, ...wrong].filter(one => said.some(text => new RegExp(`(?<!\\w)${one}(?!\\w)`).test(text)));
}

const STANDING = /Part (\d+) of (\d+) stands (firm|lost)\./;
const SAID_ANSWER = /(?:The answer is|will find that) (\w+)/;

const sayAnswer = (one: string, { isWordy }: SolverTraits): string =>
  isWordy ? `Whoever weighs all of it will find that ${one} remains, though other views are held.` : `The answer is ${one}.`;

/** The answers that stand numbered below a question, in their order. */
function candidatesIn(said: string, { right, wrong }: Problem): readonly string[] {
  const texts = said.split(/^\d+\.\n/m).slice(1);
  return texts.flatMap(text => [right, ...wrong].find(one => text.includes(one)) ?? []);
}

/** Whether two are the same, where yes or no is asked for; else the number of the one that agrees best with the others. */
function judge(said: string, candidates: readonly string[], { judges = 1 }: SolverTraits, random: Random): string {
  const isGood = random() < judges;
  if (/"yes"|“是”/.test(said)) return (new Set(candidates).size === 1) === isGood ? 'Yes.' : 'No.';
  const countOf = (one: string): number => candidates.filter(other => other === one).length;
  const most = Math.max(...candidates.map(countOf));
  const places = candidates.flatMap((one, place) => (!isGood || countOf(one) === most ? [`${place + 1}`] : []));
  return pick(places, random);
}

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
  named: readonly string[],
  traits: SolverTraits,
  random: Random,
): StepText {
  const before = standingOf(messages);
  const { part, of, isFirm } = before ? goOn(before, traits, random) : begin(problem, named, traits, random);
  return {
    title: `Part ${part}`,
    content: `Part ${part} of ${of} stands ${isFirm ? 'firm' : 'lost'}.`,
    nextAction: part >= of ? 'final_answer' : 'continue',
  };
}

function begin(problem: Problem, named: readonly string[], { astray, steps, told }: SolverTraits, random: Random): Standing {
  const alone = 1 - chanceAt(astray, 0);
  const isFirm = random() < chanceToBeginWell(problem, named, told, alone);
  return { part: 1, of: 1 + drawPlace(isFirm ? steps.firm : steps.lost, random), isFirm };
}

/** `alone`: the chance of whoever is told nothing. */
function chanceToBeginWell({ right }: Problem, named: readonly string[], { settles, finds, swayed }: ToldTraits, alone: number): number {
  const isRightNamed = named.includes(right);
  if (named.length > 1) return isRightNamed ? settles : finds;
  return named.length === 0 ? alone : (isRightNamed ? swayed : 0) + (1 - swayed) * alone;
}

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
  named: readonly string[],
  { direct, told }: SolverTraits,
  random: Random,
): string {
  const [, said] = newest(messages, SAID_ANSWER) ?? [];
  if (said !== undefined) return said;
  const standing = standingOf(messages);
  if (standing ? standing.isFirm : random() < direct) return problem.right;
  const wrongNamed = problem.wrong.filter(one => named.includes(one));
  const others = problem.wrong.filter(one => !named.includes(one));
  if (wrongNamed.length > 0 && random() < (named.length > 1 ? told.clings : told.swayed)) return pick(wrongNamed, random);
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

/** A number of 32 bits that tells nothing of the text: neighbouring seeds and questions must not have draws in common. */
const hash = (text: string): number => createHash('sha256').update(text).digest().readInt32LE();
