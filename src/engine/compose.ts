import type { Language } from './language.ts';
import { leadOf, type Node, unsentRemarks } from './node.ts';
import type { Rung } from './ports.ts';
import { PROMPTS, type Prompts } from './prompts/prompts.ts';
import type { AnswerAction, StepAction } from './strategy.ts';

/** The user message that asks for a step: the question first if it has not been put yet, the request, and its form. */
export function composeStep(path: readonly Node[], action: StepAction, rung: Rung, language: Language): string {
  const prompts = PROMPTS[language];
  return paragraphs(
    leadOf(path),
    remarks(path, prompts),
    action.doNotRepeat ? prompts.doNotRepeat : '',
    action.hint ?? '',
    stepRequest(path, action, prompts),
    formOf(action, rung, prompts),
  );
}

/** The user message that asks for the answer; `plain` is the question alone. */
export function composeAnswer(path: readonly Node[], action: AnswerAction, language: Language): string {
  const prompts = PROMPTS[language];
  return paragraphs(leadOf(path), remarks(path, prompts), action.plain ? '' : prompts.answer);
}

/** What the reader threw in and no message has carried yet. */
function remarks(path: readonly Node[], { remark }: Prompts): string {
  return unsentRemarks(path)
    .map(text => `${remark}\n${text}`)
    .join('\n\n');
}

function stepRequest(path: readonly Node[], { checkAnotherWay, several }: StepAction, prompts: Prompts): string {
  if (checkAnotherWay) return prompts.checkAnotherWay;
  const isBegun = path.some(node => 'turn' in node);
  if (!several) return isBegun ? prompts.nextStep : prompts.firstStep;
  const words = isBegun ? prompts.moreSteps : prompts.allSteps;
  return words.replace('{least}', String(several.least)).replace('{most}', String(several.most));
}

function formOf({ several }: StepAction, rung: Rung, prompts: Prompts): string {
  if (several) return prompts.asMarkedSteps;
  return rung === 'text' ? prompts.asText : prompts.asJson;
}

const paragraphs = (...parts: readonly string[]): string => parts.filter(Boolean).join('\n\n');
