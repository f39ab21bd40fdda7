import type { MarkdownIt, StateCore, Token } from 'markdown-it';

/** A place in a file as people write it: `src/a.ts:12`, `a.ts:12-20`, `src/a.ts`. Lines count from 1. */
export interface FileReference {
  readonly path: string;
  readonly line?: number;
  readonly endLine?: number;
}

const ENDINGS =
  'astro bat c cc cfg clj conf cpp cs css csv cts cxx dart dockerfile ex exs fs go gradle graphql h hpp hs html ini ipynb java jl js json jsonc jsonl jsx ' +
  'kt kts less log lua m md mjs mm mts php pl prisma proto ps1 py pyi r rb rs sass scala scss sh sql svelte swift tex tf toml ts tsx txt vue xml yaml yml zig';

/** What stands before must not belong to it: the middle of an address or of a longer path is no file of its own. */
const LONGEST_PATH = 300;
const NAME = `(?:@?[\\w.+-]+/)*[\\w+-][\\w.+-]*\\.(?:${ENDINGS.split(' ').join('|')})`;
const LINES = ':(\\d{1,6})(?:[-–](\\d{1,6})|:\\d{1,4})?';
const REFERENCE = new RegExp(`(?<![\\w@/.:\\\\~-])(${NAME})(?:${LINES})?(?![\\w/]|\\.\\w)`, 'g');

/** The references in a text, with where each stands. A name alone, without a folder or a line, is none: it may be of anything. */
export function findFileReferences(text: string): readonly (FileReference & { readonly at: number; readonly text: string })[] {
  return [...text.matchAll(REFERENCE)].flatMap(({ 0: found, 1: written = '', 2: line, 3: end, index }) => {
    const path = written.replace(/^\.\//, '');
    if (path.length > LONGEST_PATH || path.split('/').includes('..') || (!path.includes('/') && !line)) return [];
    return [{ path, at: index, text: found, ...(line && { line: Number(line) }), ...(end && { endLine: Number(end) }) }];
  });
}

/** Makes references to files of prose and inline code tokens of their own, outside of links. */
export function fileRule(markdown: MarkdownIt): void {
  markdown.core.ruler.push('file', ({ tokens, Token: Make }: StateCore) => {
    for (const token of tokens) if (token.children) token.children = markFiles(token.children, Make);
  });
}

function markFiles(tokens: readonly Token[], Make: StateCore['Token']): Token[] {
  let links = 0;
  return tokens.flatMap(token => {
    if (token.type === 'link_open') links++;
    if (token.type === 'link_close') links--;
    if (links > 0 || (token.type !== 'text' && token.type !== 'code_inline')) return [token];
    const found = findFileReferences(token.content);
    if (token.type === 'text') return splitText(token, found, Make);
    const [only] = found;
    if (only?.text === token.content.trim()) token.meta = { file: only };
    return [token];
  });
}

function splitText(token: Token, found: ReturnType<typeof findFileReferences>, Make: StateCore['Token']): Token[] {
  if (found.length === 0) return [token];
  const pieces: Token[] = [];
  const add = (type: string, content: string, meta: unknown) =>
    content && pieces.push(Object.assign(new Make(type, '', 0), { content, meta, level: token.level }));
  let from = 0;
  for (const file of found) {
    add('text', token.content.slice(from, file.at), null);
    add('file', file.text, { file });
    from = file.at + file.text.length;
  }
  add('text', token.content.slice(from), null);
  return pieces;
}
