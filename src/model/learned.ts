import * as z from 'zod/mini';
import { type Ladder, RUNGS, type Rung } from '../engine/ports.ts';
import { originOf } from './baseUrl.ts';

const learnedSchema = z.object({
  /** The first way of asking for a step that works. */
  rung: z.optional(z.enum(RUNGS)),
  /** Parameters that were refused by name. */
  refused: z.optional(z.array(z.string())),
  /** The model thinks by itself before it writes. */
  reasons: z.optional(z.boolean()),
  /** Wall time in milliseconds; counted from the first thing learned, so that all of it is tried again in time. */
  learnedAtMs: z.number(),
});
/** What an endpoint and model were found to accept. Plain JSON. */
export type Learned = Readonly<z.infer<typeof learnedSchema>>;

/** Keeps what was learned; the hosts make it last. */
export interface LearnedStore {
  get(key: string): Learned | undefined;
  /** `undefined` forgets: everything is tried again. */
  set(key: string, learned: Learned | undefined): void;
}

/** Learning is per origin and model. */
export const learnedKey = (baseUrl: string, model: string): string => `${originOf(baseUrl)} ${model}`;

/** After this everything is tried again. */
const LEARNED_FOR_MS = 7 * 24 * 60 * 60 * 1000;

/** What is still known; nothing that is older than 7 days. */
export function recall(store: LearnedStore, key: string, nowMs: number): Partial<Learned> {
  const learned = store.get(key);
  return learned && nowMs - learned.learnedAtMs < LEARNED_FOR_MS ? learned : {};
}

/** Adds to what is known. */
export function remember(store: LearnedStore, key: string, change: Omit<Partial<Learned>, 'learnedAtMs'>, nowMs: number): void {
  store.set(key, { learnedAtMs: nowMs, ...recall(store, key, nowMs), ...change });
}

/** A store over what was saved earlier (of any form: what cannot be read is forgotten); `save` gets all of it after each change. */
export function createLearnedStore(saved: unknown = {}, save: (all: Readonly<Record<string, Learned>>) => void = () => {}): LearnedStore {
  const all = new Map(Object.entries(z.safeParse(z.record(z.string(), z.unknown()), saved).data ?? {}).flatMap(readEntry));
  return {
    get: key => all.get(key),
    set: (key, learned) => {
      if (learned) all.set(key, learned);
      else all.delete(key);
      save(Object.fromEntries(all));
    },
  };
}

function readEntry([key, value]: [string, unknown]): [string, Learned][] {
  const { data } = z.safeParse(learnedSchema, value);
  return data ? [[key, data]] : [];
}

/** How a reader wants steps to be asked for: all ways in turn from the strictest down, the two in JSON, or marked text alone. */
export const STEP_FORMATS = ['auto', 'json', 'text'] as const;
export type StepFormat = (typeof STEP_FORMATS)[number];

const WAYS: Readonly<Record<StepFormat, readonly Rung[]>> = {
  auto: RUNGS,
  json: ['schema', 'object'],
  text: ['text'],
};

export interface LadderOptions {
  readonly store: LearnedStore;
  readonly key: string;
  readonly stepFormat: StepFormat;
  /** Wall time. */
  readonly nowMs: () => number;
}

/** The ways of asking for a step from the strictest down, beginning where this endpoint and model were found to begin. */
export function createLadder({ store, key, stepFormat, nowMs }: LadderOptions): Ladder {
  const ways = WAYS[stepFormat];
  const start = (): Rung => ways.find(way => way === recall(store, key, nowMs()).rung) ?? ways[0] ?? 'text';
  return {
    start,
    below: rung => ways[ways.indexOf(rung) + 1],
    settle: rung => {
      // Text that the reader chose says nothing about the server, and the top rung need not be noted.
      if (stepFormat !== 'text' && rung !== start()) remember(store, key, { rung }, nowMs());
    },
  };
}
