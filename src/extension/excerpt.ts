import * as vscode from 'vscode';
import type { Excerpt } from '../engine/question.ts';
import { spanOf } from './selectedPlace.ts';

/** What an excerpt is of: the selection, a symbol that encloses the cursor, the whole document, the part of it that fits, or what the reader put beside the question. */
export type ExcerptScope =
  | { readonly of: 'selection' }
  | { readonly of: 'symbol'; readonly name: string }
  | { readonly of: 'document' }
  | { readonly of: 'part' }
  | { readonly of: 'attached' };

/** A piece of a document, and how it was chosen. */
export interface ChosenExcerpt {
  readonly excerpt: Excerpt;
  readonly scope: ExcerptScope;
  readonly uri: vscode.Uri;
}

/** A document and what is meant of it: an editor, or the place of a problem. */
export type ExcerptSource = Pick<vscode.TextEditor, 'document' | 'selection'>;

/** The selection; else the function or class around the cursor; else the document, or as much of it around the cursor as `maxCharacters` holds. */
export async function chooseExcerpt({ document, selection }: ExcerptSource, maxCharacters: number): Promise<ChosenExcerpt> {
  if (!selection.isEmpty) return excerptOf(document, selection, { of: 'selection' });
  const symbol = await enclosingSymbol(document.uri, selection.active);
  if (symbol) return excerptOf(document, symbol.range, { of: 'symbol', name: symbol.name });
  const whole = new vscode.Range(document.lineAt(0).range.start, document.lineAt(document.lineCount - 1).range.end);
  if (document.getText().length <= maxCharacters) return excerptOf(document, whole, { of: 'document' });
  return excerptOf(document, partAround(document, selection.active.line, maxCharacters), { of: 'part' });
}

/** A range of a document as an excerpt. */
export function excerptOf(document: vscode.TextDocument, range: vscode.Range, scope: ExcerptScope): ChosenExcerpt {
  const { first, last } = spanOf(range);
  return {
    excerpt: {
      path: vscode.workspace.asRelativePath(document.uri),
      languageId: document.languageId,
      startLine: first,
      endLine: last,
      text: document.getText(range),
    },
    scope,
    uri: document.uri,
  };
}

const ENCLOSING: readonly vscode.SymbolKind[] = [
  vscode.SymbolKind.Function,
  vscode.SymbolKind.Method,
  vscode.SymbolKind.Constructor,
  vscode.SymbolKind.Class,
  vscode.SymbolKind.Interface,
  vscode.SymbolKind.Struct,
  vscode.SymbolKind.Enum,
];

/** A language extension that has only begun to start answers late; the document has to do then. */
const SYMBOLS_WAIT_MS = 3000;
const patience = (): Promise<undefined> => new Promise(resolve => setTimeout(() => resolve(undefined), SYMBOLS_WAIT_MS));

/** The smallest function or class that holds the position; none where no language extension knows the document. */
async function enclosingSymbol(uri: vscode.Uri, position: vscode.Position): Promise<vscode.DocumentSymbol | undefined> {
  const asked = vscode.commands.executeCommand<(vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    uri,
  );
  const found = await Promise.race([asked, patience()]);
  const trees = (found ?? []).filter((symbol): symbol is vscode.DocumentSymbol => 'children' in symbol);
  return innermost(trees, position);
}

function innermost(symbols: readonly vscode.DocumentSymbol[], position: vscode.Position): vscode.DocumentSymbol | undefined {
  const around = symbols.find(symbol => symbol.range.contains(position));
  if (!around) return undefined;
  return innermost(around.children, position) ?? (ENCLOSING.includes(around.kind) ? around : undefined);
}

/** Whole lines around a line, grown by turns to both sides. */
function partAround(document: vscode.TextDocument, line: number, maxCharacters: number): vscode.Range {
  const lengthOf = (at: number) => document.lineAt(at).range.end.character + 1;
  let [first, last, room] = [line, line, maxCharacters - lengthOf(line)];
  for (let grew = true; grew; ) {
    grew = false;
    if (first > 0 && lengthOf(first - 1) <= room) {
      first -= 1;
      room -= lengthOf(first);
      grew = true;
    }
    if (last < document.lineCount - 1 && lengthOf(last + 1) <= room) {
      last += 1;
      room -= lengthOf(last);
      grew = true;
    }
  }
  return new vscode.Range(document.lineAt(first).range.start, document.lineAt(last).range.end);
}

/** The excerpt in the reader's words: `function parse, lines 3–20 of src/a.ts`. */
export function describeExcerpt({ excerpt, scope }: ChosenExcerpt): string {
  const { path, startLine, endLine } = excerpt;
  const where = { path, first: startLine, last: endLine };
  switch (scope.of) {
    case 'selection':
      return vscode.l10n.t('the selection, lines {first}–{last} of {path}', where);
    case 'symbol':
      return vscode.l10n.t('{name}, lines {first}–{last} of {path}', { ...where, name: scope.name });
    case 'document':
      return vscode.l10n.t('the whole of {path}', where);
    case 'part':
      return vscode.l10n.t('lines {first}–{last} of {path}, as much as fits', where);
    case 'attached':
      return vscode.l10n.t('lines {first}–{last} of {path}', where);
  }
}
