import { beginRun, type QuestionPlace, type RunChoices } from './beginRun.ts';
import { scaleOf } from './counting.ts';
import { byId, type Node, pathTo, toMessages } from './node.ts';
import { TOKENS_OF_A_REQUEST } from './room.ts';
import { estimatePromptTokens, type TokenScale, UNKNOWN_SCALE } from './tokens.ts';

/** What the next question sends before a word of it is typed, in tokens, and how its model counts. */
export interface QuestionSize {
  readonly tokens: number;
  readonly scale: TokenScale;
}

/** The system message, the conversation that goes on at this place, and the words that ask for a step. */
export function sizeOfNextQuestion(nodes: readonly Node[], choices: RunChoices, place: QuestionPlace): QuestionSize {
  const { opening } = beginRun('', { instruction: '', excerpts: [] }, nodes, choices, place);
  const scale = place.after === undefined ? UNKNOWN_SCALE : scaleOf(pathTo(byId(nodes), place.after));
  return { tokens: estimatePromptTokens(toMessages([opening], opening.lead), scale) + TOKENS_OF_A_REQUEST, scale };
}
