import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { estimateTokens } from '../engine/tokens.ts';
import type { Attachment } from '../protocol/messages.ts';
import { DisposableStore } from './disposableStore.ts';
import { readDroppedUri } from './droppedUri.ts';
import { type ChosenExcerpt, excerptOf } from './excerpt.ts';
import { isSameSpan, type LineSpan, moveSpan } from './lineSpan.ts';
import { openDocument, ownUri } from './openDocument.ts';
import { type DocumentPlace, describePlace } from './selectedPlace.ts';

/** Lines of a document that go along with the next question; no lines: all of it. */
interface Attached {
  readonly id: string;
  readonly uri: vscode.Uri;
  readonly span?: LineSpan;
  readonly tokens: number;
}

const keptSchema = z.array(
  z.object({
    id: z.string(),
    uri: z.string(),
    span: z.exactOptional(z.object({ first: z.int(), last: z.int() })),
    tokens: z.number(),
  }),
);
const KEPT_UNDER = 'stepwise.attachments';

/** More than these no question is about. */
const MOST_ATTACHMENTS = 20;

/** What goes along with the next question: places in documents, whose text is read when the question is asked. */
export class Attachments implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly changed = this.owned.add(new vscode.EventEmitter<void>());
  private readonly memory: vscode.Memento;
  private readonly mostCharacters: () => number;
  private attached: readonly Attached[];

  readonly onDidChange = this.changed.event;

  /** `memory` keeps the places (no text) over a reload of the window; `mostCharacters` is what a document may bring along. */
  constructor(memory: vscode.Memento, mostCharacters: () => number) {
    this.memory = memory;
    this.mostCharacters = mostCharacters;
    this.attached = readKept(memory.get(KEPT_UNDER));
    this.owned.add(vscode.workspace.onDidChangeTextDocument(change => this.follow(change)));
  }

  /** As the page shows them, oldest first. */
  get shown(): readonly Attachment[] {
    return this.attached.map(({ id, uri, span, tokens }) => ({ id, label: describePlace(uri, span), tokens }));
  }

  /** Takes in what was dropped or chosen, and tells what could not be. */
  async addUris(uris: readonly string[]): Promise<void> {
    for (const text of uris) {
      const { uri, span } = readDroppedUri(text);
      const document = await documentAt(uri);
      if (document) this.add(document, span);
      else tellUnreadable(uri);
    }
  }

  addPlace({ document, span }: DocumentPlace): void {
    this.add(document, span);
  }

  /** Takes some out; they were asked about, or are no longer wanted. */
  remove(ids: readonly string[]): void {
    this.set(this.attached.filter(({ id }) => !ids.includes(id)));
  }

  /** What stands at these places now; `undefined`, with a word to the reader, where one can no longer be read. */
  async read(ids: readonly string[]): Promise<readonly ChosenExcerpt[] | undefined> {
    const excerpts: ChosenExcerpt[] = [];
    for (const { uri, span } of this.attached.filter(({ id }) => ids.includes(id))) {
      const document = await openDocument(uri);
      if (!document) return tellUnreadable(uri.toString());
      excerpts.push(excerptOf(document, span ? rangeOf(document, span) : wholeOf(document), { of: 'attached' }));
    }
    return excerpts;
  }

  dispose(): void {
    this.owned.dispose();
  }

  private add(document: vscode.TextDocument, wanted: LineSpan | undefined): void {
    const { uri } = document;
    const span = fittingSpan(document, wanted, this.mostCharacters());
    const isThere = this.attached.some(one => one.uri.toString() === uri.toString() && isSameSpan(one.span, span));
    if (isThere || this.attached.length >= MOST_ATTACHMENTS) return;
    const tokens = estimateTokens(document.getText(span && rangeOf(document, span)));
    this.set([...this.attached, { id: crypto.randomUUID(), uri, tokens, ...(span && { span }) }]);
  }

  private set(attached: readonly Attached[]): void {
    this.attached = attached;
    const kept = attached.map(one => ({ ...one, uri: one.uri.toString() }));
    void this.memory.update(KEPT_UNDER, kept.length > 0 ? kept : undefined);
    this.changed.fire();
  }

  private follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const isMeant = ({ uri, span }: Attached) => span !== undefined && uri.toString() === document.uri.toString();
    if (contentChanges.length === 0 || !this.attached.some(isMeant)) return;
    this.set(this.attached.map(one => (one.span && isMeant(one) ? { ...one, span: movedSpan(one.span, contentChanges) } : one)));
  }
}

function readKept(kept: unknown): readonly Attached[] {
  const { data = [] } = z.safeParse(keptSchema, kept);
  return data.map(one => ({ ...one, uri: vscode.Uri.parse(one.uri) }));
}

async function documentAt(text: string): Promise<vscode.TextDocument | undefined> {
  const uri = ownUri(text);
  return uri && openDocument(uri);
}

/** VS Code tells several changes from the end of the document to its beginning, so that each is right for the one before. */
function movedSpan(span: LineSpan, changes: readonly vscode.TextDocumentContentChangeEvent[]): LineSpan {
  return changes.reduce(
    (moved, { range: { start, end }, text }) =>
      moveSpan(moved, { startLine: start.line, endLine: end.line, endCharacter: end.character, text }),
    span,
  );
}

/** The lines that are wanted, as far as a question can hold them; `undefined` for all of the document. */
function fittingSpan(document: vscode.TextDocument, wanted: LineSpan | undefined, mostCharacters: number): LineSpan | undefined {
  const range = wanted ? rangeOf(document, wanted) : wholeOf(document);
  const text = document.getText(range);
  const first = range.start.line + 1;
  if (text.length <= mostCharacters) return wanted && { first, last: range.end.line + 1 };
  const lines = text.slice(0, mostCharacters).match(/\n/g)?.length ?? 0;
  return { first, last: first + Math.max(0, lines - 1) };
}

/** The whole lines of a span, as far as the document has them. */
const rangeOf = (document: vscode.TextDocument, { first, last }: LineSpan): vscode.Range =>
  document.validateRange(new vscode.Range(first - 1, 0, last - 1, Number.MAX_SAFE_INTEGER));

const wholeOf = (document: vscode.TextDocument): vscode.Range =>
  new vscode.Range(document.lineAt(0).range.start, document.lineAt(document.lineCount - 1).range.end);

function tellUnreadable(text: string): undefined {
  const uri = ownUri(text);
  const path = uri ? vscode.workspace.asRelativePath(uri) : text;
  const words = vscode.l10n.t('{path} cannot go along with a question: only text files of this workspace and open documents can.', {
    path,
  });
  void vscode.window.showWarningMessage(words);
  return undefined;
}
