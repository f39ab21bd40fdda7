import * as vscode from 'vscode';
import { displayTitle, type StepText } from '../engine/step.ts';

/** A step in a list to choose from. `chain`: its 0-based number where it is not of the chain that counts. */
export function labelOfStep({ index, title }: Pick<StepText, 'title'> & { readonly index: number }, chain?: number): string {
  const label = vscode.l10n.t('Step {number}: {title}', { number: index + 1, title: displayTitle(title) });
  return chain === undefined ? label : vscode.l10n.t('Chain {number} · {step}', { number: chain + 1, step: label });
}
