import * as vscode from 'vscode';
import { findLines } from './lineSpan.ts';
import { type DocumentPlace, spanOf } from './selectedPlace.ts';

/** What is longer is not looked for: it would not fit into a question anyhow. */
const MOST_CHARACTERS = 1_000_000;

/** Where in the editors a copied text comes from: a selection that is just this text, else a document that holds it. */
export function copiedPlace(text: string): DocumentPlace | undefined {
  return selectionOf(text) ?? documentWith(text);
}

function selectionOf(text: string): DocumentPlace | undefined {
  const wanted = plain(text);
  for (const { document, selections } of vscode.window.visibleTextEditors) {
    const selection = selections.find(one => !one.isEmpty && plain(document.getText(one)) === wanted);
    if (selection) return { document, span: spanOf(selection) };
  }
  return undefined;
}

function documentWith(text: string): DocumentPlace | undefined {
  const visible = vscode.window.visibleTextEditors.map(({ document }) => document);
  for (const document of new Set([...visible, ...vscode.workspace.textDocuments])) {
    const held = document.uri.scheme === 'output' ? '' : document.getText();
    const span = held.length <= MOST_CHARACTERS ? findLines(held, text) : undefined;
    if (span) return { document, span };
  }
  return undefined;
}

const plain = (text: string): string => text.replace(/\r\n?/g, '\n');
