import { type ChatMessage, say } from './chat.ts';
import { writeExcerpt } from './excerptText.ts';
import type { Language } from './language.ts';
import type { PresetName } from './limits.ts';
import { type Node, nextNodeId, type OpeningNode, openingOf, pathTo } from './node.ts';
import { PROMPTS } from './prompts/prompts.ts';
import type { Question } from './question.ts';

/** How a question is to be put. */
export interface OpeningOptions {
  readonly run: string;
  readonly strategy: string;
  readonly preset: PresetName;
  readonly minSteps: number;
  readonly language: Language;
  /** The reader's own words for the system message. */
  readonly instructions: string;
  /** The answer that this question follows; its conversation is carried on, without the steps. */
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
    history: [...systemMessage(options), ...(after === undefined ? [] : conversationUpTo(pathTo(nodes, after)))],
    lead: writeQuestion(question, options.language),
  };
}

function systemMessage({ strategy, preset, minSteps, language, instructions }: OpeningOptions): ChatMessage[] {
  const task = strategy === 'direct' ? '' : PROMPTS[language].system[preset].replace('{minSteps}', String(minSteps));
  const content = [task, instructions.trim()].filter(Boolean).join('\n\n');
  return content ? [say('system', content)] : [];
}

/** Earlier questions and answers, in the words that were sent; the steps stay behind. */
function conversationUpTo(path: readonly Node[]): ChatMessage[] {
  const { history, lead } = openingOf(path);
  const last = path.at(-1);
  const answer = last?.kind === 'answer' ? [say('user', lead), say('assistant', last.answer.text)] : [];
  return [...history.filter(({ role }) => role !== 'system'), ...answer];
}

function writeQuestion({ instruction, excerpts }: Question, language: Language): string {
  if (excerpts.length === 0) return instruction;
  return [instruction, PROMPTS[language].material, ...excerpts.map(writeExcerpt)].join('\n\n');
}
