import { readdirSync } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { THEMES, type ThemeName, themeStyles } from './themes.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** Where the bundles lie; another build can be tested by naming its folder. */
const DIST = process.env['STEPWISE_DIST'] ?? join(ROOT, 'dist');
const STYLES = readdirSync(join(ROOT, 'media')).flatMap(file => /^(.+)\.css$/.exec(file)?.[1] ?? []);
const filesOf = (dist: string): Readonly<Record<string, { readonly path: string; readonly type: string }>> => ({
  '/page.js': { path: join(dist, 'page.js'), type: 'text/javascript' },
  '/math.js': { path: join(dist, 'math.js'), type: 'text/javascript' },
  '/math.css': { path: join(dist, 'math.css'), type: 'text/css' },
  '/Temml.woff2': { path: join(dist, 'Temml.woff2'), type: 'font/woff2' },
  ...Object.fromEntries(STYLES.map(name => [`/${name}.css`, { path: join(ROOT, 'media', `${name}.css`), type: 'text/css' }])),
  '/codicon.css': { path: join(dist, 'codicon.css'), type: 'text/css' },
  '/codicon.ttf': { path: join(dist, 'codicon.ttf'), type: 'font/ttf' },
});

/** Serves the built page as the extension does: the same shell, the same security policy. */
export interface PageServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** Listens on loopback, on a port of the system's. Query: `theme`, `policy=off`, `codicons=off`. */
export async function startPageServer(dist = DIST): Promise<PageServer> {
  const files = filesOf(dist);
  await access(join(dist, 'page.js')); // a page that was not built must fail here, not as a test that waits for ever
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://page');
    const { type, body } = await answer(files, pathname, searchParams).catch(() => NOTHING);
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': `${type}; charset=utf-8` }).end(body);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly type: string;
  readonly body?: string | Buffer;
}
const NOTHING: Answer = { type: 'text/plain' };

async function answer(files: ReturnType<typeof filesOf>, pathname: string, query: URLSearchParams): Promise<Answer> {
  const file = files[pathname];
  if (file) return { type: file.type, body: await readFile(file.path) };
  if (pathname === '/theme.css') return { type: 'text/css', body: themeStyles(themeOf(query)) };
  if (pathname === '/') return { type: 'text/html', body: shell(query) };
  if (pathname === '/favicon.ico') return { type: 'image/x-icon', body: '' };
  return NOTHING;
}

const NONCE = 'bm9uY2U';
const POLICY = `default-src 'none'; style-src 'self'; font-src 'self'; script-src 'nonce-${NONCE}'`;

function shell(query: URLSearchParams): string {
  const policy = query.get('policy') === 'off' ? '' : `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  const codicons = query.get('codicons') === 'off' ? '' : '<link rel="stylesheet" href="/codicon.css">';
  const theme = themeOf(query);
  return `<!DOCTYPE html><html><head><meta charset="utf-8">${policy}<title>Stepwise</title>
<link rel="stylesheet" href="/theme.css?theme=${theme}">${codicons}<link rel="stylesheet" href="/page.css">
</head><body class="${THEMES[theme].bodyClass}"><div id="root"></div>
<script nonce="${NONCE}">${STUB}</script><script nonce="${NONCE}" src="/page.js"></script></body></html>`;
}

/** Stands in for VS Code: records what the page posts, and keeps its state over a reload. */
const STUB = `
window.posted = [];
window.acquireVsCodeApi = () => {
  delete window.acquireVsCodeApi;
  return {
    postMessage: message => { window.posted.push(structuredClone(message)); },
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: state => sessionStorage.setItem('state', JSON.stringify(state)),
  };
};`;

function themeOf(query: URLSearchParams): ThemeName {
  const name = query.get('theme') ?? 'dark';
  return name in THEMES ? (name as ThemeName) : 'dark';
}
