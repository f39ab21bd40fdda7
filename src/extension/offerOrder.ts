import type { FoundServer } from '../model/findServer.ts';
import type { ConnectOffer } from '../protocol/messages.ts';

/** An offer, with what was found at its address. */
export interface FoundOffer {
  readonly offer: ConnectOffer;
  readonly found: FoundServer | undefined;
}

/** Offers where a server was found come first; else they stay in their order. */
export function orderOffers(offers: readonly ConnectOffer[], found: ReadonlyMap<string, FoundServer>): FoundOffer[] {
  const all = offers.map(offer => ({ offer, found: found.get(offer.id) }));
  return [...all.filter(one => one.found), ...all.filter(one => !one.found)];
}
