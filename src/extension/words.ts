import * as vscode from 'vscode';
import type { Translate } from '../engine/translate.ts';

/** The engine's English messages in VS Code's language. Words of the extension itself are literals of `vscode.l10n.t`. */
export const translate: Translate = (message, values = {}) => vscode.l10n.t(message, { ...values });
