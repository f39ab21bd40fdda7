import * as vscode from 'vscode';
import { createReaderWords, type ReaderWords } from '../engine/readerWords.ts';
import type { Translate } from '../engine/translate.ts';

/** The engine's English messages in VS Code's language. Words of the extension itself are literals of `vscode.l10n.t`. */
export const translate: Translate = (message, values = {}) => vscode.l10n.t(message, { ...values });

/** Words, numbers and times in VS Code's language, for the engine's longer texts. */
export const readerWords = (): ReaderWords => createReaderWords(vscode.l10n.bundle ?? {}, vscode.env.language);
