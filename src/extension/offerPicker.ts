import * as vscode from 'vscode';
import { isLoopback } from '../model/baseUrl.ts';
import type { FoundServer } from '../model/findServer.ts';
import type { ConnectOffer } from '../protocol/messages.ts';
import type { App } from './app.ts';
import { connectOffers } from './connectOffers.ts';
import { DisposableStore } from './disposableStore.ts';
import { loadModelBundle } from './modelBundle.ts';
import { type FoundOffer, orderOffers } from './offerOrder.ts';
import { readerWords } from './words.ts';

type OfferItem = vscode.QuickPickItem & { readonly offer: ConnectOffer };

/** Lets the reader choose among the offers. They are shown at once; local servers that answer move to the top as they do. */
export async function pickOffer({ userAgent }: Pick<App, 'userAgent'>): Promise<ConnectOffer | undefined> {
  const owned = new DisposableStore();
  const picker = owned.add(vscode.window.createQuickPick<OfferItem>());
  const search = new AbortController();
  owned.add({ dispose: () => search.abort() });
  picker.title = vscode.l10n.t('Connect to an Endpoint');
  picker.placeholder = onWhichMachine() ?? vscode.l10n.t('Where does your model run?');
  picker.matchOnDescription = true;
  const offers = connectOffers();
  const found = new Map<string, FoundServer>();
  showOffers(picker, orderOffers(offers, found));
  picker.busy = true;
  const asked = offers.map(async ({ id, baseUrl }) => {
    const server =
      baseUrl && isLoopback(baseUrl) ? await loadModelBundle().findServer(baseUrl, { userAgent, signal: search.signal }) : undefined;
    if (!server || search.signal.aborted) return;
    found.set(id, server);
    showOffers(picker, orderOffers(offers, found));
  });
  void Promise.all(asked).then(() => {
    if (!search.signal.aborted) picker.busy = false;
  });
  return new Promise<ConnectOffer | undefined>(resolve => {
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.offer);
      picker.hide();
    });
    picker.onDidHide(() => resolve(undefined));
    picker.show();
  }).finally(() => owned.dispose());
}

/** What the reader has moved to stays active; else the first is. */
function showOffers(picker: vscode.QuickPick<OfferItem>, offers: readonly FoundOffer[]): void {
  const active = picker.activeItems[0];
  const hasMoved = active !== undefined && active !== picker.items[0];
  picker.items = offers.map(toItem);
  const stays = hasMoved ? picker.items.find(({ offer }) => offer.id === active.offer.id) : picker.items[0];
  if (stays) picker.activeItems = [stays];
}

function toItem({ offer, found }: FoundOffer): OfferItem {
  return { label: offer.label, description: [offer.baseUrl, found && describeFound(found)].filter(Boolean).join(' · '), offer };
}

function describeFound({ models, wantsKey }: FoundServer): string {
  if (wantsKey) return vscode.l10n.t('found, wants a key');
  const count = models.length;
  return readerWords().plural(count, {
    one: vscode.l10n.t('found, {count} model', { count }),
    other: vscode.l10n.t('found, {count} models', { count }),
  });
}

/** In a remote window `localhost` is not the machine that the reader sits at. */
function onWhichMachine(): string | undefined {
  const { remoteName } = vscode.env;
  return remoteName === undefined
    ? undefined
    : vscode.l10n.t('Where does your model run? localhost is the remote machine ({remote}).', { remote: remoteName });
}
