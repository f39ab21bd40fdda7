import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { serverFlags } from '../scripts/lab/codeServer.mjs';
import { read } from './support/literals.ts';

const THREATS = read('docs/security.md')
  .split('\n')
  .filter(line => /^\| (?!threat|---)/.test(line))
  .map(line => line.split('|').map(cell => cell.trim()))
  .map(([, threat = '', guard = '', test = '', twin = '']) => ({ threat, guard, test, twin }));

/** The tests that a cell names, as file and title. */
function namedTests(cell: string): readonly (readonly [file: string, title: string])[] {
  let file = '';
  return [...cell.matchAll(/`([^`]+)`|“(.+?)”(?=,|$)/g)].flatMap(([, path, title]) => {
    if (path !== undefined) file = path;
    return title === undefined ? [] : [[file, title] as const];
  });
}

/** Whether a file has a test whose title is this, or begins so where the rest is filled in. */
const hasTest = (file: string, title: string): boolean =>
  existsSync(file) && new RegExp(`\\bit\\(\\s*['\`]${escaped(title)}`).test(read(file));
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

describe('The table of threats', () => {
  for (const { threat, guard, test, twin } of THREATS) {
    it(`names a guard, a test and its twin that are there: ${threat}`, () => {
      assert.ok(guard);
      for (const cell of [test, twin]) {
        assert.ok(namedTests(cell).length > 0, cell);
        for (const [file, title] of namedTests(cell)) assert.ok(hasTest(file, title), `${file}: ${title}`);
      }
    });
  }

  it('would be seen to name a test that is not there', () => {
    assert.ok(THREATS.length >= 16, String(THREATS.length));
    assert.equal(hasTest('test/security.test.ts', 'is not there'), false);
    assert.equal(hasTest('test/nowhere.test.ts', 'names a guard'), false);
  });
});

describe('The editor of npm start', () => {
  const folders = { port: 1, dataFolder: 'd', extensionsFolder: 'e' };
  const isOpen = (flags: readonly string[]): boolean =>
    flags[flags.indexOf('--host') + 1] !== '127.0.0.1' ||
    flags.includes('--without-connection-token') ||
    !flags.includes('--connection-token');

  it('starts the editor on loopback and behind a token', () => {
    assert.equal(isOpen(serverFlags({ ...folders, token: 'secret' })), false);
    assert.match(read('scripts/start.mjs'), /const token = randomBytes\(20\)[\s\S]*startCodeServer\(\{[\s\S]*\btoken,/);
  });

  it('sees an editor that anybody may use', () => {
    assert.equal(isOpen(serverFlags(folders)), true);
  });
});
