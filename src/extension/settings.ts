import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { describeBaseUrlProblem, parseBaseUrl } from '../model/baseUrl.ts';
import type { History } from './pruneSessions.ts';
import {
  mapSettings,
  type ParsedSettings,
  parseSettings,
  SETTING_SCHEMAS,
  type SettingFault,
  type SettingName,
  type Settings,
  type SettingValue,
} from './settingsSchema.ts';
import { translate } from './words.ts';

const SECTION = 'stepwise';

/** All settings as they stand now, or the first one that cannot be used. Nothing is kept: a change counts from the next question on. */
export function readSettings(): ParsedSettings {
  const stored = vscode.workspace.getConfiguration(SECTION);
  return parseSettings(mapSettings(name => readValue(stored, name)));
}

/** Whether an endpoint and a model are set. Asked at every activation, so only these two are read: VS Code takes 9 ms for all of them. */
export function isConnected(): boolean {
  const stored = vscode.workspace.getConfiguration(SECTION);
  const [baseUrl, model] = [stored.get<unknown>('baseUrl'), stored.get<unknown>('model')];
  return typeof baseUrl === 'string' && 'baseUrl' in parseBaseUrl(baseUrl) && typeof model === 'string' && model !== '';
}

const BYTES_PER_MEGABYTE = 1_000_000;

/** Whether and how many sessions are kept. A value that cannot be used keeps everything: nothing is thrown away by mistake. */
export function readHistory(): History {
  const stored = vscode.workspace.getConfiguration(SECTION);
  const readNumber = (name: 'history.maxSessions' | 'history.maxMegabytes'): number =>
    z.safeParse(SETTING_SCHEMAS[name], stored.get(name)).data ?? Number.POSITIVE_INFINITY;
  return {
    enabled: stored.get('history.enabled') !== false,
    maxSessions: readNumber('history.maxSessions'),
    maxBytes: readNumber('history.maxMegabytes') * BYTES_PER_MEGABYTE,
  };
}

function readValue(stored: vscode.WorkspaceConfiguration, name: SettingName): SettingValue {
  const places = stored.inspect(name);
  return {
    value: stored.get<unknown>(name),
    ofUser: places?.globalValue,
    ofWorkspace: places?.workspaceFolderValue ?? places?.workspaceValue,
  };
}

/** Writes a setting where it has an effect: in the workspace where that already has a word in it, else for the user. */
export async function writeSetting<Name extends SettingName>(name: Name, value: Settings[Name]): Promise<void> {
  const stored = vscode.workspace.getConfiguration(SECTION);
  const inWorkspace = stored.inspect(name)?.workspaceValue !== undefined && vscode.workspace.isTrusted;
  await stored.update(name, value, inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global);
}

/** Tells what is wrong with a setting, and what to do. */
export function describeFault(fault: SettingFault): string {
  const setting = `${SECTION}.${fault.setting}`;
  if (fault.why === 'value') {
    const value = JSON.stringify(fault.value) ?? 'undefined';
    return vscode.l10n.t('The setting {setting} cannot be {value}. Correct it, then ask again.', { setting, value });
  }
  if (fault.why === 'url') return `${setting}: ${describeBaseUrlProblem(fault.problem, translate)}`;
  const than = `${SECTION}.${fault.than}`;
  return fault.setting === 'minSteps'
    ? vscode.l10n.t('The setting {setting} is above {than}. Lower it, then ask again.', { setting, than })
    : vscode.l10n.t('The setting {setting} is below the smallest number of steps. Raise it, then ask again.', { setting });
}

/** Opens the settings editor at one setting. */
export async function openSetting(setting: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', setting);
}

/** Calls `listen` whenever a setting of Stepwise has changed. */
export const onDidChangeSettings = (listen: () => void): vscode.Disposable =>
  vscode.workspace.onDidChangeConfiguration(change => {
    if (change.affectsConfiguration(SECTION)) listen();
  });
