import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { describeOutlook } from '../engine/outlook.ts';
import type { Question } from '../engine/question.ts';
import { estimateTokens } from '../engine/tokens.ts';
import { hostOf, isPrivate, originOf } from '../model/baseUrl.ts';
import type { NextQuestion } from './nextQuestion.ts';
import type { Settings } from './settingsSchema.ts';
import { readerWords } from './words.ts';

const AGREED_UNDER = 'stepwise.dearRuns';
const agreedSchema = z.array(z.string());

/** Asks the reader, once for an endpoint, before it is made to think as dearly as is chosen. True where it may. */
export async function confirmDearRun(memory: vscode.Memento, next: NextQuestion, settings: Settings, question: Question): Promise<boolean> {
  // What this machine or one nearby thinks costs nothing.
  if (isPrivate(settings.baseUrl)) return true;
  const outlook = next.outlook(settings, tokensOfQuestion(question));
  const agreed = z.safeParse(agreedSchema, memory.get(AGREED_UNDER)).data ?? [];
  const key = [originOf(settings.baseUrl), settings.strategy, settings.preset].join(' ');
  if (!outlook || agreed.includes(key)) return true;
  if (!(await askReader(describeOutlook(outlook, readerWords()), settings))) return false;
  await memory.update(AGREED_UNDER, [...agreed, key]);
  return true;
}

async function askReader(outlook: string, { baseUrl, model }: Settings): Promise<boolean> {
  const ask = vscode.l10n.t('Ask');
  const message = vscode.l10n.t('This way of thinking takes many tokens. Ask {model} on {host}?', { model, host: hostOf(baseUrl) });
  const detail = vscode.l10n.t('{outlook}. You are asked this once for this endpoint.', { outlook });
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, ask)) === ask;
}

const tokensOfQuestion = ({ instruction, excerpts }: Question): number =>
  [instruction, ...excerpts.map(({ text }) => text)].reduce((sum, text) => sum + estimateTokens(text), 0);
