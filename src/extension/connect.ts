import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { describeBaseUrlProblem, hostOf, isLoopback, parseBaseUrl } from '../model/baseUrl.ts';
import { learnedKey } from '../model/learned.ts';
import type { ConnectOffer } from '../protocol/messages.ts';
import type { App } from './app.ts';
import { askApiKey } from './askApiKey.ts';
import { OTHER_URL } from './connectOffers.ts';
import { isKnownOrigin } from './endpointInUse.ts';
import { chooseModel, firstModel } from './modelChoice.ts';
import { showFault } from './notify.ts';
import { pickOffer } from './offerPicker.ts';
import { openSetting, readSettings, writeSetting } from './settings.ts';
import type { Endpoint, Settings } from './settingsSchema.ts';
import { translate } from './words.ts';

const connectArgument = z.object({ baseUrl: z.string(), model: z.optional(z.string()) });

/** The endpoint that questions now go to. */
export interface Connection {
  readonly baseUrl: string;
  readonly model: string;
}

/** Connects to an endpoint: to the one of the argument without questions, else to one that the reader chooses. */
export async function connect(app: App, argument: unknown): Promise<Connection | undefined> {
  const given = z.safeParse(connectArgument, argument).data;
  if (given) return connectGiven(app, given);
  const offer = await pickOffer(app);
  return offer && connectToOffer(app, offer);
}

/** Connects to one of the offers, asking for what it leaves open: an address, a key, a model. */
export async function connectToOffer(app: App, offer: ConnectOffer): Promise<Connection | undefined> {
  const baseUrl = offer.baseUrl || (await askBaseUrl());
  if (!baseUrl) return undefined;
  const needsKey = offer.id !== OTHER_URL && !isLoopback(baseUrl);
  if (needsKey && !(await app.keys.read(baseUrl)) && !(await askApiKey(app.keys, baseUrl))) return undefined;
  const model = await chooseModel(app, baseUrl);
  return model === undefined ? undefined : useAnew(app, { baseUrl, model });
}

/** Chooses among the lines of `stepwise.endpoints`. */
export async function switchEndpoint(app: App): Promise<Connection | undefined> {
  const parsed = readSettings();
  if ('fault' in parsed) return void showFault(parsed.fault);
  const endpoint = await pickEndpoint(parsed.settings);
  if (endpoint === 'connect') return connect(app, undefined);
  if (endpoint === 'edit') return void (await openSetting('stepwise.endpoints'));
  return endpoint && useEndpoint(app, endpoint);
}

/** Chooses among the models that the endpoint serves, or any name. */
export async function selectModel(app: App): Promise<string | undefined> {
  const parsed = readSettings();
  if ('fault' in parsed) return void showFault(parsed.fault);
  const { baseUrl, model: inUse } = parsed.settings;
  if (!baseUrl) return (await connect(app, undefined))?.model;
  const model = await chooseModel(app, baseUrl, inUse);
  if (model !== undefined) await writeSetting('model', model);
  return model;
}

async function connectGiven(app: App, given: z.infer<typeof connectArgument>): Promise<Connection | undefined> {
  const parsed = parseBaseUrl(given.baseUrl);
  if ('problem' in parsed) return void vscode.window.showErrorMessage(describeBaseUrlProblem(parsed.problem, translate));
  const { baseUrl } = parsed;
  if (!(await confirmOrigin(baseUrl))) return undefined;
  const model = given.model?.trim() || (await firstModel(app, baseUrl));
  return model === undefined ? undefined : useAnew(app, { baseUrl, model });
}

/** A link or another extension could have given the address: code would go there from now on. */
async function confirmOrigin(baseUrl: string): Promise<boolean> {
  const parsed = readSettings();
  if (isLoopback(baseUrl) || ('settings' in parsed && isKnownOrigin(parsed.settings, baseUrl))) return true;
  const yes = vscode.l10n.t('Connect');
  const message = vscode.l10n.t('Connect Stepwise to {host}?', { host: hostOf(baseUrl) });
  const detail = vscode.l10n.t('From now on your questions and the code that you select go there.');
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, yes)) === yes;
}

/** What was learned of the endpoint is tried again. */
async function useAnew({ learned }: App, connection: Connection): Promise<Connection> {
  learned.set(learnedKey(connection.baseUrl, connection.model), undefined);
  return use(connection);
}

async function use(connection: Connection): Promise<Connection> {
  await writeSetting('baseUrl', connection.baseUrl);
  await writeSetting('model', connection.model);
  return connection;
}

async function useEndpoint(app: App, endpoint: Endpoint): Promise<Connection | undefined> {
  const parsed = parseBaseUrl(endpoint.baseUrl);
  if ('problem' in parsed)
    return void vscode.window.showErrorMessage(`${endpoint.name}: ${describeBaseUrlProblem(parsed.problem, translate)}`);
  const model = endpoint.model ?? (await chooseModel(app, parsed.baseUrl));
  return model === undefined ? undefined : use({ baseUrl: parsed.baseUrl, model });
}

async function askBaseUrl(): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Connect to an Endpoint'),
    prompt: vscode.l10n.t('The base URL, as the server or the provider names it'),
    placeHolder: 'http://localhost:8000/v1',
    ignoreFocusOut: true,
    validateInput: text => {
      const parsed = parseBaseUrl(text);
      return 'problem' in parsed ? describeBaseUrlProblem(parsed.problem, translate) : undefined;
    },
  });
  const parsed = typed === undefined ? undefined : parseBaseUrl(typed);
  return parsed && 'baseUrl' in parsed ? parsed.baseUrl : undefined;
}

async function pickEndpoint({ endpoints, baseUrl }: Settings): Promise<Endpoint | 'connect' | 'edit' | undefined> {
  const lines = endpoints.map(endpoint => ({
    label: `${endpoint.baseUrl === baseUrl ? '$(check) ' : ''}${endpoint.name}`,
    description: [endpoint.model, endpoint.baseUrl].filter(Boolean).join(' · '),
    choice: endpoint,
  }));
  const more = [
    { label: vscode.l10n.t('Connect to another endpoint…'), choice: 'connect' as const },
    { label: vscode.l10n.t('Edit this list…'), choice: 'edit' as const },
  ];
  return (await vscode.window.showQuickPick([...lines, ...more], { title: vscode.l10n.t('Switch Endpoint') }))?.choice;
}
