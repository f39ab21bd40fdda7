import * as vscode from 'vscode';
import { assertNever } from '../engine/assertNever.ts';
import type { BaseUrlProblem } from '../model/baseUrl.ts';

/** What is wrong with a text that should be a base URL, and what to write instead. */
export function describeUrlProblem(problem: BaseUrlProblem): string {
  switch (problem) {
    case 'empty':
      return vscode.l10n.t('Type the address of the endpoint, for example http://localhost:8000/v1.');
    case 'not-a-url':
      return vscode.l10n.t('This is no address. It looks like http://localhost:8000/v1.');
    case 'scheme':
      return vscode.l10n.t('The address has to begin with http:// or https://.');
    case 'credentials':
      return vscode.l10n.t('Leave name and password out of the address. A key is set with Stepwise: Set API Key…');
    case 'query':
      return vscode.l10n.t('Leave out the question mark and what follows it.');
    case 'fragment':
      return vscode.l10n.t('Leave out the # and what follows it.');
    default:
      return assertNever(problem);
  }
}
