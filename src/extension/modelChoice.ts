import * as vscode from 'vscode';
import { ModelError } from '../engine/errors.ts';
import { describeFailure } from '../engine/failureWords.ts';
import { hostOf } from '../model/baseUrl.ts';
import type { ListedModel } from '../model/listModels.ts';
import type { Address } from '../model/outgoingHeaders.ts';
import { confidentialWords } from '../model/secrets.ts';
import type { App } from './app.ts';
import { askApiKey } from './askApiKey.ts';
import { withSignal } from './cancellation.ts';
import { readHeaders } from './headerSecrets.ts';
import { loadModelBundle } from './modelBundle.ts';
import { readSettings } from './settings.ts';
import { readerWords, translate } from './words.ts';

/** What a server listed, or why it did not; a list that failed is never an empty one. */
type Listing = { readonly models: readonly ListedModel[] } | { readonly error: unknown };

/** Lets the reader choose among the models that the endpoint serves; another name can always be typed. `model` is the one in use. */
export async function chooseModel(app: App, baseUrl: string, model = ''): Promise<string | undefined> {
  const listing = await list(app, baseUrl);
  return listing && pickModel(baseUrl, listing, model);
}

/** The first model that the endpoint serves, without a question where it tells. */
export async function firstModel(app: App, baseUrl: string): Promise<string | undefined> {
  const listing = await list(app, baseUrl);
  if (!listing) return undefined;
  const first = 'models' in listing ? listing.models[0]?.id : undefined;
  return first ?? pickModel(baseUrl, listing, '');
}

/** Asks the server; where it wants a key, asks the reader for one and once more the server. `undefined` where the reader turned away. */
async function list(app: App, baseUrl: string): Promise<Listing | undefined> {
  const listing = await listOnce(app, baseUrl);
  const isRefused = listing && 'error' in listing && listing.error instanceof ModelError && listing.error.kind === 'auth';
  if (!isRefused) return listing;
  return (await askApiKey(app.keys, baseUrl)) ? listOnce(app, baseUrl) : undefined;
}

async function listOnce(app: App, baseUrl: string): Promise<Listing | undefined> {
  const title = vscode.l10n.t('Stepwise: asking {host} for its models', { host: hostOf(baseUrl) });
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (_progress, token) =>
    withSignal(token, async signal => {
      const listing = await askServer(app, baseUrl, signal);
      return signal.aborted ? undefined : listing;
    }),
  );
}

async function askServer(app: App, baseUrl: string, signal: AbortSignal): Promise<Listing> {
  try {
    const { userAgent } = app;
    const address = { baseUrl, apiKey: await app.keys.read(baseUrl), ...(await headersFor(app, baseUrl)), userAgent };
    app.log.hide(confidentialWords(address));
    const models = await loadModelBundle().listModels(address, { signal });
    app.models.take(baseUrl, models);
    app.log.info(`${hostOf(baseUrl)} lists ${models.length} models`);
    return { models };
  } catch (error) {
    app.log.error(`${hostOf(baseUrl)} did not list its models: ${String(error)}`);
    return { error };
  }
}

/** Headers of the reader's list, for an endpoint that need not be in use yet. */
async function headersFor(app: App, baseUrl: string): Promise<Partial<Address>> {
  const parsed = readSettings();
  return 'settings' in parsed ? readHeaders(app.keys, { ...parsed.settings, baseUrl, model: '' }) : {};
}

const describeListingError = (error: unknown): string =>
  error instanceof ModelError ? describeFailure(error.reason, error.facts, translate) : String(error);

async function pickModel(baseUrl: string, listing: Listing, model: string): Promise<string | undefined> {
  const models = 'models' in listing ? listing.models : [];
  const picker = vscode.window.createQuickPick();
  picker.title = vscode.l10n.t('Select a model of {host}', { host: hostOf(baseUrl) });
  picker.placeholder = placeholderFor(baseUrl, listing, model);
  const offer = () => {
    picker.items = itemsFor(models, picker.value.trim());
  };
  offer();
  picker.onDidChangeValue(offer);
  return new Promise(resolve => {
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.label ?? (picker.value.trim() || undefined));
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

function placeholderFor(baseUrl: string, listing: Listing, model: string): string {
  if ('error' in listing) return describeListingError(listing.error);
  const facts = { host: hostOf(baseUrl), model };
  if (!model || listing.models.some(({ id }) => id === model)) return vscode.l10n.t('Choose a model, or type its name');
  return vscode.l10n.t('{host} does not list {model}. Choose a model, or type its name', facts);
}

function itemsFor(models: readonly ListedModel[], typed: string): vscode.QuickPickItem[] {
  const served = models.map(({ id, contextSize }) => ({ label: id, ...(contextSize && { description: describeSize(contextSize) }) }));
  if (!typed || models.some(({ id }) => id === typed)) return served;
  return [...served, { label: typed, description: vscode.l10n.t('use this name'), alwaysShow: true }];
}

const describeSize = (tokens: number): string => vscode.l10n.t('context: {size} tokens', { size: readerWords().count(tokens) });
