import type { LineSpan } from './lineSpan.ts';

/** Something that was dropped: a document by its URI, or lines of it. */
export interface DroppedUri {
  readonly uri: string;
  readonly span?: LineSpan;
}

/** `#L3-L9` as web pages write it, `#3,1-9,4` as VS Code does. */
const LINES = /^L?(\d+)(?:,\d+)?(?:-L?(\d+)(?:,\d+)?)?$/;

/** Reads a URI as VS Code writes it where an editor, a file or a symbol is dragged. */
export function readDroppedUri(text: string): DroppedUri {
  const [, uri = '', fragment = ''] = /^([^#]*)#?(.*)$/s.exec(text.trim()) ?? [];
  const [, first, last = first] = LINES.exec(fragment) ?? [];
  if (first === undefined) return { uri };
  return { uri, span: { first: Math.max(1, Number(first)), last: Math.max(1, Number(first), Number(last)) } };
}
