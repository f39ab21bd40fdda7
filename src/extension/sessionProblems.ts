import * as vscode from 'vscode';
import { assertNever } from '../engine/assertNever.ts';
import { TakenError } from './growingFile.ts';
import type { Log } from './log.ts';

/** What can be wrong with the file of a session. */
export type SessionProblem =
  /** Lines that could not be read, counted from 1; nothing builds on them. */
  | { readonly about: 'lines'; readonly numbers: readonly number[] }
  /** Lines are missing that others build on. */
  | { readonly about: 'damaged' }
  | { readonly about: 'newer' }
  | { readonly about: 'set-aside'; readonly name: string }
  | { readonly about: 'no-access'; readonly why: unknown }
  | { readonly about: 'in-use' }
  | { readonly about: 'not-kept'; readonly why: unknown };

/** Tells the reader what is wrong with a session's file, and what becomes of it. */
export function tellSessionProblem(problem: SessionProblem, log: Pick<Log, 'info'>): void {
  const message = describeSessionProblem(problem);
  log.info(problem.about === 'lines' ? `${message} (${problem.numbers.join(', ')})` : message);
  void (problem.about === 'in-use' ? vscode.window.showInformationMessage(message) : vscode.window.showWarningMessage(message));
}

function describeSessionProblem(problem: SessionProblem): string {
  const { t } = vscode.l10n;
  switch (problem.about) {
    case 'lines':
      return t('This session was not stored whole: lines that could not be read are left out ({count}).', {
        count: problem.numbers.length,
      });
    case 'damaged':
      return t('Parts of this session are missing in its file. What is left can be read; a question begins a session of its own.');
    case 'newer':
      return t('This session was written by a newer version of Stepwise. It is left as it is: update Stepwise to see it.');
    case 'set-aside':
      return t('The file of this session cannot be read. It is kept under the name {name}.', { name: problem.name });
    case 'no-access':
      return t('This session cannot be opened: {reason}.', { reason: reasonOf(problem.why) });
    case 'in-use':
      return t('Another window works on this session. Here it can be read; a question begins a session of its own.');
    case 'not-kept':
      return t('This session is not being kept: {reason}. What you see stays until the window is closed.', {
        reason: reasonOf(problem.why),
      });
    default:
      return assertNever(problem);
  }
}

/** The commonest reasons in the reader's words, any other in those of the system. */
function reasonOf(why: unknown): string {
  const code = why instanceof Error && 'code' in why ? why.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return vscode.l10n.t('the disk is full');
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return vscode.l10n.t('its folder cannot be written to');
  if (why instanceof TakenError) return vscode.l10n.t('another window works on it');
  return why instanceof Error ? why.message.replace(/\.$/, '') : String(why);
}
