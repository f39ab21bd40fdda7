import * as vscode from 'vscode';
import { DisposableStore } from './disposableStore.ts';
import { describePlace, selectedPlace } from './selectedPlace.ts';

/** A selection grows with every movement of the hand; this is when it rests. */
const REST_MS = 150;

/** Calls `tell` when other lines are selected in the editors than before, and the hand rests. */
export function watchSelection(tell: () => void): vscode.Disposable {
  const owned = new DisposableStore();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = describeSelection();
  const look = () => {
    const now = describeSelection();
    if (now === told) return;
    told = now;
    tell();
  };
  const lookSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, REST_MS);
  };
  owned.add({ dispose: () => clearTimeout(timer) });
  owned.add(vscode.window.onDidChangeTextEditorSelection(lookSoon));
  owned.add(vscode.window.onDidChangeActiveTextEditor(lookSoon));
  return owned;
}

function describeSelection(): string | undefined {
  const place = selectedPlace();
  return place && describePlace(place.document.uri, place.span);
}
