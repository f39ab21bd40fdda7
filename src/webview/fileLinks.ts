import type { PageMessage } from '../protocol/messages.ts';

/** How many paths one message asks for at most. */
const MOST_AT_ONCE = 100;
/** Blocks that are drawn together are asked about together. */
const GATHER_MS = 50;

interface FileLinksParts {
  readonly post: (message: PageMessage) => void;
  /** What is said of a file that is not there. */
  readonly missing: () => string;
}

/** Makes links of the references to files that the host knows, and marks the others. Each path is asked about once. */
export class FileLinks {
  readonly #parts: FileLinksParts;
  readonly #known = new Map<string, boolean>();
  readonly #asked = new Set<string>();
  #waiting: string[] = [];

  constructor(parts: FileLinksParts) {
    this.#parts = parts;
  }

  /** Marks the references below the element, now or once the host has answered. */
  show(root: ParentNode): void {
    for (const element of root.querySelectorAll<HTMLElement>('.file:not(.known, .missing)')) {
      const path = element.dataset['path'] ?? '';
      const isKnown = this.#known.get(path);
      if (isKnown !== undefined) this.#mark(element, isKnown);
      else this.#ask(path);
    }
  }

  /** Takes what the host found out. */
  learn(known: Readonly<Record<string, boolean>>): void {
    for (const [path, isKnown] of Object.entries(known)) this.#known.set(path, isKnown);
    this.show(document);
  }

  #mark(element: HTMLElement, isKnown: boolean): void {
    element.classList.add(isKnown ? 'known' : 'missing');
    if (isKnown) return this.#link(element);
    element.append(hiddenNote(this.#parts.missing()));
    element.title = this.#parts.missing();
  }

  /** A link has its colour for the page's background, not for that of code. */
  #link(element: HTMLElement): void {
    element.setAttribute('href', '#');
    if (element.parentElement?.localName === 'code') element.parentElement.classList.add('linked');
  }

  #ask(path: string): void {
    if (this.#asked.has(path)) return;
    this.#asked.add(path);
    if (this.#waiting.push(path) === 1) setTimeout(() => this.#send(), GATHER_MS);
  }

  #send(): void {
    const paths = this.#waiting;
    this.#waiting = [];
    for (let at = 0; at < paths.length; at += MOST_AT_ONCE) {
      this.#parts.post({ type: 'resolveFiles', paths: paths.slice(at, at + MOST_AT_ONCE) });
    }
  }
}

/** Titles are not read out by every screen reader. */
function hiddenNote(text: string): HTMLElement {
  return Object.assign(document.createElement('span'), { className: 'visually-hidden', textContent: ` (${text})` });
}

/** What a click on a reference asks of the host; nothing for any other link. */
export function fileMessageOf({ dataset }: HTMLElement): PageMessage | undefined {
  const { path, line, endLine } = dataset;
  if (path === undefined) return undefined;
  const lines = line === undefined ? {} : { line: Math.max(1, Number(line)), endLine: Math.max(1, Number(endLine ?? line)) };
  return { type: 'openFile', path, ...lines };
}
