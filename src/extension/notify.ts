import * as vscode from 'vscode';
import { describeFault, openSetting } from './settings.ts';
import type { SettingFault } from './settingsSchema.ts';

/** Names a setting that cannot be used, with a button that opens it. */
export async function showFault(fault: SettingFault): Promise<void> {
  const open = vscode.l10n.t('Open Setting');
  const answer = await vscode.window.showErrorMessage(describeFault(fault), open);
  if (answer === open) await openSetting(`stepwise.${fault.setting}`);
}
