import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Question } from '../engine/question.ts';
import { isLoopback } from '../model/baseUrl.ts';
import type { App } from './app.ts';
import { askInstruction, confirmSending } from './consent.ts';
import { documentBudget } from './documentBudget.ts';
import { type ChosenExcerpt, chooseExcerpt, describeExcerpt, type ExcerptSource } from './excerpt.ts';
import { askMissingSecrets } from './headerSecrets.ts';
import { showFault } from './notify.ts';
import type { StartedRun } from './runningRun.ts';
import { editorInUse, shownEditor } from './selectedPlace.ts';
import { readSettings } from './settings.ts';
import type { Settings } from './settingsSchema.ts';

const askArgument = z.optional(z.object({ question: z.optional(z.string()) }));
const reasonArgument = z.optional(z.object({ instruction: z.optional(z.string()) }));

type Place = 'editor' | 'sideBar';

/** Adds a question to the current session; without one shows the question box. */
export async function ask(app: App, argument: unknown): Promise<StartedRun | undefined> {
  const question = z.safeParse(askArgument, argument).data?.question?.trim();
  await showPage(app, placeOf('sideBar'), { preserveFocus: false });
  if (!question) return undefined;
  await app.restoreSession();
  return begin(app, { instruction: question, excerpts: [] });
}

/** Begins a session about the selected code, or what encloses the cursor; without an editor shows the question box. */
export async function reasonAboutSelection(app: App, argument: unknown): Promise<StartedRun | undefined> {
  const editor = editorInUse();
  if (!editor) return ask(app, undefined);
  return reasonAbout(app, editor, { given: z.safeParse(reasonArgument, argument).data?.instruction });
}

/** What to find out: as somebody gave it, or as it is suggested. A suggestion goes to this machine as it is, elsewhere from a box that says how much goes where. */
export interface Instruction {
  readonly given?: string | undefined;
  readonly suggested?: string;
}

/** Begins a session about a part of a document. */
export async function reasonAbout(app: App, source: ExcerptSource, instruction: Instruction): Promise<StartedRun | undefined> {
  const settings = usableSettings();
  if (!settings) return showPage(app, placeOf('editor'), { preserveFocus: true });
  const question = await askAbout(app, source, settings, instruction);
  if (!question) return undefined;
  await showPage(app, placeOf('editor'), { preserveFocus: true });
  // A session that came back later would take the place of the new one.
  await app.restoreSession();
  await app.runs.newSession();
  return begin(app, question);
}

/** What was typed on a page, and what goes along with it, by id. */
export interface TypedQuestion {
  readonly question: string;
  readonly attachments?: readonly string[];
}

/** Asks it once the reader agrees to what is sent; `undefined`, with everything as it was, where he does not. */
export async function askTyped(app: App, typed: TypedQuestion): Promise<StartedRun | undefined> {
  const question = await readTyped(app, typed);
  const started = question && (await begin(app, question));
  if (started) app.attachments.remove(typed.attachments ?? []);
  return started;
}

/** Lets it wait for the run that goes on, as it stands now. False where the reader does not agree to what would be sent. */
export async function queueTyped(app: App, typed: TypedQuestion): Promise<boolean> {
  const question = await readTyped(app, typed);
  if (!question) return false;
  app.attachments.remove(typed.attachments ?? []);
  app.followUps.add(question);
  return true;
}

async function readTyped(app: App, { question, attachments = [] }: TypedQuestion): Promise<Question | undefined> {
  const settings = usableSettings();
  const chosen = settings && (await app.attachments.read(attachments));
  if (!chosen) return undefined;
  for (const one of chosen) if (!(await confirmSending(one, settings.baseUrl))) return undefined;
  return { instruction: question, excerpts: chosen.map(({ excerpt }) => excerpt) };
}

/** Adds a question about what an editor shows to the current session: the selection, or what encloses the cursor. */
export async function askAboutEditor(app: App, question: string): Promise<StartedRun | undefined> {
  const editor = shownEditor();
  const settings = usableSettings();
  if (!editor || !settings) return undefined;
  const asked = await askAbout(app, editor, settings, { given: question });
  return asked && begin(app, asked);
}

/** Begins a run about the question in the current session, with the settings as they stand now. */
export async function begin(app: App, question: Question): Promise<StartedRun | undefined> {
  const settings = await settingsForRun(app);
  if (!settings || !(await app.confirmDearRun(settings, question))) return undefined;
  if (!(await app.claimSession())) await app.runs.newSession();
  app.lastAsked.value = question;
  return app.runs.start(app.runStarts.ask(question, settings, app.branch.place));
}

/** The settings as they stand now, with every secret that they need; `undefined` where a run cannot be begun with them. */
export async function settingsForRun(app: App): Promise<Settings | undefined> {
  await app.choices.settled();
  const settings = usableSettings();
  return settings && (await askMissingSecrets(app.keys, settings)) ? settings : undefined;
}

/** Settings that a run can be begun with; where one is wrong it is named, and where nothing is connected the page offers to connect. */
function usableSettings(): Settings | undefined {
  const parsed = readSettings();
  if ('fault' in parsed) void showFault(parsed.fault);
  return 'settings' in parsed && parsed.settings.baseUrl && parsed.settings.model ? parsed.settings : undefined;
}

async function askAbout(app: App, source: ExcerptSource, settings: Settings, wish: Instruction): Promise<Question | undefined> {
  const { baseUrl } = settings;
  const chosen = await chooseExcerpt(source, documentBudget(app.models, settings));
  const atOnce = wish.given?.trim() || (isLoopback(baseUrl) ? wish.suggested : undefined);
  const instruction = atOnce || (await askInstruction(chosen, baseUrl, wish.suggested));
  if (!instruction || !(await confirmSending(chosen, baseUrl))) return undefined;
  if (atOnce) sayWhich(chosen);
  return { instruction, excerpts: [chosen.excerpt] };
}

/** Where the box that tells it was skipped, the status bar tells what the question is about. */
function sayWhich(chosen: ChosenExcerpt): void {
  vscode.window.setStatusBarMessage(vscode.l10n.t('Reason about {excerpt}', { excerpt: describeExcerpt(chosen) }), 5000);
}

/** Where the reader wants the page: the usual place, unless a setting says otherwise. */
export function placeOf(usual: Place): Place {
  const parsed = readSettings();
  const wanted = 'settings' in parsed ? parsed.settings.openIn : 'auto';
  return wanted === 'auto' ? usual : wanted;
}

/** Shows the page in one of its places. */
export async function showPage(app: App, place: Place, focus: { readonly preserveFocus: boolean }): Promise<undefined> {
  if (place === 'editor') app.panel.show(focus);
  else await app.sideView.show(focus);
  return undefined;
}
