import type { Page } from 'playwright-core';
import type { ReasoningEvent } from '../../src/engine/events.ts';
import { emptySession } from '../../src/engine/session.ts';
import type { HostMessage, PageUi } from '../../src/protocol/messages.ts';
import { type HostileString, isHuge, lengthOf } from '../support/hostile.ts';
import { answerDelta, answerEnd, answerStart, runError, runStart, stepDelta, stepEnd, stepStart } from './events.ts';
import { connectedUi } from './testPage.ts';

/** Stands for the string in a message; the page itself puts the string there, so that no megabytes travel. */
const STRING = '\uE000';

/** A session that shows the string at certain places of the page. */
export interface Scene {
  readonly events: readonly ReasoningEvent[];
  readonly ui: PageUi;
  /** Where its word must be seen, as selectors. */
  readonly places: readonly string[];
}

const TITLE = '.step-toggle, .step-body > .plain';
const CONTENT = '.step-body > .markdown';
const ANSWER = '.answer > .markdown';

const shownUi: PageUi = { ...connectedUi, stepDisplay: 'expanded' };

const everywhere: Scene = {
  events: [
    { ...runStart(STRING), model: STRING, excerpts: [{ path: STRING, startLine: 1, endLine: 2 }] } as ReasoningEvent,
    { type: 'notice', code: 'parameter-dropped', message: STRING, facts: { parameter: STRING } },
    stepStart(0),
    stepDelta(0, { title: STRING, content: STRING }),
    { type: 'step-retry', index: 0, attempt: 1, delayMs: 0, reason: 'network' },
    { type: 'reasoning-delta', index: 0, text: STRING },
    stepDelta(0, { title: STRING, content: STRING }),
    stepEnd(0, STRING, STRING),
    answerStart,
    { type: 'reasoning-delta', text: STRING },
    answerDelta(STRING),
    answerEnd(STRING),
    runError('server', 'server-failed', { said: STRING, host: STRING, model: STRING, origin: STRING }),
  ],
  ui: {
    ...shownUi,
    endpoint: STRING,
    preset: STRING,
    strategy: STRING,
    model: STRING,
    models: [STRING],
    settingProblem: { setting: 'stepwise.preset', message: STRING },
  },
  places: [
    ...['.question', '.places', '.notice', TITLE, CONTENT, ANSWER],
    ...['.step .fold:nth-of-type(1) .fold-body', '.step .fold:nth-of-type(2) .fold-body', '.answer .fold-body'],
    ...['.alert:not(.warning)', '.alert.warning'],
  ],
};

const oneStep = (title: string, content: string, places: readonly string[]): Scene => ({
  events: [runStart('Why?'), stepStart(0), stepDelta(0, { title, content }), stepEnd(0, title, content)],
  ui: shownUi,
  places,
});
const oneAnswer: Scene = { events: [runStart('Why?'), answerStart, answerDelta(STRING), answerEnd(STRING)], ui: shownUi, places: [ANSWER] };
const apart: readonly Scene[] = [oneStep(STRING, 'x', [TITLE]), oneStep('x', STRING, [CONTENT]), oneAnswer];
const together: Scene = {
  events: [
    ...[runStart('Why?'), stepStart(0), stepDelta(0, { title: STRING, content: STRING }), stepEnd(0, STRING, STRING)],
    ...[answerStart, answerDelta(STRING), answerEnd(STRING)],
  ],
  ui: shownUi,
  places: [TITLE, CONTENT, ANSWER],
};

const LONGEST_TOGETHER = 1_000_000;

/** Short strings stand everywhere at once; of the longest, each place has to bear its own. */
export function scenesFor(one: HostileString): readonly Scene[] {
  if (!isHuge(one)) return [everywhere];
  return lengthOf(one) > LONGEST_TOGETHER ? apart : [together];
}

/** Shows a scene in the place of the last one, and gives the milliseconds until the page had drawn it and could listen again. */
export async function show(page: Page, { pieces }: HostileString, { events, ui }: Scene): Promise<number> {
  const session = emptySession(crypto.randomUUID());
  const messages: HostMessage[] = [
    { type: 'snapshot', seq: 0, session, ui, words: {}, locale: 'en' },
    { type: 'events', first: 0, events },
  ];
  return page.evaluate(
    async ({ pieces, messages, STRING }) => {
      const string = pieces.map(({ text, times }) => text.repeat(times)).join('');
      const [snapshot, added] = messages.map(message => JSON.parse(message, (_name, value) => (value === STRING ? string : value)));
      const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
      const post = async (message: unknown) => {
        const heard = new Promise(resolve => window.addEventListener('message', resolve, { once: true }));
        const startMs = performance.now();
        window.postMessage(message, '*');
        await heard;
        // The first frame draws; the second says that layout and paint of it are over.
        await frame();
        await frame();
        return performance.now() - startMs;
      };
      return Math.max(await post(snapshot), await post(added));
    },
    { pieces, messages: messages.map(message => JSON.stringify(message)), STRING },
  );
}

/** Opens every fold, as a curious reader does. */
export async function openFolds(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const fold of document.querySelectorAll<HTMLElement>('.fold-toggle[aria-expanded="false"]')) fold.click();
    await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

/** The places at which the word cannot be seen, even by a reader who scrolls to it. */
export function findUnseen(page: Page, word: string, places: readonly string[]): Promise<readonly string[]> {
  return page.evaluate(
    async ({ word, places }) => {
      const textsWith = (place: string): Text[] =>
        [...document.querySelectorAll(place)].flatMap(element => {
          const found: Text[] = [];
          const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) if (walker.currentNode.nodeValue?.includes(word)) found.push(walker.currentNode as Text);
          return found;
        });
      const isSeen = async (text: Text): Promise<boolean> => {
        const element = text.parentElement;
        const frames = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        if (!element?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
        if (element.closest('.piece')) {
          element.scrollIntoView({ block: 'end' });
          await frames();
        }
        const range = document.createRange();
        const start = text.data.indexOf(word);
        range.setStart(text, start);
        range.setEnd(text, start + word.length);
        const place = () => range.getClientRects()[0] ?? new DOMRect();
        element.scrollIntoView({ block: 'center', inline: 'center' });
        // A word in the middle of a long text is not where its element is.
        for (let box: Element | null = element; box; box = box.parentElement) {
          const { left, top, width, height } = box.getBoundingClientRect();
          if (box.scrollHeight > box.clientHeight) box.scrollTop += place().top - (top + height / 2);
          if (box.scrollWidth > box.clientWidth) box.scrollLeft += place().left - (left + width / 2);
        }
        if (element.closest('.piece')) await frames();
        const { left, top, width, height } = place();
        const hit = document.elementFromPoint(left + Math.min(width / 2, 4), top + height / 2);
        // What stands on a button is hit as the button.
        return width > 2 && height > 2 && hit !== null && (element.contains(hit) || element.closest('button') === hit);
      };
      const unseen: string[] = [];
      // What is far away has no size yet; it gets one when it comes near, and moves the rest.
      const MOST_LOOKS = 5;
      for (const place of places) {
        let seen = false;
        for (let looks = 0; looks < MOST_LOOKS && !seen; looks++) {
          const texts = textsWith(place);
          for (const text of texts) seen ||= await isSeen(text);
          if (!seen) await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        }
        if (!seen) unseen.push(place);
      }
      return unseen;
    },
    { word, places },
  );
}

/** Elements that no text may bring into the page. */
export function findForeignElements(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    // Formulas that the page has set have styles of Temml's, and the line of the steps its widths.
    const FOREIGN =
      'script, style, link, base, meta, iframe, frame, object, embed, img, picture, svg, math:not(.math.set > *), video, audio, form, [style]:not(.math.set *, .segment)';
    const hasHandler = (element: Element) => element.getAttributeNames().some(name => name.startsWith('on'));
    const found = [...document.querySelectorAll('#root *')].filter(element => element.matches(FOREIGN) || hasHandler(element));
    return found.map(element => element.outerHTML.slice(0, 100));
  });
}

/** Follows every link of the text, and gives what the page asked of its host then. */
export function followLinks(page: Page): Promise<readonly unknown[]> {
  return page.evaluate(() => {
    const posted: unknown[] = Reflect.get(window, 'posted');
    posted.length = 0;
    const links = [...document.querySelectorAll<HTMLElement>('#root a')].slice(0, 100);
    for (const link of links) link.click();
    return posted.splice(0);
  });
}
