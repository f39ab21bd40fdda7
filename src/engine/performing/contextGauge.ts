import type { Cut } from '../counting.ts';
import type { ErrorFacts } from '../errors.ts';
import { leavesRoomForReply } from '../room.ts';

/** Where a server says only that a prompt was too long, this share of it is tried next. */
const NEXT_SHARE = 0.75;

/** What a run learns of how much its model can see at once. */
export class ContextGauge {
  /** In tokens, as the run estimates them; `undefined` as long as nobody has said. */
  size: number | undefined;
  private hasCut = false;

  constructor(size: number | undefined) {
    this.size = size;
  }

  /** A prompt that was estimated at `promptTokens` was refused. Says whether it would fit with a shorter reply. */
  overflowed(facts: ErrorFacts, promptTokens: number): boolean {
    const size = numberOf(facts['contextSize']);
    const counted = numberOf(facts['promptTokens']);
    if (size !== undefined && leavesRoomForReply(counted ?? promptTokens, size)) {
      this.lower(size);
      return true;
    }
    // In the run's own tokens: a server that counts more than was estimated has the less room for them.
    const share = counted === undefined ? NEXT_SHARE : Math.min(1, promptTokens / counted);
    this.lower(Math.floor(size === undefined ? promptTokens * share : Math.min(size * share, promptTokens)));
    return false;
  }

  /** The server cut a prompt in silence. Says whether that is news. */
  wasCut({ seen }: Cut): boolean {
    const isNews = !this.hasCut;
    this.hasCut = true;
    this.lower(seen);
    return isNews;
  }

  private lower(size: number): void {
    this.size = Math.min(this.size ?? size, size);
  }
}

const numberOf = (fact: string | number | undefined): number | undefined => (typeof fact === 'number' ? fact : undefined);
