import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Recording } from '../engine/recording.ts';
import { formatHead, formatRecord, parseSessionFile } from '../engine/sessionFile.ts';
import type { App } from './app.ts';
import { placeOf, showPage } from './asking.ts';
import { loadModelBundle } from './modelBundle.ts';
import { toUri, uriArgument } from './uriArgument.ts';
import { translate } from './words.ts';

const recordingArgument = z.optional(z.object({ uri: z.optional(uriArgument) }));

/** Opens a recorded run as a session of this workspace, to be read and gone on with. Resolves to the session's id, or `undefined`. */
export async function openRecording(app: App, argument: unknown): Promise<string | undefined> {
  const given = z.safeParse(recordingArgument, argument).data?.uri;
  const uri = given ? toUri(given) : await chooseFile();
  const recording = uri && (await readRecording(uri));
  if (!recording) return undefined;
  await app.restoreSession();
  const sessionId = await bringIn(app, recording);
  if (!app.panel.isVisible && !app.sideView.isVisible) await showPage(app, placeOf('sideBar'), { preserveFocus: false });
  return sessionId;
}

async function chooseFile(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Open a recording'),
    filters: { 'JSON Lines': ['jsonl'], '*': ['*'] },
  });
  return chosen?.[0];
}

/** `undefined`, with a word to the reader, where the file is none. */
async function readRecording(uri: vscode.Uri): Promise<Recording | undefined> {
  const { describeRecordingFault, parseRecording } = loadModelBundle();
  const file = vscode.workspace.asRelativePath(uri);
  const bytes = await vscode.workspace.fs.readFile(uri).then(
    read => read,
    (error: unknown) => tell(`${file}: ${error instanceof Error ? error.message : String(error)}`),
  );
  const parsed = bytes && parseRecording(new TextDecoder().decode(bytes));
  if (!parsed) return undefined;
  if ('fault' in parsed) return tell(`${file}: ${describeRecordingFault(parsed.fault, translate)}`);
  const { tornLine: line } = parsed;
  if (line !== undefined) tell(`${file}: ${vscode.l10n.t('Line {line} was not written whole. It is left out.', { line })}`);
  return parsed;
}

/** It is a session of its own from now on: kept where sessions are kept. */
async function bringIn(app: App, { events }: Recording): Promise<string> {
  const sessionId = crypto.randomUUID();
  const records = loadModelBundle().importRecording(events);
  const stored = parseSessionFile([formatHead(sessionId), ...records.map(formatRecord)].join('\n'));
  if (!stored) throw new Error('A recording became no session.');
  await app.runs.open(stored);
  for (const record of records) await app.keepRecord(sessionId, record);
  app.history.refresh();
  return sessionId;
}

function tell(message: string): undefined {
  void vscode.window.showErrorMessage(message);
  return undefined;
}
