import type { Reply } from '../scriptedReplies.ts';
import type { SeenRequest } from '../scriptedServer.ts';
import { connectionWays } from './connectionWays.ts';
import { modelWays } from './modelWays.ts';
import { refusalWays } from './refusalWays.ts';
import { statusWays } from './statusWays.ts';
import { streamWays } from './streamWays.ts';

/** A request that is about to be answered badly, and what a way of doing so may draw on. */
export interface Occasion {
  readonly request: SeenRequest;
  readonly part: 'step' | 'answer';
  /** What a good model would write here. */
  readonly text: string;
  /** The key that came with the request. */
  readonly key: string;
  /** An origin that nobody may be sent to. */
  readonly elsewhere: string;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** One way in which a server is odd or fails. */
export interface Way {
  readonly name: string;
  readonly reply: (occasion: Occasion) => Reply;
  /** Whether it can happen to this request at all; absent: to any. */
  readonly fits?: (occasion: Occasion) => boolean;
}

/** Every way that the issue of dependability lists. */
export const WAYS: readonly Way[] = [...connectionWays, ...statusWays, ...streamWays, ...modelWays, ...refusalWays];
