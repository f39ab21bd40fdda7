import { type ChatMessage, say } from './chat.ts';
import { writeExcerpt } from './excerptText.ts';
import type { Language } from './language.ts';
import type { PresetName } from './limits.ts';
import { type Node, nextNodeId, type OpeningNode, openingOf, pathTo, type StepNode, toMessages } from './node.ts';
import { PROMPTS } from './prompts/prompts.ts';
import type { Question } from './question.ts';
import { displayTitle } from './step.ts';

/** How a question is to be put. */
export interface OpeningOptions {
  readonly run: string;
  readonly strategy: string;
  readonly preset: PresetName;
  readonly minSteps: number;
  readonly language: Language;
  /** The reader's own words for the system message. */
  readonly instructions: string;
  /** The answer that this question follows: its conversation is carried on, without the steps. Or the step that it is about: all up to it is carried on. */
  readonly after?: string;
}

/** Begins a conversation about a question: the first node of a run. */
export function openQuestion(question: Question, nodes: ReadonlyMap<string, Node>, options: OpeningOptions): OpeningNode {
  const { run, after } = options;
  return {
    id: nextNodeId(nodes.keys()),
    ...(after !== undefined && { parent: after }),
    chain: 0,
    run,
    slot: 'opening',
    kind: 'opening',
    why: 'question',
    history: historyOf(options, after === undefined ? [] : pathTo(nodes, after)),
    lead: writeQuestion(question, options.language, after === undefined ? undefined : nodes.get(after)),
  };
}

function systemMessage({ strategy, preset, minSteps, language, instructions }: OpeningOptions): ChatMessage[] {
  const task = strategy === 'direct' ? '' : PROMPTS[language].system[preset].replace('{minSteps}', String(minSteps));
  const content = [task, instructions.trim()].filter(Boolean).join('\n\n');
  return content ? [say('system', content)] : [];
}

/** A question about a step stands in the conversation that made it, system message and all. */
function historyOf(options: OpeningOptions, path: readonly Node[]): readonly ChatMessage[] {
  if (path.at(-1)?.kind === 'step') return toMessages(path, '').slice(0, -1);
  return [...systemMessage(options), ...(path.length > 0 ? conversationUpTo(path) : [])];
}

/** Earlier questions and answers, in the words that were sent; the steps stay behind. */
function conversationUpTo(path: readonly Node[]): ChatMessage[] {
  const { history, lead } = openingOf(path);
  const last = path.at(-1);
  const answer = last?.kind === 'answer' ? [say('user', lead), say('assistant', last.answer.text)] : [];
  return [...history.filter(({ role }) => role !== 'system'), ...answer];
}

function writeQuestion({ instruction, excerpts }: Question, language: Language, about?: Node): string {
  const asked = about?.kind === 'step' ? `${nameStep(about, PROMPTS[language].aboutStep)}\n${instruction}` : instruction;
  if (excerpts.length === 0) return asked;
  return [asked, PROMPTS[language].material, ...excerpts.map(writeExcerpt)].join('\n\n');
}

const nameStep = ({ step }: StepNode, words: string): string =>
  words.replace('{number}', String(step.index + 1)).replace('{title}', () => displayTitle(step.title));
