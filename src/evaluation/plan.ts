import type { Language } from '../engine/language.ts';
import type { Limits, PresetName } from '../engine/limits.ts';

/** A suite as a plan names it: what it is called, how many of its questions are asked, and a digest of these, so that others are noticed. */
export interface PlannedSuite {
  readonly name: string;
  readonly questions: number;
  readonly digest: string;
}

/** One part of an evaluation that is split over machines; counts from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** All that decides what is asked. Results that belong together have the same one. */
export interface EvaluationPlan {
  readonly version: 1;
  readonly model: string;
  readonly suites: readonly PlannedSuite[];
  readonly strategies: readonly string[];
  /** How often each strategy is asked each question. */
  readonly samples: number;
  readonly seed: number;
  readonly preset: PresetName;
  readonly limits: Limits;
  readonly language: Language | 'auto';
  /** Absent where steps are asked for as strictly as the server takes it. */
  readonly stepFormat?: 'json' | 'text';
  /** Absent where all of it is asked. */
  readonly shard?: Shard;
}

/** One question for one strategy, once. */
export interface Task {
  /** Its place in the plan, from 0; the same in every shard. */
  readonly number: number;
  readonly suite: string;
  /** The question's place among those of all suites, from 0. */
  readonly question: number;
  readonly strategy: string;
  /** Counts from 0. */
  readonly sample: number;
}

/** The baseline of every comparison. */
export const BASELINE = 'direct';

export const questionCount = ({ suites }: EvaluationPlan): number => suites.reduce((sum, { questions }) => sum + questions, 0);

/** How many tasks the whole plan has, whatever its shard. */
export const taskCount = (plan: EvaluationPlan): number => questionCount(plan) * tasksPerQuestion(plan);

const tasksPerQuestion = ({ samples, strategies }: EvaluationPlan): number => samples * strategies.length;

/** The tasks of one question, in order: the strategies of a sample stand together, so that a part of the results is a fair one. */
export function tasksOf(plan: EvaluationPlan, suite: string, question: number): readonly Task[] {
  const first = question * tasksPerQuestion(plan);
  return Array.from({ length: tasksPerQuestion(plan) }, (_, place) => ({
    number: first + place,
    suite,
    question,
    strategy: plan.strategies[place % plan.strategies.length] ?? '',
    sample: Math.floor(place / plan.strategies.length),
  }));
}

/** Whether the question belongs to the plan's shard. A question is in one shard with all its strategies: what is compared stays together. */
export const isInShard = ({ shard }: EvaluationPlan, question: number): boolean => !shard || question % shard.count === shard.index - 1;

/** How many tasks the plan's shard has. */
export function shardTaskCount(plan: EvaluationPlan): number {
  const { index, count } = plan.shard ?? { index: 1, count: 1 };
  return Math.ceil((questionCount(plan) - (index - 1)) / count) * tasksPerQuestion(plan);
}

/** The seed of a run: the same for every strategy that is asked the question, another for every sample. 32 bits. */
export function seedOf({ seed }: EvaluationPlan, { question, sample }: Task): number {
  let mixed = (seed ^ Math.imul(question + 1, 0x9e3779b1) ^ Math.imul(sample + 1, 0x85ebca6b)) >>> 0;
  for (const factor of [0x7feb352d, 0x846ca68b]) mixed = Math.imul(mixed ^ (mixed >>> 15), factor) >>> 0;
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** The first thing in which two plans differ. Where requests go is none of them: shards may ask different servers. */
export interface PlanDifference {
  readonly what: string;
  readonly here: string;
  readonly there: string;
}

/** What the plan says about each thing that has to be equal, in words of JSON. */
const facts = (plan: EvaluationPlan): readonly (readonly [what: string, value: string])[] => [
  ['model', plan.model],
  ['seed', String(plan.seed)],
  ['samples', String(plan.samples)],
  ['strategies', plan.strategies.join(',')],
  ['suites', plan.suites.map(({ name, questions }) => `${name} (${questions})`).join(', ')],
  ['questions', plan.suites.map(({ digest }) => digest.slice(0, 8)).join(', ')],
  ['preset', plan.preset],
  ...Object.entries(plan.limits).map(([name, value]) => [name, String(value)] as const),
  ['language', plan.language],
  ['step format', plan.stepFormat ?? 'auto'],
];

/** The first difference, or `undefined` where the same is asked. `withShard`: the same part of it, too. */
export function findDifference(here: EvaluationPlan, there: EvaluationPlan, withShard: boolean): PlanDifference | undefined {
  const shardFact = ({ shard }: EvaluationPlan) => ['shard', shard ? `${shard.index}/${shard.count}` : '1/1'] as const;
  const factsHere = [...facts(here), ...(withShard ? [shardFact(here)] : [])];
  const factsThere = new Map([...facts(there), ...(withShard ? [shardFact(there)] : [])]);
  const found = factsHere.find(([what, value]) => factsThere.get(what) !== value);
  return found && { what: found[0], here: found[1], there: factsThere.get(found[0]) ?? '' };
}
