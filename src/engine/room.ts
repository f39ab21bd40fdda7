import { type Node, toMessages, turnsOf } from './node.ts';
import type { RunSpec } from './run.ts';
import { estimatePromptTokens, estimateTokens } from './tokens.ts';

/** The words that ask for a step or an answer, with their form: what every next request adds at most. */
const TOKENS_OF_A_REQUEST = 160;
/** No answer takes more of the context than this share, or there would be none left for the steps. */
const ANSWER_SHARE = 1 / 4;
/** Less than this is not worth a request. */
const SMALLEST_REPLY_TOKENS = 64;

/** The tokenizer's longest words, with room to spare: nobody who keeps to a token limit writes more. */
const CHARACTERS_PER_TOKEN = 8;
const SLACK_CHARACTERS = 2000;

/** Where a reply is cut off if the server ignores its token limit. */
export const mostCharacters = (tokens: number): number => tokens * CHARACTERS_PER_TOKEN + SLACK_CHARACTERS;

/** How many tokens the next prompt on this path will take: counted by the server as far as it has been, estimated beyond. */
export function nextPromptTokens(path: readonly Node[]): number {
  const last = path.at(-1);
  if (last && 'turn' in last) {
    const { usage } = last.kind === 'step' ? last.step : last.answer;
    if (usage.promptTokens !== undefined) {
      return usage.promptTokens + (usage.completionTokens ?? estimateTokens(last.turn.assistant)) + TOKENS_OF_A_REQUEST;
    }
  }
  const lead = turnsOf(path).length === 0 && path[0]?.kind === 'opening' ? path[0].lead : '';
  return estimatePromptTokens(toMessages(path, lead)) + TOKENS_OF_A_REQUEST;
}

/** The tokens kept free for the answer, whatever the steps would like. */
export function reservedForAnswer({ limits, contextSize }: RunSpec): number {
  const share = contextSize === undefined ? Number.POSITIVE_INFINITY : Math.floor(contextSize * ANSWER_SHARE);
  return Math.min(limits.maxTokensForAnswer, share);
}

/** Whether one more step fits beside the answer's room, in the known context and in the run's budget. */
export function hasRoomForStep(spec: RunSpec, path: readonly Node[], tokensSpent: number): boolean {
  const prompt = nextPromptTokens(path);
  const step = prompt + spec.limits.maxTokensPerStep;
  const answer = TOKENS_OF_A_REQUEST + reservedForAnswer(spec);
  const fitsContext = spec.contextSize === undefined || step + answer <= spec.contextSize;
  const budget = spec.limits.maxTokensPerRun;
  return fitsContext && (budget === undefined || tokensSpent + step + step + answer <= budget);
}

/** What may be asked for at most, given the known context. */
export function capReply(spec: RunSpec, path: readonly Node[], maxTokens: number): number {
  if (spec.contextSize === undefined) return maxTokens;
  return Math.max(SMALLEST_REPLY_TOKENS, Math.min(maxTokens, spec.contextSize - nextPromptTokens(path)));
}
