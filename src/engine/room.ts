import { countOf, findCut, scaleOf, usageOf } from './counting.ts';
import { leadOf, type Node, toMessages } from './node.ts';
import type { RunSpec } from './run.ts';
import { estimatePromptTokens, estimateTokens } from './tokens.ts';

/** The words that ask for a step or an answer, with their form: what every next request adds at most. */
export const TOKENS_OF_A_REQUEST = 160;
/** No answer and no step may count on more of the context than this share, or there would be none left for what came before. */
const ANSWER_SHARE = 1 / 4;
const STEP_SHARE = 1 / 6;
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
  const counted = last && countOf(last);
  if (last && 'turn' in last && counted !== undefined && !findCut(path)) return counted + replyTokens(last, path) + TOKENS_OF_A_REQUEST;
  return estimatePromptTokens(toMessages(path, leadOf(path)), scaleOf(path)) + TOKENS_OF_A_REQUEST;
}

/** What the reply takes when it is sent back: the model's own reasoning was counted, but stays behind. */
function replyTokens(last: Extract<Node, { readonly turn: unknown }>, path: readonly Node[]): number {
  const hasReasoned = last.kind === 'step' && last.step.reasoning !== undefined;
  const counted = hasReasoned ? undefined : usageOf(last).completionTokens;
  return counted ?? estimateTokens(last.turn.assistant, scaleOf(path));
}

/** The tokens kept free for the answer, whatever the steps would like. */
export const reservedForAnswer = ({ limits, contextSize }: RunSpec): number =>
  Math.min(limits.maxTokensForAnswer, shareOf(contextSize, ANSWER_SHARE));

/** The tokens that one more step must find free. */
export const reservedForStep = ({ limits, contextSize }: RunSpec): number =>
  Math.min(limits.maxTokensPerStep, shareOf(contextSize, STEP_SHARE));

const shareOf = (contextSize: number | undefined, share: number): number =>
  contextSize === undefined ? Number.POSITIVE_INFINITY : Math.floor(contextSize * share);

/** What is asked for next. */
export type Asked = 'step' | 'answer';

/** How many tokens the next prompt may take in the known context; beside a step, the answer after it is kept free. */
export function roomForPrompt(spec: RunSpec, asked: Asked): number {
  const { contextSize = Number.POSITIVE_INFINITY } = spec;
  const reply = asked === 'step' ? reservedForStep(spec) + TOKENS_OF_A_REQUEST : 0;
  return contextSize - reply - reservedForAnswer(spec);
}

/** Whether the next request fits into the known context. */
export const fitsContext = (spec: RunSpec, path: readonly Node[], asked: Asked): boolean =>
  spec.contextSize === undefined || nextPromptTokens(path) <= roomForPrompt(spec, asked);

/** Whether one more step, and the answer after it, fit into the run's budget. */
export function fitsBudget(spec: RunSpec, path: readonly Node[], tokensSpent: number): boolean {
  const { maxTokensPerRun, maxTokensPerStep } = spec.limits;
  if (maxTokensPerRun === undefined) return true;
  const step = nextPromptTokens(path) + maxTokensPerStep;
  return tokensSpent + step + step + TOKENS_OF_A_REQUEST + reservedForAnswer(spec) <= maxTokensPerRun;
}

/** How many steps in one reply, and the answer after them, fit into the run's budget; one at least. */
export function stepsInBudget(spec: RunSpec, path: readonly Node[], tokensSpent: number): number {
  const { maxTokensPerRun, maxTokensPerStep } = spec.limits;
  if (maxTokensPerRun === undefined) return Number.POSITIVE_INFINITY;
  // What is written is sent once more with the request for the answer.
  const room = maxTokensPerRun - tokensSpent - 2 * nextPromptTokens(path) - TOKENS_OF_A_REQUEST - reservedForAnswer(spec);
  return Math.max(1, Math.floor(room / (2 * maxTokensPerStep)));
}

/** What the known context has left for a reply, the model's own reasoning included; `undefined` where no context is known. */
export const roomForReply = ({ contextSize }: RunSpec, path: readonly Node[]): number | undefined =>
  contextSize === undefined ? undefined : Math.max(SMALLEST_REPLY_TOKENS, contextSize - nextPromptTokens(path));

/** What may be asked for at most, given the known context. */
export const capReply = (spec: RunSpec, path: readonly Node[], maxTokens: number): number =>
  Math.min(maxTokens, roomForReply(spec, path) ?? Number.POSITIVE_INFINITY);

/** Whether a reply that is worth a request fits beside a prompt of so many tokens. */
export const leavesRoomForReply = (promptTokens: number, contextSize: number): boolean =>
  promptTokens + SMALLEST_REPLY_TOKENS <= contextSize;
