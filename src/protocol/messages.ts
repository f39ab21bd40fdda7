import * as z from 'zod/mini';
import type { ComparedPair } from '../engine/comparison.ts';
import type { ReasoningEvent } from '../engine/events.ts';
import type { Outlook } from '../engine/outlook.ts';
import type { Prices } from '../engine/prices.ts';
import type { Session } from '../engine/session.ts';
import type { TokenScale } from '../engine/tokens.ts';
import type { WordBundle } from '../engine/translate.ts';

/** An endpoint that the page offers while nothing is connected. */
export interface ConnectOffer {
  readonly id: string;
  readonly label: string;
  readonly baseUrl: string;
}

/** A piece of a document that goes along with the next question. */
export interface Attachment {
  readonly id: string;
  /** `src/a.ts`, or `src/a.ts:3-9`. */
  readonly label: string;
  /** Roughly what it takes of the context. */
  readonly tokens: number;
}

/** How much of the model's context the next question would take before a word of it is typed, in tokens. */
export interface ContextUse {
  readonly size: number;
  readonly used: number;
  /** How this model was found to count. */
  readonly scale: TokenScale;
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
  /** Of thinking and answer. */
  readonly language: string;
  readonly languages: readonly string[];
  readonly stepDisplay: 'auto' | 'expanded' | 'collapsed';
  /** What the reader says that models cost. */
  readonly prices: Prices;
  /** Which branch of the session is shown. */
  readonly branch: number;
  /** The two runs that are shown side by side, in place of the branch. */
  readonly compared?: ComparedPair;
  /** Questions that wait for the run that goes on, oldest first. */
  readonly queued: readonly string[];
  /** What goes along with the next question, oldest first. */
  readonly attachments: readonly Attachment[];
  /** What is selected in the editor and could go along. */
  readonly selection?: Pick<Attachment, 'label'>;
  /** The name of the file that an editor shows, for an example question about it. */
  readonly openFile?: string;
  /** Absent where the size of the context is not known. */
  readonly context?: ContextUse;
  /** What a run would come to, where that is much. */
  readonly outlook?: Outlook;
  /** A setting that cannot be used, in the reader's words, with its id for the button that opens it. */
  readonly settingProblem?: { readonly setting: string; readonly message: string };
}

/** A session of this workspace, as a list of them shows it. */
export interface HistoryEntry {
  readonly id: string;
  readonly name: string;
  readonly changedAtMs: number;
  readonly questions: number;
  /** Of the newest run. */
  readonly model: string;
  readonly isPinned: boolean;
  readonly isCurrent: boolean;
  /** Another window works on it. */
  readonly isInUse: boolean;
  /** Questions, titles of steps, beginnings of answers: what a search looks through besides the name. */
  readonly text: string;
}

/** The sessions of this workspace, pinned ones first, then the newest. */
export interface HistoryList {
  readonly entries: readonly HistoryEntry[];
  /** What can be taken back, the latest first. */
  readonly deleted: readonly { readonly id: string; readonly name: string }[];
  /** False where the reader wants no sessions to be kept. */
  readonly isKept: boolean;
  /** What there is will follow. */
  readonly isReading?: true;
}

/** Host → page. `seq` and `first` number what a page is told; a page that misses a number asks again. */
export type HostMessage =
  | {
      readonly type: 'snapshot';
      /** The number of the event that comes next; the snapshot has the one before. */
      readonly seq: number;
      readonly session: Session;
      readonly ui: PageUi;
      readonly words: WordBundle;
      /** BCP 47, for numbers and `lang`. */
      readonly locale: string;
      /** Since the start of the run and of what each of its chains is writing now, by its number, where a run goes on. */
      readonly elapsedMs?: { readonly run: number; readonly parts: Readonly<Record<string, number>> };
    }
  | { readonly type: 'events'; readonly first: number; readonly events: readonly ReasoningEvent[] }
  | { readonly type: 'ui'; readonly ui: PageUi }
  /** Words that were not asked after all: the question box gets them back. */
  | { readonly type: 'giveBack'; readonly question: string }
  /** With a list: the page shows it in the place of the session. Without: the page shows the session. */
  | { readonly type: 'history'; readonly list?: HistoryList }
  /** Which of the paths that the page asked about are files of the workspace. */
  | { readonly type: 'knownFiles'; readonly known: Readonly<Record<string, boolean>> }
  | HostReply;

/** A file of the workspace that could go along with a question. */
export interface FoundFile {
  readonly uri: string;
  /** As people write it, from the workspace on. */
  readonly path: string;
}

/** What the host says to a page that asked under the number `request`. */
export type HostReply =
  | { readonly type: 'files'; readonly request: number; readonly files: readonly FoundFile[] }
  | { readonly type: 'pasted'; readonly request: number; readonly attached: boolean };

/** What the reader can ask the host for with one button. */
export const PAGE_ACTIONS = [
  'stop',
  'answerNow',
  'pause',
  'thinkMore',
  'compare',
  'closeComparison',
  'newSession',
  'setApiKey',
  'selectModel',
  'tryAgain',
  'shortenExcerpt',
  'showLog',
  'connect',
  'attachFile',
] as const;
export type PageAction = (typeof PAGE_ACTIONS)[number];

const uri = z.string().check(z.minLength(1), z.maxLength(4096));
const sessionId = z.string().check(z.maxLength(100));

/** A path in the workspace, as a text writes it. */
const path = z.string().check(z.minLength(1), z.maxLength(1000));
/** Counted from 1. */
const line = z.int().check(z.positive());
const words = z.string().check(z.minLength(1), z.maxLength(1_000_000));
const attachmentIds = z.exactOptional(z.array(z.string()).check(z.maxLength(100)));

/** Page → host. Parsed, not trusted: a page is a browser page. Made at the first message, not at every activation. */
export const pageMessageSchema = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('ready') }),
    z.object({ type: z.literal('ask'), question: words, attachments: attachmentIds }),
    z.object({ type: z.literal('attach'), uris: z.array(uri).check(z.maxLength(100)) }),
    z.object({ type: z.literal('attachSelection'), label: z.string() }),
    z.object({ type: z.literal('attachPasted'), request: z.int(), text: words }),
    z.object({ type: z.literal('detach'), id: z.string() }),
    z.object({ type: z.literal('findFiles'), request: z.int(), typed: z.string().check(z.maxLength(200)) }),
    z.object({ type: z.literal('askAboutEditor'), question: words }),
    z.object({ type: z.literal('action'), action: z.enum(PAGE_ACTIONS) }),
    z.object({ type: z.literal('resume'), runId: z.string(), wish: z.exactOptional(z.literal('answer')) }),
    z.object({ type: z.literal('remark'), text: words }),
    z.object({ type: z.literal('queue'), question: words, attachments: attachmentIds }),
    z.object({ type: z.literal('unqueue'), place: z.int() }),
    z.object({ type: z.literal('askQueued'), place: z.int() }),
    z.object({ type: z.literal('showBranch'), branch: z.int() }),
    z.object({ type: z.literal('retryStep'), node: z.string() }),
    z.object({ type: z.literal('editStep'), node: z.string(), title: z.string(), content: words }),
    z.object({ type: z.literal('askAboutStep'), node: z.string(), question: words }),
    z.object({ type: z.literal('compareDirect'), runId: z.string() }),
    z.object({ type: z.literal('connectTo'), offer: z.string() }),
    z.object({ type: z.literal('choose'), what: z.enum(['preset', 'strategy', 'model', 'language']), value: z.string() }),
    z.object({ type: z.literal('showHistory'), shown: z.boolean() }),
    z.object({ type: z.literal('openSession'), session: sessionId }),
    z.object({ type: z.literal('renameSession'), session: sessionId, name: z.string().check(z.maxLength(1000)) }),
    z.object({ type: z.literal('pinSession'), session: sessionId, pinned: z.boolean() }),
    z.object({ type: z.literal('deleteSession'), session: sessionId }),
    z.object({ type: z.literal('restoreSession'), session: sessionId }),
    z.object({ type: z.literal('exportSession'), session: sessionId }),
    z.object({ type: z.literal('openRecording') }),
    z.object({ type: z.literal('copy'), text: z.string() }),
    z.object({ type: z.literal('insertCode'), code: z.string() }),
    z.object({ type: z.literal('openCode'), code: z.string(), language: z.string() }),
    z.object({ type: z.literal('resolveFiles'), paths: z.array(path).check(z.minLength(1), z.maxLength(100)) }),
    z.object({ type: z.literal('openFile'), path, line: z.exactOptional(line), endLine: z.exactOptional(line) }),
    z.object({ type: z.literal('showPrompt'), node: z.string() }),
    z.object({ type: z.literal('openLink'), href: z.string() }),
    z.object({ type: z.literal('openSetting'), setting: z.string() }),
  ]),
);
export type PageMessage = z.infer<typeof pageMessageSchema>;
