import { cutText } from '../shownText.ts';
import { findBlocks, longestBlock } from './renderMarkdown.ts';

/** A text cut into top-level Markdown blocks: finished ones can no longer change, whatever is added to the text. */
export interface Blocks {
  readonly text: string;
  readonly finished: readonly string[];
  /** What may still change: the last block, and what follows it. */
  readonly rest: string;
}

export const noBlocks: Blocks = { text: '', finished: [], rest: '' };

/** The blocks of a text that has grown; looks only at what was not finished. A text that is another one is cut anew. */
export function growBlocks(blocks: Blocks, text: string): Blocks {
  if (text === blocks.text) return blocks;
  const before = text.startsWith(blocks.text) ? blocks : noBlocks;
  return cutText(text.slice(before.text.length), PORTION_LENGTH).reduce(addPortion, before);
}

/** A block is searched for in so much at a time, because that can take the square of the length. */
const PORTION_LENGTH = 10_000;

/** An element for each is too much for the browser; what follows is no longer cut. */
const MOST_BLOCKS = 2000;

function addPortion(before: Blocks, portion: string): Blocks {
  const text = before.text + portion;
  const rest = before.rest + portion;
  const cuts = before.finished.length < MOST_BLOCKS ? findCuts(rest) : [];
  const pieces = cuts.map((end, place) => rest.slice(cuts[place - 1] ?? 0, end).trimEnd());
  const left = rest.slice(cuts.at(-1) ?? 0);
  const tooLong = tooLongOf(left);
  const added = tooLong ? [...pieces, tooLong] : pieces;
  const finished = added.length > 0 ? [...before.finished, ...added] : before.finished;
  return { text, finished, rest: left.slice(tooLong.length) };
}

/** The whole lines of a block that can no longer be drawn as Markdown; else it would be parsed anew with each word, and longer each time. */
function tooLongOf(block: string): string {
  return block.length > longestBlock(block) ? block.slice(0, block.lastIndexOf('\n') + 1 || block.length) : '';
}

/**
 * Where blocks end that are followed by another one. Whole lines are certain. The line that is still being written is not:
 * `#` begins a heading and ends the paragraph above it, but with one letter more (`#1`) it would have gone on with it.
 */
function findCuts(rest: string): readonly number[] {
  const lineStart = rest.lastIndexOf('\n') + 1;
  const whole = rest.slice(0, lineStart);
  const blocks = findBlocks(whole);
  const lines = blocks.slice(1).map(block => block.line);
  const cuts = lines.length === 0 ? [] : lineOffsets(whole, lines);
  const isCut = blocks.length > 0 && endsBefore(rest.slice(lineStart), whole, blocks.at(-1)?.type) && beginsBlock(rest, whole);
  return isCut ? [...cuts, lineStart] : cuts;
}

/** Blocks that nothing below them can go on with. */
const CLOSED = ['heading_open', 'fence', 'hr'];
/** A line that no list can take for its next item, whatever is added to it. */
const NO_LIST_ITEM = /^ {0,3}(?:[^\s\d*+-]|[*+-]\S|\d+[^\d.)]|\d+[.)]\S)/;

/** Whether the last of the whole lines' blocks is over, seeing how the next line begins. */
function endsBefore(line: string, whole: string, type = ''): boolean {
  if (CLOSED.includes(type)) return line.trim() !== '';
  return /\n[ \t]*\n$/.test(whole) && NO_LIST_ITEM.test(line);
}

/** Whether the line after the whole lines begins a block: within open code, for one, it does not. */
function beginsBlock(rest: string, whole: string): boolean {
  const line = whole.split('\n').length - 1;
  return findBlocks(rest).at(-1)?.line === line;
}

function lineOffsets(text: string, lines: readonly number[]): readonly number[] {
  const offsets = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) offsets.push(end + 1);
  return lines.flatMap(line => offsets[line] ?? []);
}
