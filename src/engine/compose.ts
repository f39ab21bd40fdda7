import type { Language } from './language.ts';
import { leadOf, type Node } from './node.ts';
import type { Rung } from './ports.ts';
import { PROMPTS, type Prompts } from './prompts/prompts.ts';
import type { AnswerAction, StepAction } from './strategy.ts';

/** The user message that asks for a step: the question first if it has not been put yet, the request, and its form. */
export function composeStep(path: readonly Node[], action: StepAction, rung: Rung, language: Language): string {
  const prompts = PROMPTS[language];
  return paragraphs(leadOf(path), stepRequest(path, action, prompts), rung === 'text' ? prompts.asText : prompts.asJson);
}

/** The user message that asks for the answer; `plain` is the question alone. */
export function composeAnswer(path: readonly Node[], action: AnswerAction, language: Language): string {
  return paragraphs(leadOf(path), action.plain ? '' : PROMPTS[language].answer);
}

function stepRequest(path: readonly Node[], { checkAnotherWay }: StepAction, prompts: Prompts): string {
  if (checkAnotherWay) return prompts.checkAnotherWay;
  return path.some(node => 'turn' in node) ? prompts.nextStep : prompts.firstStep;
}

const paragraphs = (...parts: readonly string[]): string => parts.filter(Boolean).join('\n\n');
