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
  /** After a step that said what was said already. */
  readonly doNotRepeat: string;
  readonly asJson: string;
  readonly asText: string;
  readonly answer: string;
  readonly goOnWriting: string;
  /** Before what earlier steps have found, where they are passed on in brief. */
  readonly established: string;
  /** Names an answer that was given in the midst of steps. */
  readonly earlierAnswer: string;
  /** Before what the reader threw in. */
  readonly remark: string;
  /** Before a question about the step `{number}`, `{title}`. */
  readonly aboutStep: string;
  /** Before answers, each with its number, of which the one is to be named that agrees best with the others. */
  readonly pick: string;
  /** Before two answers of which is to be said whether they say the same. */
  readonly same: string;
  /** Tells a chain that two others came to `{one}` and to `{other}`. */
  readonly doubt: string;
  /** Asks for all steps in one reply, `{least}` to `{most}` of them. */
  readonly allSteps: string;
  /** The same where there are steps already. */
  readonly moreSteps: string;
  readonly asMarkedSteps: string;
  /** In the place of `{lines}` lines of an excerpt. */
  readonly leftOut: string;
}

/** The prompts in the language of the run. */
export const PROMPTS: Readonly<Record<Language, Prompts>> = { en, 'zh-cn': zhCn };
