import type { ChatMessage } from './chat.ts';

/** What a chat template adds around each message, roughly. */
const TOKENS_PER_MESSAGE = 5;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/gu;
const CHARACTERS_PER_TOKEN = 3.6;

/** Roughly how many tokens a text takes: one for a Chinese character, one for three or four Latin ones. */
export function estimateTokens(text: string): number {
  const wide = text.match(WIDE)?.length ?? 0;
  return Math.ceil(wide + (text.length - wide) / CHARACTERS_PER_TOKEN);
}

/** Roughly how many prompt tokens these messages take. */
export const estimatePromptTokens = (messages: readonly ChatMessage[]): number =>
  messages.reduce((sum, { content }) => sum + TOKENS_PER_MESSAGE + estimateTokens(content), 0);
