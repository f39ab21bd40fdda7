import { basename } from 'node:path';
import { PRESET_NAMES } from '../engine/limits.ts';
import { hostOf } from '../model/baseUrl.ts';
import type { PageUi } from '../protocol/messages.ts';
import { connectOffers } from './connectOffers.ts';
import { describePlace, selectedPlace, shownEditor } from './selectedPlace.ts';
import { describeFault, readSettings } from './settings.ts';
import { LANGUAGE_NAMES, type SettingFault, type Settings, STRATEGY_NAMES } from './settingsSchema.ts';

/** What the page shows besides the session. `modelsSeen` are those that an endpoint was seen to serve. */
export function readPageUi(
  modelsSeen: (baseUrl: string) => readonly string[],
  next: (settings: Settings) => QuestionUi,
  place: SessionUi,
): PageUi {
  const parsed = readSettings();
  if ('fault' in parsed) return { ...faultyUi(parsed.fault), ...place };
  const { settings } = parsed;
  const ui = uiOf(settings, modelsSeen(settings.baseUrl));
  return { ...ui, ...(ui.connected ? next(settings) : {}), ...place, ...openFileUi() };
}

function openFileUi(): Pick<PageUi, 'openFile'> {
  const editor = shownEditor();
  return editor ? { openFile: basename(editor.document.uri.path) } : {};
}

/** What is known of the next question; nothing while nobody can be asked. */
type QuestionUi = Pick<PageUi, 'context' | 'outlook'>;

/** What the window knows of its session besides the session itself. */
export type SessionUi = Pick<PageUi, 'branch' | 'compared' | 'queued' | 'attachments' | 'selection'>;
type SettingsUi = Omit<PageUi, keyof SessionUi>;

function uiOf({ baseUrl, model, preset, strategy, language, stepDisplay, prices }: Settings, models: readonly string[]): SettingsUi {
  return {
    ...CHOICES,
    connected: baseUrl !== '' && model !== '',
    endpoint: baseUrl && hostOf(baseUrl),
    offers: connectOffers(),
    preset,
    strategy,
    model,
    models: [...new Set([model, ...models])].filter(Boolean),
    language,
    stepDisplay,
    prices,
  };
}

/** While a setting is wrong nothing can be asked; the page names it. */
function faultyUi(fault: SettingFault): SettingsUi {
  const settingProblem = { setting: `stepwise.${fault.setting}`, message: describeFault(fault) };
  const nothing = { endpoint: '', offers: [], preset: 'balanced', strategy: 'chain', model: '', models: [], language: 'auto' };
  return { ...CHOICES, ...nothing, connected: true, stepDisplay: 'auto', prices: {}, settingProblem };
}

const CHOICES = { presets: PRESET_NAMES, strategies: STRATEGY_NAMES, languages: LANGUAGE_NAMES };

/** What is selected in the editor, to be offered; nothing where it goes along already. */
export function offeredSelection(attachments: PageUi['attachments']): Pick<PageUi, 'selection'> {
  const place = selectedPlace();
  const label = place && describePlace(place.document.uri, place.span);
  return label === undefined || attachments.some(attachment => attachment.label === label) ? {} : { selection: { label } };
}
