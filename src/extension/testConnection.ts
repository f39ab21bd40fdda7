import * as vscode from 'vscode';
import { createReaderWords } from '../engine/readerWords.ts';
import { hostOf } from '../model/baseUrl.ts';
import type { CheckResult } from '../model/checks/check.ts';
import { describeCheckLine, describeCheckName } from '../model/checks/checkWords.ts';
import type { CheckOptions } from '../model/checks/tested.ts';
import type { App } from './app.ts';
import { withSignal } from './cancellation.ts';
import { connect, selectModel } from './connect.ts';
import { findEndpoint } from './endpointInUse.ts';
import { askMissingSecrets } from './headerSecrets.ts';
import { setApiKey } from './keyCommands.ts';
import { loadModelBundle } from './modelBundle.ts';
import { showFault } from './notify.ts';
import { describeEndpoint } from './openEndpoint.ts';
import { readSettings } from './settings.ts';
import type { Settings } from './settingsSchema.ts';
import { readerWords, translate } from './words.ts';

/** Tests the connection to the endpoint in use and tells how it is. Gives every outcome, or `undefined` where nothing was tested or it was stopped. */
export async function testConnection(app: App): Promise<readonly CheckResult[] | undefined> {
  const parsed = readSettings();
  if ('fault' in parsed) return void showFault(parsed.fault);
  const { settings } = parsed;
  if (!settings.baseUrl || !settings.model) return void offerToConnect(app);
  if (!(await askMissingSecrets(app.keys, settings))) return undefined;
  const results = await runChecks(app, settings);
  if (results) void tell(app, settings, results);
  return results;
}

async function runChecks(app: App, settings: Settings): Promise<readonly CheckResult[] | undefined> {
  const options = await checkOptions(app, settings);
  const title = vscode.l10n.t('Stepwise: testing the connection to {host}', { host: hostOf(settings.baseUrl) });
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (progress, token) =>
    withSignal(token, async signal => {
      const results: CheckResult[] = [];
      try {
        for await (const result of loadModelBundle().checkEndpoint(options, signal)) {
          results.push(result);
          progress.report({ message: describeCheckName(result.check, translate), increment: 10 });
        }
      } catch (error) {
        if (signal.aborted) return undefined;
        throw error;
      }
      keepContextSize(app, settings, results);
      for (const result of results) app.log.info(describeCheckLine(result, ENGLISH));
      return results;
    }),
  );
}

/** The log is English. */
const ENGLISH = createReaderWords({}, 'en');

async function checkOptions(app: App, settings: Settings): Promise<CheckOptions> {
  const endpoint = await describeEndpoint(app, settings);
  const { contextSize } = findEndpoint(settings) ?? {};
  return { endpoint, stepFormat: settings.stepFormat, contextSize, machine: vscode.env.remoteName };
}

function keepContextSize(app: App, { baseUrl, model }: Settings, results: readonly CheckResult[]): void {
  const tokens = results.find(({ check }) => check === 'context')?.facts['tokens'];
  if (typeof tokens === 'number') app.models.setContextSize(baseUrl, model, tokens);
}

/** One message says how it is; all the lines stand in a document that a button opens. */
async function tell(app: App, settings: Settings, results: readonly CheckResult[]): Promise<void> {
  const details = vscode.l10n.t('Show Details');
  const remedy = remedyFor(results);
  const buttons = [...(remedy ? [remedy.label] : []), details];
  const answer = await showSummary(settings, results, buttons);
  if (answer === details) await showDetails(app, settings, results);
  else if (answer !== undefined) await remedy?.act(app);
}

function showSummary(
  { baseUrl, model }: Settings,
  results: readonly CheckResult[],
  buttons: readonly string[],
): Thenable<string | undefined> {
  const failed = results.find(({ status }) => status === 'failed');
  if (failed) return vscode.window.showErrorMessage(describeCheckLine(failed, readerWords()), ...buttons);
  const facts = { model, host: hostOf(baseUrl), count: results.filter(({ status }) => status === 'warned').length };
  if (facts.count === 0) return vscode.window.showInformationMessage(vscode.l10n.t('{model} on {host}: all is well.', facts), ...buttons);
  const message = vscode.l10n.t('{model} on {host} works. Checks that could be better: {count}.', facts);
  return vscode.window.showWarningMessage(message, ...buttons);
}

interface Remedy {
  readonly label: string;
  readonly act: (app: App) => unknown;
}

/** The command that mends what failed, where there is one. */
function remedyFor(results: readonly CheckResult[]): Remedy | undefined {
  switch (results.find(({ status }) => status === 'failed')?.check) {
    case 'key':
      return { label: vscode.l10n.t('Set API Key'), act: setApiKey };
    case 'model':
      return { label: vscode.l10n.t('Select Model'), act: selectModel };
    default:
      return undefined;
  }
}

async function showDetails({ texts }: App, { baseUrl, model }: Settings, results: readonly CheckResult[]): Promise<void> {
  const lines = results.map(result => describeCheckLine(result, readerWords()));
  await texts.show('Connection.txt', [`${model} · ${baseUrl}`, '', ...lines, ''].join('\n'));
}

async function offerToConnect(app: App): Promise<void> {
  const yes = vscode.l10n.t('Connect');
  const message = vscode.l10n.t('No endpoint is connected yet, so there is nothing to test.');
  if ((await vscode.window.showWarningMessage(message, yes)) === yes) await connect(app, undefined);
}
