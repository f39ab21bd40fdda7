import * as vscode from 'vscode';
import type { RunSpec } from '../engine/run.ts';
import { totalsOf } from '../engine/session.ts';
import { hostOf, originOf } from '../model/baseUrl.ts';
import type { App } from './app.ts';
import { begin, placeOf, settingsForRun, showPage } from './asking.ts';
import type { StartedRun } from './runningRun.ts';
import type { Settings } from './settingsSchema.ts';

/** Which run to take up again, and how. */
export interface ResumeWish {
  /** The newest that can be, where none is named. */
  readonly runId?: string;
  /** `answer`: with the steps that there are. */
  readonly wish?: 'answer';
}

/** Goes on with the newest run of the session that ended without its answer, and shows it. */
export async function resumeNewest(app: App): Promise<StartedRun | undefined> {
  await app.restoreSession();
  if (!app.runs.resumable()) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no run to resume in this session.'));
    return undefined;
  }
  if (!app.panel.isVisible && !app.sideView.isVisible) await showPage(app, placeOf('sideBar'), { preserveFocus: true });
  return resume(app);
}

/** Goes on with a run that ended without its answer. Resolves at its start; `undefined` where it cannot go on. */
export async function resume(app: App, { runId, wish }: ResumeWish = {}): Promise<StartedRun | undefined> {
  if (!app.runs.resumable(runId) || !(await app.claimSession())) return undefined;
  const earlier = app.runs.resumable(runId);
  const settings = earlier && (await settingsForRun(app));
  if (!settings || !(await confirmChange(earlier.spec, settings))) return undefined;
  // The reader may have taken a while to answer.
  if (app.runs.resumable(earlier.run.runId)?.run !== earlier.run) return undefined;
  const remarks = earlier.run.remarks.map(({ text }) => text);
  const before = { spent: totalsOf(earlier.run), remarks, ...(wish && { wish }) };
  return app.runs.start(app.runStarts.resume(earlier.spec, before, settings));
}

/** Asks the newest question that is shown once more, as a run of its own. */
export async function tryAgain(app: App): Promise<void> {
  const shown = app.comparison.pair?.right ?? app.branch.standing.at(-1)?.runId;
  const earlier = app.runs.earlier(run => run.runId === shown);
  const asked = app.lastAsked.value;
  if (asked && !earlier?.spec.purpose && (!earlier || asked.instruction === earlier.run.question)) return void (await begin(app, asked));
  // After a reload only the session still knows the question with its excerpt.
  const settings = earlier && (await app.claimSession()) && (await settingsForRun(app));
  if (settings) await app.runs.start(app.runStarts.again(earlier.spec, settings));
}

/** The run goes on with the server and model in use; where that is another than before, the reader is asked. */
export async function confirmChange(spec: RunSpec, { baseUrl, model }: Settings): Promise<boolean> {
  const isSameServer = spec.origin === undefined || spec.origin === originOf(baseUrl);
  if (isSameServer && spec.model === model) return true;
  const goOn = vscode.l10n.t('Go On');
  const question = vscode.l10n.t('Go on with {model} on {host}?', { model, host: hostOf(baseUrl) });
  const detail = vscode.l10n.t('The steps so far are by {model} on {host}. They would be sent along with the question.', {
    model: spec.model,
    host: hostOf(spec.origin ?? baseUrl),
  });
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, goOn)) === goOn;
}
