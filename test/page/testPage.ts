import type { Browser, Locator, Page } from 'playwright-core';
import type { ReasoningEvent } from '../../src/engine/events.ts';
import { emptySession, reduceSession, type Session } from '../../src/engine/session.ts';
import type { WordBundle } from '../../src/engine/translate.ts';
import type { HostMessage, PageMessage, PageUi } from '../../src/protocol/messages.ts';
import { THEMES, type ThemeName } from './themes.ts';

/** A page that can think, with everything chosen. */
export const connectedUi: PageUi = {
  connected: true,
  endpoint: '127.0.0.1:8080',
  offers: [],
  preset: 'balanced',
  presets: ['quick', 'balanced', 'thorough'],
  strategy: 'chain',
  strategies: ['chain', 'direct'],
  model: 'smollm2-135m',
  models: ['smollm2-135m', 'qwen2.5-7b-instruct'],
  language: 'auto',
  languages: ['auto', 'en', 'zh-cn'],
  stepDisplay: 'auto',
  prices: {},
  branch: 0,
  queued: [],
  attachments: [],
};

type Snapshot = Extract<HostMessage, { type: 'snapshot' }>;

export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: ThemeName;
  /** Leaves out the content security policy, for the twin of a test that needs it. */
  readonly withoutPolicy?: boolean;
  readonly withoutCodicons?: boolean;
}

/** The page in a browser, and its host: sends as the extension does and folds the events with the same reducer. */
export class TestPage {
  readonly page: Page;
  session: Session = emptySession('s1');
  /** Changes every message on its way to the page: another language, another script. */
  rewrite: (message: HostMessage) => HostMessage = message => message;
  #ui = connectedUi;
  #sent = 0;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser, origin: string, options: PageOptions = {}): Promise<TestPage> {
    const { width = 480, height = 720, theme = 'dark', withoutPolicy, withoutCodicons } = options;
    const context = browser.contexts()[0] ?? (await browser.newContext());
    const page = await context.newPage();
    await page.setViewportSize({ width, height });
    const query = new URLSearchParams({ theme, policy: withoutPolicy ? 'off' : 'on', codicons: withoutCodicons ? 'off' : 'on' });
    await page.goto(`${origin}/?${query}`);
    return new TestPage(page);
  }

  close(): Promise<void> {
    return this.page.close();
  }

  async send(message: HostMessage): Promise<void> {
    if ('ui' in message) this.#ui = message.ui;
    await this.page.evaluate(data => window.postMessage(data, '*'), this.rewrite(message));
    await this.drawn();
  }

  /** The whole session as it stands, as after `ready`. */
  async snapshot(over: Partial<Snapshot> = {}): Promise<void> {
    this.#sent = over.seq ?? 0;
    this.session = over.session ?? this.session;
    await this.send({ type: 'snapshot', seq: this.#sent, session: this.session, ui: connectedUi, words: {}, locale: 'en', ...over });
  }

  /** Says everything anew in another language, as it stands; the reader's folds stay. */
  async speak(words: WordBundle, locale: string): Promise<void> {
    await this.send({ type: 'snapshot', seq: this.#sent, session: this.session, ui: this.#ui, words, locale });
  }

  /** Turns to another theme as VS Code does: other colours, another class, no reload. */
  async setTheme(theme: ThemeName): Promise<void> {
    await this.page.evaluate(
      ([href, bodyClass]) =>
        new Promise(resolve => {
          const link = document.querySelector<HTMLLinkElement>('link[href^="/theme.css"]');
          document.body.className = bodyClass;
          if (link?.getAttribute('href') === href) return resolve(undefined);
          link?.addEventListener('load', resolve, { once: true });
          link?.setAttribute('href', href);
        }),
      [`/theme.css?theme=${theme}`, THEMES[theme].bodyClass] as const,
    );
    await this.drawn();
  }

  async events(...events: readonly ReasoningEvent[]): Promise<void> {
    const first = this.#sent;
    this.lose(...events);
    await this.send({ type: 'events', first, events });
  }

  /** Events that the host counts as sent, and that never arrive. */
  lose(...events: readonly ReasoningEvent[]): void {
    this.session = events.reduce(reduceSession, this.session);
    this.#sent += events.length;
  }

  button(label: string): Locator {
    return this.page.getByRole('button', { name: label, exact: true });
  }

  /** The button of a step; numbers count from 1. */
  step(number: number): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^Step ${number}: `) });
  }

  /** The text of a step. */
  stepText(number: number): Locator {
    return this.page.getByRole('group', { name: `Step ${number}`, exact: true });
  }

  /** A step's accessible name. */
  async stepName(number: number): Promise<string> {
    return /button "(.*?)"/.exec(await this.step(number).ariaSnapshot())?.[1] ?? '';
  }

  async isOpen(number: number): Promise<boolean> {
    return (await this.step(number).getAttribute('aria-expanded')) === 'true';
  }

  /** All that is to be seen of the session. */
  text(): Promise<string> {
    return this.page.getByRole('main').innerText();
  }

  /** Scrolls up by a hand's breadth, as a reader does. */
  async scrollUp(): Promise<void> {
    await this.page.getByRole('main').hover();
    await this.page.mouse.wheel(0, -400);
    await this.button('Jump to latest').waitFor();
  }

  /** Two frames: one to draw in, one to be sure that it is over. */
  async drawn(): Promise<void> {
    await this.page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }

  /** What the page has posted so far, without its `ready`s. */
  async posted(): Promise<readonly PageMessage[]> {
    return (await this.allPosted()).filter(({ type }) => type !== 'ready');
  }

  async readies(): Promise<number> {
    return (await this.allPosted()).filter(({ type }) => type === 'ready').length;
  }

  private allPosted(): Promise<readonly PageMessage[]> {
    return this.page.evaluate(() => Reflect.get(window, 'posted'));
  }
}
