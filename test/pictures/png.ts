import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** A picture, three bytes a pixel: red, green, blue. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** A picture whose pixels are places in a list of colours. */
export interface IndexedPicture {
  readonly width: number;
  readonly height: number;
  readonly indexes: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const RGB = 2;
const RGBA = 6;
const INDEXED = 3;

/** One chunk of a PNG, with its length and its checksum. */
export function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** The chunks of a PNG, in order. */
export function readChunks(png: Buffer): readonly { readonly type: string; readonly data: Buffer }[] {
  const chunks = [];
  for (let place = SIGNATURE.length; place < png.length; ) {
    const length = png.readUInt32BE(place);
    chunks.push({ type: png.toString('latin1', place + 4, place + 8), data: png.subarray(place + 8, place + 8 + length) });
    place += length + 12;
  }
  return chunks;
}

/** Joins chunks to a file. */
export const toFile = (chunks: readonly Buffer[]): Buffer => Buffer.concat([SIGNATURE, ...chunks]);

/** The head of a picture of at most 256 colours. */
export function header({ width, height }: Pick<Picture, 'width' | 'height'>): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([8, INDEXED, 0, 0, 0], 8);
  return chunk('IHDR', data);
}

/** The pixels as a PNG packs them: each line led by the filter that it uses, which is none. */
export function pack({ width, height, indexes }: IndexedPicture): Buffer {
  const lines = Buffer.alloc((width + 1) * height);
  for (let line = 0; line < height; line += 1) lines.set(indexes.subarray(line * width, (line + 1) * width), line * (width + 1) + 1);
  return deflateSync(lines, { level: 9, memLevel: 9 });
}

/** Reads what a browser writes as a screenshot: eight bits a channel, not interlaced. */
export function decodePng(png: Buffer): Picture {
  const chunks = readChunks(png);
  const head = chunks.find(({ type }) => type === 'IHDR')?.data;
  const type = head?.[9];
  if (head?.[8] !== 8 || head[12] !== 0 || (type !== RGB && type !== RGBA)) throw new Error('This is no screenshot of a browser.');
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const channels = type === RGB ? 3 : 4;
  const packed = Buffer.concat(chunks.filter(one => one.type === 'IDAT').map(({ data }) => data));
  const lines = unfilter(inflateSync(packed), width * channels, channels);
  return { width, height, pixels: channels === 3 ? lines : withoutAlpha(lines) };
}

function withoutAlpha(pixels: Uint8Array): Uint8Array {
  const opaque = new Uint8Array((pixels.length / 4) * 3);
  for (let from = 0, to = 0; from < pixels.length; from += 4, to += 3) opaque.set(pixels.subarray(from, from + 3), to);
  return opaque;
}

/** Takes the filters of PNG (specification, chapter 9) back, line by line. */
function unfilter(filtered: Uint8Array, stride: number, step: number): Uint8Array {
  const height = filtered.length / (stride + 1);
  const lines = new Uint8Array(stride * height);
  for (let line = 0; line < height; line += 1) {
    const filter = filtered[line * (stride + 1)] ?? 0;
    const [from, to] = [line * (stride + 1) + 1, line * stride];
    for (let at = 0; at < stride; at += 1) {
      const left = at >= step ? (lines[to + at - step] ?? 0) : 0;
      const up = line > 0 ? (lines[to + at - stride] ?? 0) : 0;
      const corner = at >= step && line > 0 ? (lines[to + at - stride - step] ?? 0) : 0;
      lines[to + at] = (filtered[from + at] ?? 0) + predict(filter, left, up, corner);
    }
  }
  return lines;
}

function predict(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return nearest(left + up - corner, left, up, corner);
    default:
      return 0;
  }
}

function nearest(guess: number, left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
