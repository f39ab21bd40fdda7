import type { ChatMessage } from '../engine/chat.ts';

/** Messages as they were sent, for a person to read: each under its role, its text untouched. */
export const toPromptText = (messages: readonly ChatMessage[]): string =>
  messages.map(({ role, content }, index) => `━━━ ${index + 1} · ${role} ━━━\n${content}\n`).join('\n');
