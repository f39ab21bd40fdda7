import * as vscode from 'vscode';
import { hostOf } from '../model/baseUrl.ts';
import type { App } from './app.ts';
import { askApiKey } from './askApiKey.ts';
import { connect } from './connect.ts';
import { showFault } from './notify.ts';
import { readSettings } from './settings.ts';

/** Asks for the key of the endpoint in use and keeps it for that origin alone. True where one was given. */
export async function setApiKey(app: App): Promise<boolean> {
  const baseUrl = baseUrlInUse();
  if (baseUrl === undefined) return false;
  if (baseUrl === '') return (await connect(app, undefined)) !== undefined;
  return askApiKey(app.keys, baseUrl);
}

/** Forgets the key of the endpoint in use. */
export async function clearApiKey(app: App): Promise<void> {
  const baseUrl = baseUrlInUse();
  if (!baseUrl) return;
  await app.keys.clear(baseUrl);
  void vscode.window.showInformationMessage(vscode.l10n.t('The API key for {host} is forgotten.', { host: hostOf(baseUrl) }));
}

/** Empty where nothing is connected; `undefined` where the setting cannot be used, which is said. */
function baseUrlInUse(): string | undefined {
  const parsed = readSettings();
  if ('settings' in parsed) return parsed.settings.baseUrl;
  void showFault(parsed.fault);
  return undefined;
}
