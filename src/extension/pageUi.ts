import { PRESET_NAMES } from '../engine/limits.ts';
import { hostOf } from '../model/baseUrl.ts';
import type { PageUi } from '../protocol/messages.ts';
import { connectOffers } from './connectOffers.ts';
import { describeFault, readSettings } from './settings.ts';
import { type SettingFault, type Settings, STRATEGY_NAMES } from './settingsSchema.ts';

/** What the page shows besides the session. `modelsSeen` are those that an endpoint was seen to serve. */
export function readPageUi(modelsSeen: (baseUrl: string) => readonly string[], place: SessionUi): PageUi {
  const parsed = readSettings();
  const ui = 'fault' in parsed ? faultyUi(parsed.fault) : uiOf(parsed.settings, modelsSeen(parsed.settings.baseUrl));
  return { ...ui, ...place };
}

/** What the window knows of its session besides the session itself. */
export type SessionUi = Pick<PageUi, 'branch' | 'queued'>;
type SettingsUi = Omit<PageUi, keyof SessionUi>;

function uiOf({ baseUrl, model, preset, strategy, stepDisplay }: Settings, models: readonly string[]): SettingsUi {
  return {
    ...CHOICES,
    connected: baseUrl !== '' && model !== '',
    endpoint: baseUrl && hostOf(baseUrl),
    offers: connectOffers(),
    preset,
    strategy,
    model,
    models: [...new Set([model, ...models])].filter(Boolean),
    stepDisplay,
  };
}

/** While a setting is wrong nothing can be asked; the page names it. */
function faultyUi(fault: SettingFault): SettingsUi {
  const settingProblem = { setting: `stepwise.${fault.setting}`, message: describeFault(fault) };
  const nothing = { endpoint: '', offers: [], preset: 'balanced', strategy: 'chain', model: '', models: [] };
  return { ...CHOICES, ...nothing, connected: true, stepDisplay: 'auto', settingProblem };
}

const CHOICES = { presets: PRESET_NAMES, strategies: STRATEGY_NAMES };
