import type { IndexedPicture, Picture } from './png.ts';

/** Colours as one number each: red, green and blue, eight bits each. */
export type Colour = number;

const channelsOf = (colour: Colour): readonly [number, number, number] => [colour >> 16, (colour >> 8) & 255, colour & 255];

/** At most `most` colours for all the pictures: the very ones where they are few, else their averages, the frequent ones closer. */
export function choosePalette(pictures: readonly Picture[], most: number): readonly Colour[] {
  const counts = new Map<Colour, number>();
  for (const picture of pictures) for (const colour of coloursOf(picture)) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  if (counts.size <= most) return [...counts.keys()];
  let boxes: readonly Box[] = [toBox([...counts].map(([colour, count]) => ({ colour, count })))];
  while (boxes.length < most) boxes = splitLargest(boxes);
  return boxes.map(averageOf);
}

/** The picture with each pixel as the place of the nearest colour. */
export function paint(picture: Picture, palette: readonly Colour[]): IndexedPicture {
  const known = new Map<Colour, number>(palette.map((colour, place) => [colour, place]));
  const indexes = new Uint8Array(picture.width * picture.height);
  let at = 0;
  for (const colour of coloursOf(picture)) {
    const place = known.get(colour) ?? nearestOf(palette, colour);
    known.set(colour, place);
    indexes[at] = place;
    at += 1;
  }
  return { width: picture.width, height: picture.height, indexes };
}

/** The list of colours as a PNG holds it. */
export const paletteBytes = (palette: readonly Colour[]): Uint8Array => Uint8Array.from(palette.flatMap(channelsOf));

function* coloursOf({ pixels }: Picture): Generator<Colour> {
  for (let at = 0; at < pixels.length; at += 3) yield ((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0);
}

function nearestOf(palette: readonly Colour[], colour: Colour): number {
  const distances = palette.map(one => distance(one, colour));
  return distances.indexOf(Math.min(...distances));
}

function distance(one: Colour, other: Colour): number {
  const [a, b] = [channelsOf(one), channelsOf(other)];
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}

interface Counted {
  readonly colour: Colour;
  readonly count: number;
}
/** Colours that will share one; `spread` says how much that would cost, along the channel that differs most. */
interface Box {
  readonly colours: readonly Counted[];
  readonly channel: 0 | 1 | 2;
  readonly spread: number;
}

function toBox(colours: readonly Counted[]): Box {
  const spreads = ([0, 1, 2] as const).map(channel => ({ channel, spread: varianceOf(colours, channel) }));
  const widest = spreads.reduce((one, other) => (other.spread > one.spread ? other : one));
  return { colours, ...widest };
}

function varianceOf(colours: readonly Counted[], channel: 0 | 1 | 2): number {
  const mean = meanOf(colours, channel);
  return colours.reduce((sum, { colour, count }) => sum + count * (channelsOf(colour)[channel] - mean) ** 2, 0);
}

function meanOf(colours: readonly Counted[], channel: 0 | 1 | 2): number {
  const all = colours.reduce((sum, { count }) => sum + count, 0);
  return colours.reduce((sum, { colour, count }) => sum + count * channelsOf(colour)[channel], 0) / all;
}

function splitLargest(boxes: readonly Box[]): readonly Box[] {
  const largest = boxes.reduce((one, other) => (other.spread > one.spread ? other : one));
  const mean = meanOf(largest.colours, largest.channel);
  const isLow = ({ colour }: Counted): boolean => channelsOf(colour)[largest.channel] <= mean;
  const halves = [largest.colours.filter(isLow), largest.colours.filter(one => !isLow(one))].filter(half => half.length > 0);
  return [...boxes.filter(box => box !== largest), ...halves.map(toBox)];
}

const averageOf = ({ colours }: Box): Colour => {
  const [red, green, blue] = ([0, 1, 2] as const).map(channel => Math.round(meanOf(colours, channel)));
  return ((red ?? 0) << 16) | ((green ?? 0) << 8) | (blue ?? 0);
};
