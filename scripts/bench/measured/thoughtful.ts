import type { ChatModel, ChatRequest } from '../../../src/engine/ports.ts';
import { writeStep } from '../../../src/engine/step.ts';

/** As servers send it: about a token. */
const PIECE = 4;

/** A model in this process that writes steps of so many characters for ever, each in other words. */
export function thoughtfulModel(charactersPerStep: number): ChatModel {
  let step = 0;
  return {
    async *stream({ format }: ChatRequest) {
      yield { type: 'request' };
      const text = format === 'text' ? 'So it is.' : stepText(step++, charactersPerStep);
      for (let at = 0; at < text.length; at += PIECE) yield { type: 'text', text: text.slice(at, at + PIECE) };
      yield { type: 'usage', usage: { promptTokens: 100, completionTokens: Math.ceil(text.length / PIECE) } };
      yield { type: 'finish', reason: 'stop' };
    },
  };
}

function stepText(step: number, characters: number): string {
  let content = '';
  for (let part = 0; content.length < characters; part++)
    content += `Case ${step * 7919 + part * 104_729} holds, since ${part * step + part} is less. `;
  return writeStep({ title: `Look at case ${step}`, content: content.slice(0, characters), nextAction: 'continue' });
}
