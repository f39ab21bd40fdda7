import * as vscode from 'vscode';
import type { RunEnding } from '../engine/events.ts';
import { Attention, type Badge, type Signs } from './attention.ts';
import { DisposableStore } from './disposableStore.ts';
import type { RunController } from './runController.ts';
import { type PagePlaces, showRunPage } from './showRunPage.ts';

/** Joins the reader's attention to the runs and pages of this window. */
export function callAttention(runs: RunController, places: PagePlaces): vscode.Disposable {
  const owned = new DisposableStore();
  const { panel, sideView } = places;
  const signs: Signs = {
    showBadge: badge => sideView.setBadge(badge && describeBadge(badge)),
    notify: ending => void notify(ending, places),
  };
  const attention = new Attention(signs, () => performance.now());
  const look = () => attention.see(panel.isVisible || sideView.isVisible);
  owned.add(panel.onDidChangeVisibility(look));
  owned.add(sideView.onDidChangeVisibility(look));
  owned.add(runs.onDidEmit(({ event }) => attention.take(event)));
  return owned;
}

function describeBadge(badge: Badge): vscode.ViewBadge {
  const tooltip = badge === 'running' ? vscode.l10n.t('A run goes on') : vscode.l10n.t('A run has come to its end');
  return { value: 1, tooltip };
}

async function notify(ending: RunEnding, places: PagePlaces): Promise<void> {
  const show = vscode.l10n.t('Show');
  const chosen =
    ending.type === 'run-error'
      ? await vscode.window.showWarningMessage(vscode.l10n.t('Stepwise could not finish.'), show)
      : await vscode.window.showInformationMessage(vscode.l10n.t('Stepwise has an answer.'), show);
  if (chosen === show) await showRunPage(places);
}
