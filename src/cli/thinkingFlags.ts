import type { Language } from '../engine/language.ts';
import { type LimitOverrides, type Limits, PRESET_NAMES, PRESETS, type PresetName, resolveLimits } from '../engine/limits.ts';
import type { Translate } from '../engine/translate.ts';
import { STEP_FORMATS, type StepFormat } from '../model/learned.ts';
import type { FlagTable, ParsedFlags } from './flags.ts';
import { type NumberRange, readChoice, readNumber } from './flagValues.ts';
import { UsageError } from './usageError.ts';

/** How a question is to be thought about, and how long is waited for words. */
export interface ThinkingOptions {
  readonly preset: PresetName;
  readonly limits: Limits;
  readonly language: Language | 'auto';
  readonly stepFormat: StepFormat;
  /** `undefined`: as fits the endpoint. 0: none. */
  readonly firstByteTimeoutSeconds?: number | undefined;
  readonly idleTimeoutSeconds: number;
}

/** Those of them that set limits. */
export const LIMITS: FlagTable = {
  preset: 'value',
  'min-steps': 'value',
  'max-steps': 'value',
  'max-tokens-per-step': 'value',
  'max-tokens-for-answer': 'value',
  temperature: 'value',
};

/** The flags that say so. */
export const THINKING: FlagTable = {
  ...LIMITS,
  language: 'value',
  'step-format': 'value',
  'first-byte-timeout': 'value',
  'idle-timeout': 'value',
};

const STEPS: NumberRange = { min: 1, max: 1000, isWhole: true };
const TOKENS: NumberRange = { min: 16, max: 10_000_000, isWhole: true };
const TEMPERATURE: NumberRange = { min: 0, max: 2, isWhole: false };
const SECONDS: NumberRange = { min: 0, max: 86_400, isWhole: false };

const REQUESTS: NumberRange = { min: 1, max: 64, isWhole: true };

const IDLE_SECONDS = 120;
/** As in VS Code: a server on a laptop is not drowned. */
const USUAL_CONCURRENCY = 2;

/** How many requests may be under way at once. Throws `UsageError`. */
export const readConcurrency = (flags: ParsedFlags, t: Translate): number =>
  readNumber(flags, 'concurrency', REQUESTS, t) ?? USUAL_CONCURRENCY;

/** Reads the flags of `THINKING`; what is not given is as the preset says. Throws `UsageError`. */
export function readThinking(flags: ParsedFlags, t: Translate): ThinkingOptions {
  const preset = readChoice(flags, 'preset', PRESET_NAMES, t) ?? 'balanced';
  return {
    preset,
    limits: readLimits(flags, preset, t),
    language: readChoice(flags, 'language', ['auto', 'en', 'zh-cn'], t) ?? 'auto',
    stepFormat: readChoice(flags, 'step-format', STEP_FORMATS, t) ?? 'auto',
    firstByteTimeoutSeconds: readNumber(flags, 'first-byte-timeout', SECONDS, t),
    idleTimeoutSeconds: readNumber(flags, 'idle-timeout', SECONDS, t) ?? IDLE_SECONDS,
  };
}

function readLimits(flags: ParsedFlags, preset: PresetName, t: Translate): Limits {
  return resolveLimits(preset, {
    ...readSteps(flags, preset, t),
    maxTokensPerStep: readNumber(flags, 'max-tokens-per-step', TOKENS, t),
    maxTokensForAnswer: readNumber(flags, 'max-tokens-for-answer', TOKENS, t),
    temperature: readNumber(flags, 'temperature', TEMPERATURE, t),
  });
}

/** A number that was typed wins over one that only comes from the preset. */
function readSteps(flags: ParsedFlags, preset: PresetName, t: Translate): LimitOverrides {
  const min = readNumber(flags, 'min-steps', STEPS, t);
  const max = readNumber(flags, 'max-steps', STEPS, t);
  if (min !== undefined && max !== undefined && min > max) {
    throw new UsageError(t('--min-steps {min} is above --max-steps {max}.', { min, max }));
  }
  const usual = PRESETS[preset];
  return {
    minSteps: min ?? Math.min(usual.minSteps, max ?? usual.minSteps),
    maxSteps: max ?? Math.max(usual.maxSteps, min ?? usual.maxSteps),
  };
}
