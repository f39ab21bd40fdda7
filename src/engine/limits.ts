/** How far a run may go. Tokens are the server's; `maxTokensPerStep` counts the visible step. */
export interface Limits {
  readonly minSteps: number;
  readonly maxSteps: number;
  readonly maxTokensPerStep: number;
  readonly maxTokensForAnswer: number;
  readonly temperature: number;
  /** Over all requests of the run, prompt and completion. */
  readonly maxTokensPerRun?: number;
  readonly maxSecondsPerRun?: number;
}

export const PRESET_NAMES = ['quick', 'balanced', 'thorough'] as const;
export type PresetName = (typeof PRESET_NAMES)[number];

/** The limits that each preset stands for. */
export const PRESETS: Readonly<Record<PresetName, Limits>> = {
  quick: { minSteps: 3, maxSteps: 5, maxTokensPerStep: 500, maxTokensForAnswer: 1500, temperature: 0.2 },
  balanced: { minSteps: 3, maxSteps: 10, maxTokensPerStep: 1000, maxTokensForAnswer: 4000, temperature: 0.2 },
  thorough: { minSteps: 5, maxSteps: 25, maxTokensPerStep: 1000, maxTokensForAnswer: 4000, temperature: 0.2 },
};

/** A reader's own numbers; `undefined` and `null` leave the preset's. */
export type LimitOverrides = { readonly [K in keyof Limits]?: Limits[K] | null | undefined };

/** The preset's limits with the reader's own on top. */
export function resolveLimits(preset: PresetName, overrides: LimitOverrides = {}): Limits {
  const chosen = Object.entries(overrides).filter(([, value]) => value !== undefined && value !== null);
  return { ...PRESETS[preset], ...Object.fromEntries(chosen) };
}
