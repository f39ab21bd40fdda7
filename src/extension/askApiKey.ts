import * as vscode from 'vscode';
import { hostOf } from '../model/baseUrl.ts';
import type { ApiKeys } from './apiKeys.ts';
import { mendApiKey } from './apiKeyText.ts';

/** Asks for a key and stores it; an empty one is not taken. False where the reader turned away. */
export async function askApiKey(keys: ApiKeys, baseUrl: string): Promise<boolean> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('API key for {host}', { host: hostOf(baseUrl) }),
    prompt: vscode.l10n.t("It is kept in VS Code's secret storage and sent to {host} only.", { host: hostOf(baseUrl) }),
    password: true,
    ignoreFocusOut: true,
    validateInput: text => (mendApiKey(text) ? undefined : vscode.l10n.t('Paste the key as the provider shows it.')),
  });
  const key = typed === undefined ? undefined : mendApiKey(typed);
  if (!key) return false;
  await keys.store(baseUrl, key);
  return true;
}
