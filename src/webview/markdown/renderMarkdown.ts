import MarkdownIt, { type Env, type Token } from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';
import { shownText } from '../shownText.ts';
import { type FileReference, fileRule } from './fileRule.ts';
import { highlightCode } from './highlight.ts';
import { mathRule, OPEN_FORMULAS } from './mathRule.ts';

/** The link definitions (`[name]: address`) of a text, shared by its blocks. */
export type MarkdownEnv = Env;

/** Longer blocks are no paragraphs, lists or tables that a person reads. Parsing Markdown can take the square of its length. */
const LONGEST_BLOCK = 10_000;
const LONGEST_CODE = 100_000;
/** Each might begin a link that ends anywhere behind it. */
const MOST_BRACKETS = 1500;
/** No person reads colours in longer code, and a span for each word of it would stop the page. */
const LONGEST_COLOURS = 20_000;
const FENCE = /^ {0,3}(?:`{3}|~{3})/;

/** How many characters of a block are drawn as Markdown. */
export const longestBlock = (source: string): number => (FENCE.test(source) ? LONGEST_CODE : LONGEST_BLOCK);

/** Lists and quotes within each other (each list counts twice), or emphasis. Deeper lists would be narrower than a word, and the parser drops them in the end. */
const DEEPEST = 24;

const isDeep = ({ level, children }: Token): boolean => level > DEEPEST || (children ?? []).some(isDeep);

const markdown = new MarkdownIt({ html: false, breaks: true, linkify: false }).use(cjkFriendly).use(mathRule).use(fileRule);
const { escapeHtml } = markdown.utils;

/** Every address is parsed, and `makeInert` then decides which becomes a link; else the Markdown itself would be shown. */
markdown.validateLink = () => true;
markdown.core.ruler.push('inert', state => makeInert(state.tokens));
markdown.renderer.rules['image'] = (tokens, place, options, env, renderer) =>
  escapeHtml(renderer.renderInlineAsText(tokens[place]?.children ?? [], options, env ?? {}));
markdown.renderer.rules['link_open'] = (tokens, place, options, _env, renderer) =>
  renderer.renderToken(tokens, place, options) + escapeHtml(String(tokens[place]?.meta?.['address'] ?? ''));
markdown.renderer.rules['fence'] = (tokens, place, _options, env) => renderCode(tokens[place], env ?? {});
markdown.renderer.rules['code_block'] = (tokens, place, _options, env) => renderCode(tokens[place], env ?? {});
markdown.renderer.rules['math'] = (tokens, place) => renderFormula(tokens[place]);
markdown.renderer.rules['file'] = (tokens, place) => renderFile(tokens[place]);
markdown.renderer.rules['code_inline'] = (tokens, place) => `<code>${renderFile(tokens[place])}</code>`;
markdown.renderer.rules['table_open'] = () => '<div class="table" tabindex="0"><table>';
markdown.renderer.rules['table_close'] = () => '</table></div>';

const isTangled = (source: string): boolean => !FENCE.test(source) && source.split('[').length > MOST_BRACKETS;

/**
 * Inert HTML for one block: no tag of the writer's, no image, no style, and links to http and https only. `plain`: code is not coloured.
 * `codeTools`: HTML of ours that stands in each block of code. `undefined` for a block that is too long or too deep: it has to be shown as it is.
 */
export function renderMarkdown(source: string, env: MarkdownEnv, plain: boolean, codeTools = ''): string | undefined {
  if (source.length > longestBlock(source) || isTangled(source)) return undefined;
  const tokens = markdown.parse(shownText(source), env);
  if (tokens.some(isDeep)) return undefined;
  return markdown.renderer.render(tokens, markdown.options, { ...env, plain, codeTools });
}

/** Where a top-level block begins; lines count from 0. */
export interface BlockStart {
  readonly line: number;
  /** markdown-it's name of its first token: `paragraph_open`, `fence`, … */
  readonly type: string;
}

/** The top-level blocks of the text. Their insides are not looked at, which makes this cheap. */
export function findBlocks(source: string): readonly BlockStart[] {
  const tokens: Token[] = [];
  markdown.block.parse(source, markdown, { [OPEN_FORMULAS]: true }, tokens);
  const first = tokens.filter(token => token.level === 0 && token.nesting >= 0);
  return first.flatMap(({ map, type }) => (map ? [{ line: map[0], type }] : []));
}

function makeInert(tokens: readonly Token[]): void {
  const open: boolean[] = [];
  for (const token of tokens) {
    if (token.type === 'heading_open' || token.type === 'heading_close') lowerHeading(token);
    if (token.type === 'link_open') open.push(guardLink(token));
    if (token.type === 'link_close' && open.pop() === false) token.tag = 'span';
    if (token.attrGet('style')) moveAlignment(token);
    if (token.children) {
      makeInert(token.children);
      nameBlankLinks(token.children);
    }
  }
}

/** The page's own headings are of the levels 2 and 3. */
function lowerHeading(token: Token): void {
  token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 3)}`;
}

/** Whether the link stays one; any other scheme becomes plain text. */
function guardLink(token: Token): boolean {
  const isWeb = /^https?:\/\//i.test(String(token.attrGet('href')));
  if (!isWeb) Object.assign(token, { tag: 'span', attrs: null });
  return isWeb;
}

const VISIBLE = /[^\s\p{C}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u;

/** A link that shows nothing could be followed without being seen, so it shows its address. */
function nameBlankLinks(tokens: readonly Token[]): void {
  tokens.forEach((token, place) => {
    if (token.type !== 'link_open' || token.tag !== 'a') return;
    const end = tokens.findIndex(({ type }, at) => at > place && type === 'link_close');
    const text = markdown.renderer.renderInlineAsText(tokens.slice(place + 1, end), markdown.options, {});
    if (!VISIBLE.test(text)) token.meta = { address: String(token.attrGet('href')) };
  });
}

/** The page's security policy forbids style attributes, which is how markdown-it aligns table cells. */
function moveAlignment(token: Token): void {
  const side = /(left|center|right)/.exec(String(token.attrGet('style')))?.[0];
  token.attrs = side ? [['class', `align-${side}`]] : null;
}

function renderCode(token: Token | undefined, env: Env): string {
  const code = token?.content ?? '';
  const language = token?.info.trim().split(/\s/, 1)[0] ?? '';
  const colours = env['plain'] || code.length > LONGEST_COLOURS ? undefined : highlightCode(code, language);
  const html = colours ?? escapeHtml(code);
  const label = language ? ` data-language="${escapeHtml(language)}"` : '';
  return `<div class="code"${label}>${env['codeTools']}<pre tabindex="0" dir="ltr"><code>${html}</code></pre></div>\n`;
}

/** The source: it becomes a formula once what sets it is loaded, and stays where it is none. */
function renderFormula(token: Token | undefined): string {
  const { source = '', isDisplay = false } = token?.meta ?? {};
  const tag = token?.block ? 'p' : 'span';
  return `<${tag} class="math${isDisplay ? ' display' : ''}" dir="ltr">${escapeHtml(String(source))}</${tag}>`;
}

/** Text that becomes a link once the host knows the file. */
function renderFile(token: Token | undefined): string {
  const text = escapeHtml(token?.content ?? '');
  const file = token?.meta?.['file'] as FileReference | undefined;
  if (!file) return text;
  const lines = file.line === undefined ? '' : ` data-line="${file.line}" data-end-line="${file.endLine ?? file.line}"`;
  return `<a class="file" data-path="${escapeHtml(file.path)}"${lines}>${text}</a>`;
}
