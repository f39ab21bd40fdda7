import { PROMPTS } from '../../../src/engine/prompts/prompts.ts';
import { writeStep } from '../../../src/engine/step.ts';
import { type Reply, sse } from '../scriptedReplies.ts';
import type { ChatBody } from '../scriptedServer.ts';
import { cutText } from './pieces.ts';

/** What is asked for, by the words of the last message. */
export function partOf({ messages, response_format }: ChatBody): 'step' | 'answer' {
  return response_format !== undefined || asksFor('asJson', messages) || asksFor('asText', messages) ? 'step' : 'answer';
}

/** What a good model writes to this request; `number` makes it unlike all others. */
export function goodText({ messages }: ChatBody, part: 'step' | 'answer', number: number, random: () => number): string {
  const content = `Weigh the parts of ${number}, "one" by one. 第${number}步：逐一比较\\检查。😀\nThen go on.`;
  if (part === 'answer') return `It is ${number}. ${content}`;
  const nextAction = random() < 0.4 ? 'final_answer' : 'continue';
  const title = `Part ${number}`;
  return asksFor('asText', messages) ? `## ${title}\n${content}\nNEXT: ${nextAction}` : writeStep({ title, content, nextAction });
}

/** The text as a stream, sometimes a slow one. */
export function goodReply(text: string, random: () => number): Reply {
  const pauseMs = random() < 0.3 ? 1 + Math.floor(random() * 5) : undefined;
  return sse(cutText(text, random), { usage: { prompt: 300, completion: 60 }, ...(pauseMs !== undefined && { pauseMs }) });
}

function asksFor(form: 'asJson' | 'asText', messages: ChatBody['messages']): boolean {
  const last = messages.at(-1)?.content ?? '';
  return Object.values(PROMPTS).some(prompts => last.includes(prompts[form]));
}
