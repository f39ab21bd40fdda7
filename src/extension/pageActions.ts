import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { assertNever } from '../engine/assertNever.ts';
import type { HostMessage, PageAction } from '../protocol/messages.ts';
import type { App } from './app.ts';
import { askAboutEditor, askTyped, begin, queueTyped } from './asking.ts';
import { insertCode, openCode } from './codeBlocks.ts';
import { compare, compareWithDirect } from './comparing.ts';
import { connect, connectToOffer, selectModel } from './connect.ts';
import { connectOffers } from './connectOffers.ts';
import { copiedPlace } from './copiedPlace.ts';
import { exportSession } from './exportSession.ts';
import { openFile, resolveFiles } from './fileReferences.ts';
import { setApiKey } from './keyCommands.ts';
import { openRecording } from './openRecording.ts';
import { resume, tryAgain } from './resuming.ts';
import { describePlace, selectedPlace } from './selectedPlace.ts';
import { openSetting, writeSetting } from './settings.ts';
import { SETTING_SCHEMAS } from './settingsSchema.ts';
import { shortenExcerpts } from './shortenExcerpts.ts';
import { showPromptOf } from './showPrompt.ts';
import { askAboutStepAt, branchFromStepAt, retryStepAt, thinkMoreNow } from './steering.ts';
import { newSession } from './turning.ts';
import type { PageWish } from './webviewLink.ts';

/** Does what the reader asked for on a page. Resolves to what that page is to be told, if anything. */
export async function handlePageMessage(app: App, message: PageWish): Promise<HostMessage | undefined> {
  switch (message.type) {
    case 'ask':
      return (await askTyped(app, message)) ? undefined : { type: 'giveBack', question: message.question };
    case 'queue':
      return (await queueTyped(app, message)) ? undefined : { type: 'giveBack', question: message.question };
    case 'attachPasted':
      return { type: 'pasted', request: message.request, attached: attachPasted(app, message.text) };
    case 'findFiles':
      return { type: 'files', request: message.request, files: await app.files.find(message.typed) };
    case 'resolveFiles':
      return resolveFiles(app, message.paths);
    default:
      return void (await act(app, message));
  }
}

type Act = Exclude<PageWish, { type: 'ask' | 'queue' | 'attachPasted' | 'findFiles' | 'resolveFiles' }>;

async function act(app: App, message: Act): Promise<void> {
  switch (message.type) {
    case 'attach':
      return app.attachments.addUris(message.uris);
    case 'attachSelection':
      return attachSelection(app, message.label);
    case 'detach':
      return app.attachments.remove([message.id]);
    case 'askAboutEditor':
      return void (await askAboutEditor(app, message.question));
    case 'action':
      return void (await ACTIONS[message.action](app));
    case 'resume':
      return void (await resume(app, message));
    case 'remark':
      return remark(app, message.text);
    case 'unqueue':
      return void app.followUps.take(message.place);
    case 'askQueued':
      return askQueued(app, message.place);
    case 'showBranch':
      return app.branch.show(message.branch);
    case 'retryStep':
      return void (await retryStepAt(app, message));
    case 'editStep':
      return void (await branchFromStepAt(app, message, { title: message.title, content: message.content }));
    case 'askAboutStep':
      return void (await askAboutStepAt(app, message, message.question));
    case 'compareDirect':
      return void (await compareWithDirect(app, message.runId));
    case 'connectTo':
      return connectTo(app, message.offer);
    case 'choose':
      return app.choices.take(choose(message));
    case 'openSession':
      return void (await app.history.open(message.session));
    case 'renameSession':
      return app.history.rename(message.session, message.name);
    case 'pinSession':
      return app.history.pin(message.session, message.pinned);
    case 'deleteSession':
      return app.history.delete(message.session);
    case 'restoreSession':
      return app.history.undo(message.session);
    case 'exportSession':
      return void (await exportSession(app, { session: message.session }));
    case 'openRecording':
      return void (await openRecording(app, undefined));
    case 'copy':
      return vscode.env.clipboard.writeText(message.text);
    case 'insertCode':
      return insertCode(app, message.code);
    case 'openCode':
      return openCode(app, message.code, message.language);
    case 'openFile':
      return openFile(app, message);
    case 'showPrompt':
      return void (await showPromptOf(app, message.node));
    case 'openLink':
      return openLink(message.href);
    case 'openSetting':
      return message.setting.startsWith('stepwise.') ? openSetting(message.setting) : undefined;
    default:
      return assertNever(message);
  }
}

const ACTIONS: Readonly<Record<PageAction, (app: App) => unknown>> = {
  stop: app => app.runs.stop(),
  answerNow: app => app.runs.answerNow(),
  pause: app => app.runs.pause(),
  thinkMore: thinkMoreNow,
  compare: app => compare(app, undefined),
  closeComparison: app => app.comparison.close(),
  newSession,
  setApiKey,
  selectModel,
  tryAgain,
  shortenExcerpt,
  showLog: app => app.log.show(),
  connect: app => connect(app, undefined),
  attachFile,
};

/** Asks the same about the first half of the code; where there is none, the reader has to shorten the question. */
async function shortenExcerpt(app: App): Promise<void> {
  const shorter = app.lastAsked.value && shortenExcerpts(app.lastAsked.value);
  if (shorter) await begin(app, shorter);
  else
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no excerpt to shorten. Ask a shorter question, or begin a new session.'),
    );
}

/** Lets the reader choose files of the workspace. */
async function attachFile(app: App): Promise<void> {
  const items = app.files.all().then(files => files.map(({ path, uri }) => ({ label: path, uri })));
  const placeHolder = vscode.l10n.t('Which files go along with the question?');
  const chosen = await vscode.window.showQuickPick(items, { placeHolder, canPickMany: true });
  await app.attachments.addUris((chosen ?? []).map(({ uri }) => uri));
}

/** What the reader saw offered: another selection may have been made meanwhile. */
function attachSelection(app: App, label: string): void {
  const place = selectedPlace();
  if (place && describePlace(place.document.uri, place.span) === label) app.attachments.addPlace(place);
}

/** Whether a pasted text was found in an editor and goes along as its place. */
function attachPasted(app: App, text: string): boolean {
  const place = copiedPlace(text);
  if (place) app.attachments.addPlace(place);
  return place !== undefined;
}

/** A remark that comes when the answer is being written can reach no step: it waits as the next question. */
function remark(app: App, text: string): void {
  if (!app.runs.remark(text)) app.followUps.add({ instruction: text, excerpts: [] });
}

/** A question that cannot be begun goes on waiting. */
async function askQueued(app: App, place: number): Promise<void> {
  const question = app.followUps.take(place);
  if (question && !(await begin(app, question))) app.followUps.add(question);
}

async function connectTo(app: App, id: string): Promise<void> {
  const offer = connectOffers().find(candidate => candidate.id === id);
  if (offer) await connectToOffer(app, offer);
}

async function choose({ what, value }: Extract<PageWish, { type: 'choose' }>): Promise<void> {
  switch (what) {
    case 'model':
      return writeSetting('model', value);
    case 'preset':
      return writeSetting('preset', z.parse(SETTING_SCHEMAS.preset, value));
    case 'strategy':
      return writeSetting('strategy', z.parse(SETTING_SCHEMAS.strategy, value));
    case 'language':
      return writeSetting('language', z.parse(SETTING_SCHEMAS.language, value));
    default:
      return assertNever(what);
  }
}

/** VS Code asks the reader by itself before it leaves for a host that is not trusted. */
async function openLink(href: string): Promise<void> {
  const uri = vscode.Uri.parse(href);
  if (uri.scheme === 'http' || uri.scheme === 'https') await vscode.env.openExternal(uri);
}
