import * as vscode from 'vscode';
import { formatPlace } from '../engine/question.ts';
import type { LineSpan } from './lineSpan.ts';

/** Lines of an open document. */
export interface DocumentPlace {
  readonly document: vscode.TextDocument;
  readonly span: LineSpan;
}

/** The active editor; where a page of ours is active, the one beside it that has something selected. */
export function editorInUse(): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  return activeTextEditor ?? visibleTextEditors.find(({ selection }) => !selection.isEmpty);
}

/** An editor with a file of the reader's: the one in use, else one that can be seen beside the page. */
export function shownEditor(): vscode.TextEditor | undefined {
  const shown = [editorInUse(), ...vscode.window.visibleTextEditors];
  return shown.find(editor => editor && FILES.includes(editor.document.uri.scheme));
}

/** Unlike a log, a prompt that is shown or a page of settings. */
const FILES = ['file', 'untitled', 'vscode-remote', 'vscode-vfs'];

/** What is selected in the editor in use; `undefined` where nothing is. */
export function selectedPlace(): DocumentPlace | undefined {
  const editor = editorInUse();
  if (!editor || editor.selection.isEmpty || !isReadersText(editor.document)) return undefined;
  return { document: editor.document, span: spanOf(editor.selection) };
}

/** The lines of a range. One that ends before the first character of a line does not hold that line. */
export function spanOf({ start, end }: vscode.Range): LineSpan {
  const endsAtLineStart = end.character === 0 && end.line > start.line;
  return { first: start.line + 1, last: end.line + (endsAtLineStart ? 0 : 1) };
}

/** `src/a.ts:3-9`; without lines the path alone. */
export function describePlace(uri: vscode.Uri, span: LineSpan | undefined): string {
  const path = vscode.workspace.asRelativePath(uri);
  return span ? formatPlace({ path, startLine: span.first, endLine: span.last }) : path;
}

/** An output channel scrolls under the reader's hands, and nobody means it. */
const isReadersText = ({ uri }: vscode.TextDocument): boolean => uri.scheme !== 'output';
