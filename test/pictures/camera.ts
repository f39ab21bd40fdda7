import type { Page } from 'playwright-core';
import { encodeAnimation, type Frame } from './encode.ts';
import { decodePng } from './png.ts';

const BETWEEN_FRAMES_MS = 350;
/** Waiting is shown, but not at length. */
const LONGEST_FRAME_MS = 900;
/** The end stands long enough to be read. */
const LAST_FRAME_MS = 4000;
const MOST_FRAMES = 36;

/** Films a page until it is told to stop. */
export class Camera {
  private readonly page: Page;
  private readonly shots: { readonly png: Buffer; readonly atMs: number }[] = [];
  private filming: Promise<void> = Promise.resolve();
  private isOn = false;

  constructor(page: Page) {
    this.page = page;
  }

  start(): void {
    this.isOn = true;
    this.filming = this.film();
  }

  async stop(): Promise<void> {
    this.isOn = false;
    await this.filming;
  }

  /** The film as an animated PNG: pictures that show nothing new are left out, and so is every other one of too many. */
  develop(): Buffer {
    const shown = thinOut(this.shots.filter(({ png }, place) => place === 0 || !this.shots[place - 1]?.png.equals(png)));
    const frames = shown.map(({ png, atMs }, place): Frame => {
      const nextMs = shown[place + 1]?.atMs;
      const delayMs = nextMs === undefined ? LAST_FRAME_MS : Math.min(Math.round(nextMs - atMs), LONGEST_FRAME_MS);
      return { picture: decodePng(png), delayMs };
    });
    return encodeAnimation(frames);
  }

  private async film(): Promise<void> {
    while (this.isOn) {
      this.shots.push({ png: await this.page.screenshot({ caret: 'hide' }), atMs: performance.now() });
      await new Promise(resolve => setTimeout(resolve, BETWEEN_FRAMES_MS));
    }
    this.shots.push({ png: await this.page.screenshot({ caret: 'hide' }), atMs: performance.now() });
  }
}

/** The first and the last stay. */
function thinOut<Shot>(shots: readonly Shot[]): readonly Shot[] {
  if (shots.length <= MOST_FRAMES) return shots;
  const step = (shots.length - 1) / (MOST_FRAMES - 1);
  const places = Array.from({ length: MOST_FRAMES }, (_, place) => Math.round(place * step));
  return places.flatMap(place => shots[place] ?? []);
}
