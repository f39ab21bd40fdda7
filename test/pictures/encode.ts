import { choosePalette, paint, paletteBytes } from './palette.ts';
import { chunk, header, type IndexedPicture, type Picture, pack, toFile } from './png.ts';

/** One picture of a film, and how long it stands. */
export interface Frame {
  readonly picture: Picture;
  readonly delayMs: number;
}

const MOST_COLOURS = 256;
const END = chunk('IEND', new Uint8Array());

/** The picture in at most 256 colours: a third of what a browser writes. */
export function encodePng(picture: Picture): Buffer {
  const palette = choosePalette([picture], MOST_COLOURS);
  return toFile([header(picture), chunk('PLTE', paletteBytes(palette)), chunk('IDAT', pack(paint(picture, palette))), END]);
}

/**
 * An animated PNG that plays without end. All frames share their colours, and each after the first holds only what has changed:
 * the rest is seen through. Whoever knows no animated PNG shows the first.
 */
export function encodeAnimation(frames: readonly Frame[]): Buffer {
  const [first] = frames;
  if (!first) throw new Error('There is nothing to be shown.');
  // One place is left for what is seen through.
  const palette = choosePalette(
    frames.map(({ picture }) => picture),
    MOST_COLOURS - 1,
  );
  const painted = frames.map(({ picture }) => paint(picture, palette));
  const clear = palette.length;
  const alphas = new Uint8Array(clear + 1).fill(255, 0, clear);
  const head = [header(first.picture), chunk('acTL', words(frames.length, 0)), chunk('PLTE', paletteBytes([...palette, 0]))];
  const film = painted.flatMap((whole, place) => encodeFrame(whole, painted[place - 1], frames[place]?.delayMs ?? 0, place, clear));
  return toFile([...head, chunk('tRNS', alphas), ...film, END]);
}

/** The chunks of one frame. Their numbers count on over the whole film: the first has one, each other two. */
function encodeFrame(
  whole: IndexedPicture,
  before: IndexedPicture | undefined,
  delayMs: number,
  place: number,
  clear: number,
): readonly Buffer[] {
  const number = place === 0 ? 0 : place * 2 - 1;
  const box = before ? changedBox(whole, before) : { left: 0, top: 0, width: whole.width, height: whole.height };
  const part = before ? changedPart(whole, before, box, clear) : whole;
  const timing = Buffer.alloc(6);
  timing.writeUInt16BE(Math.min(delayMs, 65_535), 0);
  timing.writeUInt16BE(1000, 2);
  timing[5] = before ? 1 : 0; // Over what stands, or in its place.
  const control = chunk('fcTL', Buffer.concat([words(number, box.width, box.height, box.left, box.top), timing]));
  return [control, before ? chunk('fdAT', Buffer.concat([words(number + 1), pack(part)])) : chunk('IDAT', pack(part))];
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The smallest box around all that has changed; one pixel where nothing has. */
function changedBox({ width, height, indexes }: IndexedPicture, before: IndexedPicture): Box {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let at = 0; at < indexes.length; at += 1) {
    if (indexes[at] === before.indexes[at]) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  }
  return right < 0 ? { left: 0, top: 0, width: 1, height: 1 } : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

function changedPart(whole: IndexedPicture, before: IndexedPicture, { left, top, width, height }: Box, clear: number): IndexedPicture {
  const indexes = new Uint8Array(width * height);
  for (let at = 0; at < indexes.length; at += 1) {
    const from = (top + Math.floor(at / width)) * whole.width + left + (at % width);
    const index = whole.indexes[from] ?? clear;
    indexes[at] = index === before.indexes[from] ? clear : index;
  }
  return { width, height, indexes };
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [place, value] of values.entries()) bytes.writeUInt32BE(value, place * 4);
  return bytes;
}
