import * as vscode from 'vscode';
import { estimateTokens } from '../engine/tokens.ts';
import { hostOf, isLoopback } from '../model/baseUrl.ts';
import { type ChosenExcerpt, describeExcerpt } from './excerpt.ts';
import { isGitIgnored } from './gitIgnored.ts';
import { holdsSecret, isSecretName } from './secretLooks.ts';

/** Asks what to find out; one Enter accepts what is suggested. For an endpoint elsewhere the box says how much goes where. */
export async function askInstruction(chosen: ChosenExcerpt, baseUrl: string, suggested?: string): Promise<string | undefined> {
  const value = suggested ?? vscode.l10n.t('Explain what this code does, and look for mistakes in it.');
  const instruction = await vscode.window.showInputBox({
    title: vscode.l10n.t('Reason about {excerpt}', { excerpt: describeExcerpt(chosen) }),
    prompt: isLoopback(baseUrl) ? vscode.l10n.t('What do you want to find out?') : describeSending(chosen, baseUrl),
    value,
  });
  return instruction === undefined ? undefined : instruction.trim() || value;
}

/** Asks once more before something unusual leaves this machine. True where it may. */
export async function confirmSending(chosen: ChosenExcerpt, baseUrl: string): Promise<boolean> {
  if (isLoopback(baseUrl)) return true;
  const reason = await findReason(chosen);
  if (!reason) return true;
  const send = vscode.l10n.t('Send');
  const answer = await vscode.window.showWarningMessage(reason, { modal: true, detail: describeSending(chosen, baseUrl) }, send);
  return answer === send;
}

async function findReason(chosen: ChosenExcerpt): Promise<string | undefined> {
  const { path, text } = chosen.excerpt;
  if (isSecretName(chosen.uri.path)) return vscode.l10n.t('{path} is the kind of file that holds keys or passwords. Send it?', { path });
  if (holdsSecret(text)) return vscode.l10n.t('This part of {path} looks as if it holds a key. Send it?', { path });
  if (await isGitIgnored(chosen.uri)) return vscode.l10n.t('Git ignores {path}. Send it all the same?', { path });
  const isDocument = chosen.scope.of === 'document' || chosen.scope.of === 'part';
  return isDocument ? vscode.l10n.t('Nothing is selected. Send {excerpt}?', { excerpt: describeExcerpt(chosen) }) : undefined;
}

/** `12 lines, about 340 tokens, go to api.openai.com.` */
function describeSending({ excerpt }: ChosenExcerpt, baseUrl: string): string {
  const lines = excerpt.endLine - excerpt.startLine + 1;
  const tokens = estimateTokens(excerpt.text);
  return vscode.l10n.t('What do you want to find out? Lines: {lines}, tokens: about {tokens}. They go to {host}.', {
    lines,
    tokens,
    host: hostOf(baseUrl),
  });
}
