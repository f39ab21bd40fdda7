import * as z from 'zod/mini';
import { type Limits, PRESET_NAMES, PRESETS } from '../engine/limits.ts';
import { type BaseUrlProblem, parseBaseUrl } from '../model/baseUrl.ts';
import { STEP_FORMATS } from '../model/learned.ts';

/** The strategies that a setting can name; their order is the page's. */
export const STRATEGY_NAMES = ['chain', 'direct', 'single-pass', 'vote', 'verify', 'tree'] as const;

/** The languages of thinking and answer that a setting can name. */
export const LANGUAGE_NAMES = ['auto', 'en', 'zh-cn'] as const;

const stepCount = z.nullable(z.int().check(z.minimum(1), z.maximum(1000)));
const tokenCount = z.nullable(z.int().check(z.minimum(16), z.maximum(10_000_000)));
const seconds = z.number().check(z.minimum(0), z.maximum(86_400));

const dollars = z.number().check(z.nonnegative());
/** US dollars per million tokens. */
const priceSchema = z.object({ input: dollars, cachedInput: z.exactOptional(dollars), output: dollars });

const endpointSchema = z.object({
  name: z.string().check(z.minLength(1)),
  baseUrl: z.string().check(z.minLength(1)),
  model: z.optional(z.string()),
  /** Tokens that the model can see at once, where the server does not say it. */
  contextSize: z.optional(z.int().check(z.minimum(256))),
  headers: z.optional(z.record(z.string(), z.string())),
  parameters: z.optional(z.record(z.string(), z.unknown())),
});
/** One line of the menu of Switch Endpoint…. */
export type Endpoint = z.infer<typeof endpointSchema>;

/** Every setting without its `stepwise.`, as `package.json` lists them; `null` leaves the preset's number. */
export const SETTING_SCHEMAS = {
  baseUrl: z.string(),
  model: z.string(),
  endpoints: z.array(endpointSchema),
  preset: z.enum(PRESET_NAMES),
  strategy: z.enum(STRATEGY_NAMES),
  concurrency: z.int().check(z.minimum(1), z.maximum(64)),
  minSteps: stepCount,
  maxSteps: stepCount,
  maxTokensPerStep: tokenCount,
  maxTokensForAnswer: tokenCount,
  temperature: z.nullable(z.number().check(z.minimum(0), z.maximum(2))),
  maxTokensPerRun: tokenCount,
  maxSecondsPerRun: z.nullable(z.number().check(z.minimum(1), z.maximum(86_400))),
  stepFormat: z.enum(STEP_FORMATS),
  nativeReasoning: z.enum(['auto', 'off', 'on']),
  reasoningAllowance: z.int().check(z.minimum(0), z.maximum(1_000_000)),
  instructions: z.string().check(z.maxLength(100_000)),
  language: z.enum(LANGUAGE_NAMES),
  openIn: z.enum(['auto', 'editor', 'sideBar']),
  stepDisplay: z.enum(['auto', 'expanded', 'collapsed']),
  firstByteTimeoutSeconds: z.nullable(seconds),
  idleTimeoutSeconds: seconds,
  prices: z.record(z.string(), priceSchema),
  'history.enabled': z.boolean(),
  'history.maxSessions': z.int().check(z.minimum(1), z.maximum(100_000)),
  'history.maxMegabytes': z.int().check(z.minimum(1), z.maximum(1_000_000)),
} as const;

const settingsSchema = z.object(SETTING_SCHEMAS);
/** All settings, checked. Times are in seconds, as people write them. */
export type Settings = z.infer<typeof settingsSchema>;
/** A setting's name without `stepwise.`. */
export type SettingName = keyof Settings;
export const SETTING_NAMES = Object.keys(SETTING_SCHEMAS).filter((name): name is SettingName => name in SETTING_SCHEMAS);

/** A setting that cannot be used; `than` names the one that it contradicts. */
export type SettingFault =
  | { readonly why: 'value'; readonly setting: SettingName; readonly value: unknown }
  | { readonly why: 'url'; readonly setting: 'baseUrl'; readonly problem: BaseUrlProblem }
  | { readonly why: 'above'; readonly setting: SettingName; readonly than: SettingName };

/** What VS Code holds for one setting: the value that counts, and what the workspace alone says. */
export interface SettingValue {
  readonly value: unknown;
  readonly ofUser?: unknown;
  readonly ofWorkspace?: unknown;
}
export type SettingValues = Readonly<Record<SettingName, SettingValue>>;

/** Checked settings (a base URL in its one form, or empty), or the first one that cannot be used. */
export type ParsedSettings = { readonly settings: Settings } | { readonly fault: SettingFault };

/** Checks every setting; what a workspace sets is held to the limits of `thorough`, so that opening a folder cannot burn a paid key. */
export function parseSettings(values: SettingValues): ParsedSettings {
  const wrong = SETTING_NAMES.find(name => !z.safeParse(SETTING_SCHEMAS[name], values[name].value).success);
  if (wrong) return { fault: { why: 'value', setting: wrong, value: values[wrong].value } };
  const settings = z.parse(
    settingsSchema,
    mapSettings(name => bounded(name, values[name])),
  );
  const fault = findContradiction(settings);
  return fault ? { fault } : withTidyBaseUrl(settings);
}

function withTidyBaseUrl(settings: Settings): ParsedSettings {
  if (!settings.baseUrl.trim()) return { settings: { ...settings, baseUrl: '' } };
  const parsed = parseBaseUrl(settings.baseUrl);
  if ('problem' in parsed) return { fault: { why: 'url', setting: 'baseUrl', problem: parsed.problem } };
  return { settings: { ...settings, baseUrl: parsed.baseUrl } };
}

/** The preset's limits with the reader's own numbers on top. */
export function limitsOf(settings: Settings): Limits {
  const { minSteps, maxSteps, maxTokensPerStep, maxTokensForAnswer, temperature, maxTokensPerRun, maxSecondsPerRun } = settings;
  const preset = PRESETS[settings.preset];
  return {
    minSteps: minSteps ?? preset.minSteps,
    maxSteps: maxSteps ?? preset.maxSteps,
    maxTokensPerStep: maxTokensPerStep ?? preset.maxTokensPerStep,
    maxTokensForAnswer: maxTokensForAnswer ?? preset.maxTokensForAnswer,
    temperature: temperature ?? preset.temperature,
    ...(maxTokensPerRun === null ? {} : { maxTokensPerRun }),
    ...(maxSecondsPerRun === null ? {} : { maxSecondsPerRun }),
  };
}

/** One value for each setting. */
export function mapSettings<Value>(read: (name: SettingName) => Value): Readonly<Record<SettingName, Value>> {
  return Object.fromEntries(SETTING_NAMES.map(name => [name, read(name)])) as Record<SettingName, Value>;
}

/** The most that a workspace may set; for the two budgets of a run only the user's own number binds it. */
const WORKSPACE_MAXIMUM: Partial<Record<SettingName, number>> = {
  minSteps: PRESETS.thorough.minSteps,
  maxSteps: PRESETS.thorough.maxSteps,
  maxTokensPerStep: PRESETS.thorough.maxTokensPerStep,
  maxTokensForAnswer: PRESETS.thorough.maxTokensForAnswer,
  reasoningAllowance: 4096,
};
const RUN_BUDGETS: readonly SettingName[] = ['maxTokensPerRun', 'maxSecondsPerRun'];

function bounded(name: SettingName, { value, ofUser, ofWorkspace }: SettingValue): unknown {
  if (ofWorkspace === undefined) return value;
  if (RUN_BUDGETS.includes(name)) return lowerOf(value, ofUser);
  const maximum = WORKSPACE_MAXIMUM[name];
  return typeof value === 'number' && maximum !== undefined ? Math.min(value, maximum) : value;
}

function lowerOf(value: unknown, ofUser: unknown): unknown {
  if (typeof ofUser !== 'number') return value;
  return typeof value === 'number' ? Math.min(value, ofUser) : ofUser;
}

function findContradiction(settings: Settings): SettingFault | undefined {
  const { minSteps, maxSteps } = limitsOf(settings);
  if (minSteps <= maxSteps) return undefined;
  return settings.minSteps === null
    ? { why: 'above', setting: 'maxSteps', than: 'minSteps' }
    : { why: 'above', setting: 'minSteps', than: 'maxSteps' };
}
