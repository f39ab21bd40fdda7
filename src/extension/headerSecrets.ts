import * as vscode from 'vscode';
import { hostOf } from '../model/baseUrl.ts';
import type { Address } from '../model/outgoingHeaders.ts';
import type { ApiKeys } from './apiKeys.ts';
import { findEndpoint } from './endpointInUse.ts';
import { fillSecrets, secretNames } from './namedSecrets.ts';
import type { Settings } from './settingsSchema.ts';

/** The reader's headers for the endpoint in use, with their secrets in place, and those secrets. */
export async function readHeaders(keys: ApiKeys, settings: Settings): Promise<Required<Pick<Address, 'headers' | 'secrets'>>> {
  const headers = findEndpoint(settings)?.headers ?? {};
  const secrets = new Map<string, string>();
  for (const name of secretNames(headers)) {
    const secret = await keys.readNamed(settings.baseUrl, name);
    if (secret) secrets.set(name, secret);
  }
  return { headers: fillSecrets(headers, secrets), secrets: [...secrets.values()] };
}

/** Asks for the secrets of the headers that nobody has given yet. False where the reader turned away. */
export async function askMissingSecrets(keys: ApiKeys, settings: Settings): Promise<boolean> {
  for (const name of secretNames(findEndpoint(settings)?.headers ?? {})) {
    if (await keys.readNamed(settings.baseUrl, name)) continue;
    const secret = await askSecret(settings.baseUrl, name);
    if (!secret) return false;
    await keys.storeNamed(settings.baseUrl, name, secret);
  }
  return true;
}

async function askSecret(baseUrl: string, name: string): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Secret {name} for {host}', { name, host: hostOf(baseUrl) }),
    prompt: vscode.l10n.t("It is kept in VS Code's secret storage and sent to {host} only.", { host: hostOf(baseUrl) }),
    password: true,
    ignoreFocusOut: true,
  });
  return typed?.trim();
}
