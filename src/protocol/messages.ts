import * as z from 'zod/mini';
import type { ReasoningEvent } from '../engine/events.ts';
import type { Session } from '../engine/session.ts';
import type { WordBundle } from '../engine/translate.ts';

/** An endpoint that the page offers while nothing is connected. */
export interface ConnectOffer {
  readonly id: string;
  readonly label: string;
  readonly baseUrl: string;
}

/** What the page shows besides the session: it belongs to the host, so that side view and panel agree. */
export interface PageUi {
  /** False while base URL or model is missing: the page offers to connect. */
  readonly connected: boolean;
  /** Host name of the endpoint, for the reader to see where words go. */
  readonly endpoint: string;
  readonly offers: readonly ConnectOffer[];
  readonly preset: string;
  readonly presets: readonly string[];
  readonly strategy: string;
  readonly strategies: readonly string[];
  readonly model: string;
  /** What the endpoint was seen to serve; at least the model in use. */
  readonly models: readonly string[];
  readonly stepDisplay: 'auto' | 'expanded' | 'collapsed';
  /** Which branch of the session is shown. */
  readonly branch: number;
  /** Questions that wait for the run that goes on, oldest first. */
  readonly queued: readonly string[];
  /** A setting that cannot be used, in the reader's words, with its id for the button that opens it. */
  readonly settingProblem?: { readonly setting: string; readonly message: string };
}

/** Host → page. `seq` and `first` number the events since the page's `ready`; a page that misses one asks again. */
export type HostMessage =
  | {
      readonly type: 'snapshot';
      /** How many events this page has been given, this snapshot's included. */
      readonly seq: number;
      readonly session: Session;
      readonly ui: PageUi;
      readonly words: WordBundle;
      /** BCP 47, for numbers and `lang`. */
      readonly locale: string;
      /** Since the start of the run and of what it is writing now, where a run goes on. */
      readonly elapsedMs?: { readonly run: number; readonly part: number };
    }
  | { readonly type: 'events'; readonly first: number; readonly events: readonly ReasoningEvent[] }
  | { readonly type: 'ui'; readonly ui: PageUi };

/** What the reader can ask the host for with one button. */
export const PAGE_ACTIONS = [
  'stop',
  'answerNow',
  'pause',
  'thinkMore',
  'newSession',
  'setApiKey',
  'selectModel',
  'tryAgain',
  'shortenExcerpt',
  'showLog',
  'connect',
] as const;
export type PageAction = (typeof PAGE_ACTIONS)[number];

const words = z.string().check(z.minLength(1), z.maxLength(1_000_000));

/** Page → host. Parsed, not trusted: a page is a browser page. */
export const pageMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('ask'), question: words }),
  z.object({ type: z.literal('action'), action: z.enum(PAGE_ACTIONS) }),
  z.object({ type: z.literal('resume'), runId: z.string(), wish: z.exactOptional(z.literal('answer')) }),
  z.object({ type: z.literal('remark'), text: words }),
  z.object({ type: z.literal('queue'), question: words }),
  z.object({ type: z.literal('unqueue'), place: z.int() }),
  z.object({ type: z.literal('showBranch'), branch: z.int() }),
  z.object({ type: z.literal('retryStep'), node: z.string() }),
  z.object({ type: z.literal('editStep'), node: z.string(), title: z.string(), content: words }),
  z.object({ type: z.literal('askAboutStep'), node: z.string(), question: words }),
  z.object({ type: z.literal('compareDirect'), runId: z.string() }),
  z.object({ type: z.literal('connectTo'), offer: z.string() }),
  z.object({ type: z.literal('choose'), what: z.enum(['preset', 'strategy', 'model']), value: z.string() }),
  z.object({ type: z.literal('copy'), text: z.string() }),
  z.object({ type: z.literal('showPrompt'), node: z.string() }),
  z.object({ type: z.literal('openLink'), href: z.string() }),
  z.object({ type: z.literal('openSetting'), setting: z.string() }),
]);
export type PageMessage = z.infer<typeof pageMessageSchema>;
