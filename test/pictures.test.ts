import assert from 'node:assert/strict';
import { deflateSync, inflateSync } from 'node:zlib';
import { encodeAnimation, encodePng } from './pictures/encode.ts';
import { choosePalette, paint } from './pictures/palette.ts';
import { chunk, decodePng, type Picture, readChunks, toFile } from './pictures/png.ts';

const picture = (width: number, colours: readonly number[]): Picture => ({
  width,
  height: colours.length / width,
  pixels: Uint8Array.from(colours.flatMap(colour => [colour >> 16, (colour >> 8) & 255, colour & 255])),
});
const typesIn = (png: Buffer): readonly string[] => readChunks(png).map(({ type }) => type);
const dataOf = (png: Buffer, type: string): readonly Buffer[] =>
  readChunks(png)
    .filter(one => one.type === type)
    .map(({ data }) => data);

describe('The pictures of the README', () => {
  it('are read with every filter that a browser may use', () => {
    const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 5, 8, 2, 0, 0, 0]);
    const lines = Buffer.from([...[0, 10, 20, 30], ...[1, 1, 1, 1], ...[2, 1, 1, 1], ...[3, 1, 1, 1], ...[4, 1, 1, 1]]);
    const png = toFile([chunk('IHDR', head), chunk('IDAT', deflateSync(lines)), chunk('IEND', new Uint8Array())]);
    assert.deepEqual([...decodePng(png).pixels], [10, 20, 30, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3]);
  });

  it('keep their colours where these are few', () => {
    const small = picture(2, [0xff0000, 0x00ff00, 0x0000ff, 0xffffff]);
    const palette = choosePalette([small], 256);
    assert.deepEqual(
      [...paint(small, palette).indexes].map(place => palette[place]),
      [0xff0000, 0x00ff00, 0x0000ff, 0xffffff],
    );
    assert.deepEqual(typesIn(encodePng(small)), ['IHDR', 'PLTE', 'IDAT', 'IEND']);
  });

  it('get colours that are near where they have too many', () => {
    const greys = picture(
      32,
      Array.from({ length: 1024 }, (_, place) => (place >> 2) * 0x010101),
    );
    const palette = choosePalette([greys], 16);
    assert.equal(palette.length, 16);
    const worst = [...paint(greys, palette).indexes].map((place, at) => Math.abs(((palette[place] ?? 0) & 255) - ((at >> 2) & 255)));
    assert.ok(Math.max(...worst) <= 16);
  });

  it('move: each frame after the first holds only what has changed', () => {
    const film = encodeAnimation([
      { picture: picture(3, [1, 1, 1, 1, 1, 1]), delayMs: 100 },
      { picture: picture(3, [1, 1, 1, 1, 2, 1]), delayMs: 250 },
      { picture: picture(3, [1, 1, 1, 1, 2, 1]), delayMs: 1000 },
    ]);
    assert.deepEqual(typesIn(film), ['IHDR', 'acTL', 'PLTE', 'tRNS', 'fcTL', 'IDAT', 'fcTL', 'fdAT', 'fcTL', 'fdAT', 'IEND']);
    const [, second] = dataOf(film, 'fcTL');
    assert.deepEqual(
      [0, 4, 8, 12, 16].map(at => second?.readUInt32BE(at)),
      [1, 1, 1, 1, 1],
      'its number, and one pixel at (1, 1)',
    );
    assert.equal(second?.readUInt16BE(20), 250);
    const [changed, unchanged] = dataOf(film, 'fdAT').map(data => ({
      number: data.readUInt32BE(0),
      index: inflateSync(data.subarray(4))[1],
    }));
    assert.deepEqual(changed, { number: 2, index: 1 });
    assert.deepEqual(unchanged, { number: 4, index: 2 }, 'seen through');
  });
});
