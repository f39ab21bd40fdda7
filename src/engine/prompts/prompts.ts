import type { Language } from '../language.ts';
import type { PresetName } from '../limits.ts';
import { en } from './en.ts';
import { zhCn } from './zhCn.ts';

/** Every word that Stepwise says to a model, in one language. */
export interface Prompts {
  /** The system message of each preset; `{minSteps}` is filled in. At most 260 tokens each. */
  readonly system: Readonly<Record<PresetName, string>>;
  /** Marks the excerpts of a question as material. */
  readonly material: string;
  readonly firstStep: string;
  readonly nextStep: string;
  readonly checkAnotherWay: string;
  readonly asJson: string;
  readonly asText: string;
  readonly answer: string;
  readonly goOnWriting: string;
}

/** The prompts in the language of the run. */
export const PROMPTS: Readonly<Record<Language, Prompts>> = { en, 'zh-cn': zhCn };
