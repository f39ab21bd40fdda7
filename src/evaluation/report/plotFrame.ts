import { html, type Markup } from './markup.ts';

const WIDTH = 560;
const HEIGHT = 320;
const LEFT = 64;
const RIGHT = 28;
const TOP = 12;
const BOTTOM = 44;
/** About so many. */
const TICKS = 5;
const LEGEND_LINE = 20;

/** So many shapes and line styles tell series apart without a colour. */
export const SHAPES = 8;

/** A scale from 0 to `most`, with a mark at every `step`. */
export interface Axis {
  readonly most: number;
  readonly step: number;
  readonly name: string;
  readonly write: (value: number) => string;
}

/** A point of a plot, with the ends of its interval where it has one; in pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
}

/** A scale that holds the value, however small, with round numbers; marks are not closer than `least`. */
export function axisTo(value: number, name: string, write: Axis['write'], least = 0): Axis {
  const step = Math.max(least, roundedUp((value > 0 ? value : 1) / TICKS));
  return { most: step * Math.max(1, Math.ceil(value / step - ROUNDING)), step, name, write };
}

/** So that 5 · 0.2 is 1. */
const ROUNDING = 1e-9;

/** The next of 1, 2, 5, 10, 20, … or 0.5, 0.2, … */
function roundedUp(value: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(value));
  return magnitude * ([1, 2, 5].find(digit => digit * magnitude >= value * (1 - ROUNDING)) ?? 10);
}

export const plotX = ({ most }: Axis, value: number): number => rounded(LEFT + (value / most) * (WIDTH - LEFT - RIGHT));
export const plotY = ({ most }: Axis, value: number): number => rounded(HEIGHT - BOTTOM - (value / most) * (HEIGHT - TOP - BOTTOM));

const rounded = (pixels: number): number => Math.round(pixels * 10) / 10;

/** The mark of a series: circle, square, triangle, diamond, then the same hollow. */
export function shape(series: number, x: number, y: number): Markup {
  const filled = series % SHAPES < SHAPES / 2 ? 'filled' : 'hollow';
  const corners = CORNERS[series % (SHAPES / 2)];
  if (!corners) return html`<circle class="${filled}" cx="${x}" cy="${y}" r="5"/>`;
  const points = corners.map(([dx, dy]) => `${rounded(x + dx)},${rounded(y + dy)}`).join(' ');
  return html`<polygon class="${filled}" points="${points}"/>`;
}

const CORNERS: readonly (readonly (readonly [number, number])[] | undefined)[] = [
  undefined,
  [
    [-5, -5],
    [5, -5],
    [5, 5],
    [-5, 5],
  ],
  [
    [0, -6],
    [6, 5],
    [-6, 5],
  ],
  [
    [0, -7],
    [6, 0],
    [0, 7],
    [-6, 0],
  ],
];

/** One strategy in a plot; its number, the same in every plot, gives its shape and colour. */
export interface Series {
  readonly name: string;
  readonly number: number;
}

/** What a plot is made of. */
export interface PlotParts {
  readonly title: string;
  /** The same in words, for those who do not see it. */
  readonly described: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly marks: readonly Markup[];
  readonly series: readonly Series[];
}

/** Draws axes, marks and a legend, with a name and a description. */
export function frame({ title, described, x, y, marks, series }: PlotParts): Markup {
  const height = HEIGHT + LEGEND_LINE * series.length;
  return html`<figure>
<figcaption>${title}</figcaption>
<svg role="img" viewBox="0 0 ${WIDTH} ${height}" aria-label="${title}. ${described}">
<g class="axes">${ticks(x).map(value => tickX(x, value))}${ticks(y).map(value => tickY(y, value))}</g>
<text class="name" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 6}" text-anchor="middle">${x.name}</text>
${marks}<g class="legend">${series.map(legendLine)}</g>
</svg>
</figure>
`;
}

const ticks = ({ most, step }: Axis): readonly number[] => Array.from({ length: Math.round(most / step) + 1 }, (_, at) => at * step);

function tickX(axis: Axis, value: number): Markup {
  const x = plotX(axis, value);
  return html`<line x1="${x}" x2="${x}" y1="${TOP}" y2="${HEIGHT - BOTTOM}"/><text x="${x}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle">${axis.write(value)}</text>\n`;
}

function tickY(axis: Axis, value: number): Markup {
  const y = plotY(axis, value);
  return html`<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}"/><text x="${LEFT - 8}" y="${y + 4}" text-anchor="end">${axis.write(value)}</text>\n`;
}

function legendLine({ name, number }: Series, at: number): Markup {
  const y = HEIGHT + 6 + at * LEGEND_LINE;
  return html`<g class="mark m${number % SHAPES}">${shape(number, LEFT + 8, y)}</g><text x="${LEFT + 24}" y="${y + 4}">${name}</text>\n`;
}
