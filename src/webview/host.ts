import type { HostMessage, PageMessage } from '../protocol/messages.ts';

interface VsCodeApi {
  postMessage(message: PageMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** What the page keeps for itself over a reload: the reader's own folds of one session, and the words not yet sent. */
export interface Kept {
  readonly sessionId: string;
  readonly chosen: Readonly<Record<string, boolean>>;
  /** The chain that the reader chose to see, by the run's id. */
  readonly picked: Readonly<Record<string, number>>;
  readonly draft: string;
}

/** The page's only way to the extension. VS Code hands it out once in a page's life. */
export interface Host {
  post(message: PageMessage): void;
  /** What an earlier life of this page kept; empty where there was none. */
  readKept(): Kept;
  keep(kept: Kept): void;
  /** Calls `receive` for every message of the host. */
  listen(receive: (message: HostMessage) => void): void;
}

/** Takes VS Code's door; a second call throws. */
export function connectHost(): Host {
  const api = acquireVsCodeApi();
  return {
    post: message => api.postMessage(message),
    readKept: () => readKept(api.getState()),
    keep: kept => api.setState(kept),
    listen: receive =>
      window.addEventListener('message', ({ data }) => {
        if (isHostMessage(data)) receive(data);
      }),
  };
}

const TYPES: ReadonlySet<unknown> = new Set<HostMessage['type']>([
  'snapshot',
  'events',
  'ui',
  'history',
  'giveBack',
  'files',
  'knownFiles',
  'pasted',
]);
const isHostMessage = (data: unknown): data is HostMessage => isRecord(data) && TYPES.has(data['type']);

function readKept(state: unknown): Kept {
  const { sessionId, chosen, picked, draft } = isRecord(state) ? state : {};
  return {
    sessionId: typeof sessionId === 'string' ? sessionId : '',
    chosen: isRecord(chosen) ? Object.fromEntries(Object.entries(chosen).map(([key, open]) => [key, open === true])) : {},
    picked: isRecord(picked) ? Object.fromEntries(Object.entries(picked).map(([run, chain]) => [run, Number(chain)])) : {},
    draft: typeof draft === 'string' ? draft : '',
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
