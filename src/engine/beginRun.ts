import { detectLanguage, type Language } from './language.ts';
import type { Limits, PresetName } from './limits.ts';
import { byId, type Node, nextNodeId, type OpeningNode, openingOf, pathTo } from './node.ts';
import { openQuestion } from './opening.ts';
import type { Question } from './question.ts';
import type { RunSpec } from './run.ts';

/** How the reader wants a question to be thought about. */
export interface RunChoices {
  readonly strategy: string;
  readonly preset: PresetName;
  readonly limits: Limits;
  readonly model: string;
  /** `auto`: the language of the words typed. */
  readonly language: Language | 'auto';
  readonly instructions: string;
  readonly concurrency: number;
  /** The server that is asked, as scheme, host and port. */
  readonly origin?: string;
  /** Whether that is on this machine or in a private network. */
  readonly isLocal?: boolean;
  /** In tokens, where it is known. */
  readonly contextSize?: number | undefined;
}

/** A run that is ready to be thought through: its first node is to be kept before it starts. */
export interface BegunRun {
  readonly spec: RunSpec;
  readonly opening: OpeningNode;
}

/** Where a question is put; absent `after`: on top of nothing. */
export interface QuestionPlace {
  /** The answer that it follows, or the step that it is about. */
  readonly after?: string | undefined;
  /** Absent for the session's first. */
  readonly branch?: number | undefined;
}

const afterNewestAnswer = (nodes: readonly Node[]): QuestionPlace => ({ after: nodes.findLast(node => node.kind === 'answer')?.id });

/** Puts a question on top of a session's nodes; where no place is named, it follows the newest answer, if there is one. */
export function beginRun(
  id: string,
  question: Question,
  nodes: readonly Node[],
  choices: RunChoices,
  { after, branch }: QuestionPlace = afterNewestAnswer(nodes),
): BegunRun {
  const { strategy, preset, limits, model, instructions, concurrency, origin, isLocal, contextSize } = choices;
  const language = choices.language === 'auto' ? detectLanguage(question.instruction) : choices.language;
  const options = { run: id, strategy, preset, minSteps: limits.minSteps, language, instructions, ...(after !== undefined && { after }) };
  const opening = openQuestion(question, byId(nodes), options);
  const excerpts = question.excerpts.map(({ path, startLine, endLine }) => ({ path, startLine, endLine }));
  const about = { question: question.instruction, ...(excerpts.length > 0 && { excerpts }) };
  const isAbout = nodes.find(node => node.id === after)?.kind === 'step';
  const place = { ...(branch && { branch }), ...(isAbout && { purpose: 'ask-about-step' as const }) };
  const server = { ...(origin !== undefined && { origin }), ...(isLocal && { isLocal }) };
  const known = { ...server, ...(contextSize !== undefined && { contextSize }) };
  const spec = { id, from: opening.id, ...about, strategy, preset, model, limits, concurrency, seed: 0, language, ...place, ...known };
  return { opening, spec };
}

/** A run with what it begins on: `made` is to be kept before it starts. */
export interface FurtherRun {
  readonly spec: RunSpec;
  readonly made: readonly Node[];
}

/** Begins an earlier run once more, to the letter; throws where the session does not hold its opening. */
export function beginAgain(id: string, spec: RunSpec, nodes: readonly Node[]): FurtherRun {
  const isQuestion = nodes.some(node => node.id === spec.from && node.run === spec.id);
  if (isQuestion) return askAgain(id, spec, nodes);
  const given = nodes.filter(node => node.run === spec.id && node.kind === 'step' && node.by === 'reader');
  return { spec: { ...spec, id }, made: given.map(node => ({ ...node, id: nextNodeId(nodes.map(({ id: taken }) => taken)), run: id })) };
}

function askAgain(id: string, { from, ...spec }: RunSpec, nodes: readonly Node[]): FurtherRun {
  const asked = openingOf(pathTo(byId(nodes), from));
  const opening = { ...asked, id: nextNodeId(nodes.map(node => node.id)), run: id };
  return { made: [opening], spec: { ...spec, id, from: opening.id } };
}
