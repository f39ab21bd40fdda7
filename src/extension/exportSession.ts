import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { eventsOfSession } from '../engine/eventsOfSession.ts';
import { withoutControls } from '../engine/plainText.ts';
import type { RunSpec } from '../engine/run.ts';
import type { Session } from '../engine/session.ts';
import { sessionMarkdown } from '../engine/sessionMarkdown.ts';
import { nameOf } from '../engine/sessionSummary.ts';
import { toJsonLine } from '../model/jsonLine.ts';
import { spellingsOf, withoutSecrets } from '../model/secrets.ts';
import type { App } from './app.ts';
import { EXPORT_FORMATS, type ExportFormat, endingOf, exportName, formatOf } from './exportName.ts';
import { knownSecrets } from './knownSecrets.ts';
import { readSettings } from './settings.ts';
import { toUri, uriArgument } from './uriArgument.ts';
import { readerWords } from './words.ts';

const exportArgument = z.optional(
  z.object({
    format: z.optional(z.enum(EXPORT_FORMATS)),
    uri: z.optional(uriArgument),
    session: z.optional(z.string()),
  }),
);

interface Exported {
  readonly session: Session;
  readonly specs: readonly RunSpec[];
  readonly name: string;
}

/** Writes a session into a file: the one that is shown, or the one that is named. Resolves to the file, or `undefined` where nothing was written. */
export async function exportSession(app: App, argument: unknown): Promise<vscode.Uri | undefined> {
  await app.restoreSession();
  const wanted = z.safeParse(exportArgument, argument).data ?? {};
  const exported = await findSession(app, wanted.session);
  if (!exported) return tellNothing();
  const given = wanted.uri ? toUri(wanted.uri) : undefined;
  const format = wanted.format ?? formatOf(given?.path ?? '') ?? (await chooseFormat());
  const uri = format && (given ?? (await chooseFile(exported.name, format)));
  if (!format || !uri) return undefined;
  const text = write(exported.session, format, await knownSecrets(app, exported.specs));
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  if (!given) void tellWhere(uri);
  return uri;
}

async function findSession(app: App, id: string | undefined): Promise<Exported | undefined> {
  const isShown = id === undefined || id === app.runs.session.id;
  const content = isShown ? app.runs.content : await app.history.read(id);
  const [first] = content?.session.runs ?? [];
  if (!content || !first) return undefined;
  const { session, specs } = content;
  return { session, specs, name: (await app.history.nameOf(session.id)) ?? nameOf(first.question) };
}

/** Nothing of another session, and no key in whatever spelling. */
function write(session: Session, format: ExportFormat, secrets: readonly string[]): string {
  if (format === 'jsonl') {
    return eventsOfSession(session)
      .map(event => `${toJsonLine(event, secrets)}\n`)
      .join('');
  }
  const parsed = readSettings();
  const prices = 'settings' in parsed ? parsed.settings.prices : {};
  return withoutSecrets(withoutControls(sessionMarkdown(session, readerWords(), prices)), secrets.flatMap(spellingsOf));
}

async function chooseFormat(): Promise<ExportFormat | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly format: ExportFormat })[] = [
    { format: 'markdown', label: 'Markdown', description: vscode.l10n.t('to paste into a review') },
    { format: 'jsonl', label: 'JSON Lines', description: vscode.l10n.t('every event, to be opened again or replayed on a console') },
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Export the session as') }))?.format;
}

function chooseFile(name: string, format: ExportFormat): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = exportName(name, format);
  const filters = format === 'markdown' ? { Markdown: [endingOf(format)] } : { 'JSON Lines': [endingOf(format)] };
  return vscode.window.showSaveDialog({ filters, ...(folder && { defaultUri: vscode.Uri.joinPath(folder, file) }) });
}

async function tellWhere(uri: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t('Open');
  const message = vscode.l10n.t('The session was exported to {file}.', { file: vscode.workspace.asRelativePath(uri) });
  if ((await vscode.window.showInformationMessage(message, open)) === open) await vscode.window.showTextDocument(uri);
}

function tellNothing(): undefined {
  void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to export yet.'));
  return undefined;
}
