/** One message of a chat completion, as every OpenAI-compatible server takes it. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** A chat message in one breath. */
export const say = (role: ChatMessage['role'], content: string): ChatMessage => ({ role, content });
