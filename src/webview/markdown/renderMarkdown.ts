import MarkdownIt, { type Env, type Token } from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';
import { highlightCode } from './highlight.ts';

/** The link definitions (`[name]: address`) of a text, shared by its blocks. */
export type MarkdownEnv = Env;

/** No person reads colours in a block of this size, and making them would stop the page. */
const HIGHLIGHT_LENGTH = 100_000;

const markdown = new MarkdownIt({ html: false, breaks: true, linkify: false }).use(cjkFriendly);
const { escapeHtml } = markdown.utils;

/** Every address is parsed, and `makeInert` then decides which becomes a link; else the Markdown itself would be shown. */
markdown.validateLink = () => true;
markdown.core.ruler.push('inert', state => makeInert(state.tokens));
markdown.renderer.rules['image'] = (tokens, place, options, env, renderer) =>
  escapeHtml(renderer.renderInlineAsText(tokens[place]?.children ?? [], options, env ?? {}));
markdown.renderer.rules['fence'] = (tokens, place, _options, env) => renderCode(tokens[place], env ?? {});
markdown.renderer.rules['code_block'] = (tokens, place, _options, env) => renderCode(tokens[place], env ?? {});
markdown.renderer.rules['table_open'] = () => '<div class="table" tabindex="0"><table>';
markdown.renderer.rules['table_close'] = () => '</table></div>';

/** Inert HTML for one block: no tag of the writer's, no image, no style, and links to http and https only. `plain`: code is not coloured. */
export const renderMarkdown = (source: string, env: MarkdownEnv, plain: boolean): string =>
  markdown.render(source, Object.assign(env, { plain }));

/** Where a top-level block begins; lines count from 0. */
export interface BlockStart {
  readonly line: number;
  /** markdown-it's name of its first token: `paragraph_open`, `fence`, … */
  readonly type: string;
}

/** The top-level blocks of the text. Their insides are not looked at, which makes this cheap. */
export function findBlocks(source: string): readonly BlockStart[] {
  const tokens: Token[] = [];
  markdown.block.parse(source, markdown, {}, tokens);
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
    if (token.children) makeInert(token.children);
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

/** The page's security policy forbids style attributes, which is how markdown-it aligns table cells. */
function moveAlignment(token: Token): void {
  const side = /(left|center|right)/.exec(String(token.attrGet('style')))?.[0];
  token.attrs = side ? [['class', `align-${side}`]] : null;
}

function renderCode(token: Token | undefined, env: Env): string {
  const code = token?.content ?? '';
  const language = token?.info.trim().split(/\s/, 1)[0] ?? '';
  const colours = env['plain'] || code.length > HIGHLIGHT_LENGTH ? undefined : highlightCode(code, language);
  const html = colours ?? escapeHtml(code);
  const label = language ? ` data-language="${escapeHtml(language)}"` : '';
  return `<div class="code"${label}><pre tabindex="0" dir="ltr"><code>${html}</code></pre></div>\n`;
}
