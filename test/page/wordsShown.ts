import type { Page } from 'playwright-core';
import type { WordBundle } from '../../src/engine/translate.ts';
import type { HostMessage } from '../../src/protocol/messages.ts';
import { read, sourceFiles, translatedLiterals } from '../support/literals.ts';

/** The words that are shipped in Chinese. */
export const CHINESE_WORDS: WordBundle = JSON.parse(read('l10n/bundle.l10n.zh-cn.json'));

/** How much longer than English other languages tend to be. */
const LONGER_BY = 0.4;

/** A language that nobody speaks: each text of the source between marks, and 40 % longer, so that a text without marks was never translated. */
export function pseudoWords(): WordBundle {
  const literals = sourceFiles('src').flatMap(path => translatedLiterals(read(path)));
  return Object.fromEntries(literals.map(text => [text, `⟦${text}${padding(Math.ceil(text.length * LONGER_BY))}⟧`]));
}

/** Made of short words, as texts are. */
const padding = (length: number): string => ' õõõõ'.repeat(Math.ceil(length / 5)).slice(0, length);

/** Fields that hold what a model, a server, a reader or the host wrote: none of it is the page's own word. */
const THEIRS =
  /^(?:question|title|content|text|texts|answer|reasoning|raw|label|message|said|queued|words|preview|name|path|folder|detail|description|place)$/;

/** The message with the same text in the letters of another script, so that Latin letters on the page are the page's own words. */
export function inForeignLetters(message: HostMessage, letter: string): HostMessage {
  const { words: _words, ...rest } = message as HostMessage & { readonly words?: WordBundle };
  const foreign = mapTheirs(rest, text => text.replace(/[A-Za-z]/g, letter)) as HostMessage;
  return message.type === 'snapshot' ? ({ ...foreign, words: message.words } as HostMessage) : foreign;
}

function mapTheirs(value: unknown, change: (text: string) => string, isTheirs = false): unknown {
  if (typeof value === 'string') return isTheirs ? change(value) : value;
  if (Array.isArray(value)) return value.map(one => mapTheirs(one, change, isTheirs));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapTheirs(one, change, isTheirs || THEIRS.test(key))]));
}

/** Every text that a reader can see, hear or point at: text, names, tooltips, placeholders. */
export function textsShown(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`(() => {
    const NAMES = ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'title', 'placeholder', 'alt'];
    const root = document.getElementById('root');
    const texts = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement.closest('[role="status"], [role="log"]')) texts.push(node.data);
    }
    for (const element of root.querySelectorAll('*')) texts.push(...NAMES.map(name => element.getAttribute(name) ?? ''));
    return [...new Set(texts.map(text => text.trim()).filter(Boolean))];
  })()`);
}

/** Names that are the same in every language; a language is offered by its own name. */
const NAMES = /English|Stepwise|OpenAI|VS Code|JSON|API|URL|Markdown|Tokens?\/s/g;
const ADDRESSES = /https?:\/\/\S+|[\w.-]+(?:\.[\w-]+)+(?::\d+)?|smollm2-135m|qwen2\.5-7b-instruct|localhost(?::\d+)?/g;

/** What is left of the texts, once marked words, names and addresses are taken out, where words in Latin letters are left. */
export function unmarkedWords(texts: readonly string[], ...known: readonly RegExp[]): readonly string[] {
  const rest = texts.map(text => known.reduce((left, pattern) => left.replace(pattern, ' '), withoutMarked(text)));
  return rest.map(text => text.replace(ADDRESSES, ' ').replace(NAMES, ' ').trim()).filter(text => /[A-Za-z]{2,}/.test(text));
}

function withoutMarked(text: string): string {
  const less = text.replace(/⟦[^⟦⟧]*⟧/g, ' ');
  return less === text ? text : withoutMarked(less);
}
