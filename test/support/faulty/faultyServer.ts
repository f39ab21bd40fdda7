import { seeded } from '../pieces.ts';
import type { Reply } from '../scriptedReplies.ts';
import { type SeenRequest, startScriptedServer } from '../scriptedServer.ts';
import { REFUSED } from './connectionWays.ts';
import { goodReply, goodText, partOf } from './goodReply.ts';
import { drawListing } from './listingWays.ts';
import { type Occasion, WAYS, type Way } from './ways.ts';

export interface FaultyOptions {
  readonly seed: number;
  /** Of the replies, from 0 to 1. */
  readonly shareOfFaults: number;
}

/** A server that answers well or in one of many odd ways, drawn by a seed. */
export interface FaultyServer {
  readonly baseUrl: string;
  /** How often each way was played, by its name; all that are known are in it. */
  readonly played: ReadonlyMap<string, number>;
  /** All requests so far. */
  readonly requests: readonly SeenRequest[];
  /** What came to the other origin that some replies send to: must stay empty. */
  readonly strays: readonly SeenRequest[];
  close(): Promise<void>;
}

/** How long nobody is listened to, which is longer than the quickened waits of two further tries. */
const REFUSAL_MS = 60;

/** Starts one on a free port of 127.0.0.1. Whoever starts it closes it. */
export async function startFaultyServer({ seed, shareOfFaults }: FaultyOptions): Promise<FaultyServer> {
  const [server, elsewhere] = await Promise.all([startScriptedServer(), startScriptedServer()]);
  const random = seeded(seed);
  const deck = new Deck(WAYS, random);
  const played = new Map(WAYS.map(({ name }) => [name, 0]));
  const count = (name: string) => played.set(name, (played.get(name) ?? 0) + 1);

  server.always((request, index) => {
    if (!request.path.endsWith('/chat/completions')) return listing(random, count);
    const occasion = occasionOf(request, { number: index, elsewhere: elsewhere.origin, random });
    const way = random() < shareOfFaults ? deck.draw(occasion) : undefined;
    if (!way) return goodReply(occasion.text, random);
    count(way.name);
    if (way.name === REFUSED) void server.refuseFor(REFUSAL_MS);
    return way.reply(occasion);
  });

  return {
    baseUrl: server.baseUrl,
    played,
    requests: server.requests,
    strays: elsewhere.requests,
    close: async () => void (await Promise.all([server.close(), elsewhere.close()])),
  };
}

function listing(random: () => number, count: (name: string) => void): Reply {
  const { name, reply } = drawListing(random);
  count(name);
  return reply;
}

interface Surroundings extends Pick<Occasion, 'elsewhere' | 'random'> {
  readonly number: number;
}

function occasionOf(request: SeenRequest, { number, elsewhere, random }: Surroundings): Occasion {
  const part = partOf(request.body);
  const key = (request.headers.authorization ?? '').replace('Bearer ', '');
  return { request, part, text: goodText(request.body, part, number, random), key, elsewhere, random };
}

/** Gives every way once before any comes again; one that does not fit waits for its occasion. */
class Deck {
  private readonly ways: readonly Way[];
  private readonly random: () => number;
  private left: Way[] = [];

  constructor(ways: readonly Way[], random: () => number) {
    this.ways = ways;
    this.random = random;
  }

  /** The next way that can happen on this occasion. */
  draw(occasion: Occasion): Way | undefined {
    const isPossible = ({ fits }: Way): boolean => fits?.(occasion) ?? true;
    if (!this.left.some(isPossible)) this.left.push(...this.shuffled());
    return this.left.splice(this.left.findIndex(isPossible), 1)[0];
  }

  private shuffled(): Way[] {
    return this.ways
      .map(way => ({ way, place: this.random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ way }) => way);
  }
}
