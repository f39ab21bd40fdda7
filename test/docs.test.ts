import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { read } from './support/literals.ts';
import { manifest, settingProperties } from './support/manifest.ts';

const { scripts } = manifest;
const titles: Readonly<Record<string, string>> = JSON.parse(read('package.nls.json'));
const documents = ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', ...markdownBelow('docs')].map(path => ({ path, text: read(path) }));

describe('The documents', () => {
  it('link only to what is there', () => {
    const links = documents.flatMap(({ path, text }) => relativeLinks(text).map(link => join(dirname(path), link)));
    assert.deepEqual(
      links.filter(link => !existsSync(link)),
      [],
    );
    assert.ok(links.length > 10);
  });

  it('name only files and folders that are there', () => {
    const missing = documents.flatMap(({ path, text }) =>
      namedPaths(text)
        .filter(named => !existsSync(named))
        .map(named => `${path}: ${named}`),
    );
    assert.deepEqual(missing, []);
  });

  it('name only scripts of package.json', () => {
    const named = documents.flatMap(({ text }) => [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => name));
    assert.deepEqual(
      named.filter(name => !(name in scripts)),
      [],
    );
  });

  it('name only commands that VS Code is told of', () => {
    const known = Object.entries(titles).flatMap(([key, title]) => (key.startsWith('command.') ? [title] : []));
    const named = documents.flatMap(({ text }) => [...text.matchAll(/\*\*Stepwise: ([^*]+)\*\*/g)].map(([, title = '']) => title));
    assert.deepEqual(
      named.filter(title => !known.includes(title)),
      [],
    );
    assert.deepEqual([...new Set(named)].sort(), known.sort(), 'each command is explained');
  });

  it('name no place that only our own machines know, and nobody else’s package', () => {
    const strange = /npx stepwise|registry\.|\/shared\b|\/work\/|\/home\/|\/root\//;
    assert.deepEqual(
      documents.filter(({ text }) => strange.test(text)).map(({ path }) => path),
      [],
    );
  });
});

describe('README.md', () => {
  it('lists every setting, with its default', () => {
    const rows = tableUnder(read('README.md'), '## Settings').flatMap(([names = '', value = '']) =>
      codeIn(names).map(name => [name, JSON.parse(codeIn(value)[0] ?? '')]),
    );
    assert.deepEqual(
      Object.fromEntries(rows),
      Object.fromEntries(Object.entries(settingProperties).map(([name, property]) => [name, property.default])),
    );
  });
});

describe('CONTRIBUTING.md', () => {
  const contributing = read('CONTRIBUTING.md');

  it('says of every script what it proves', () => {
    const listed = tableUnder(contributing, '## Begin').flatMap(([commands = '']) =>
      codeIn(commands).map(command => command.replace(/^npm (run )?/, '').replace(/ .*/, '')),
    );
    assert.deepEqual(listed.sort(), Object.keys(scripts).sort());
  });

  it('knows where everything is', () => {
    const rows = tableUnder(contributing, '## Where is …').map(([, file = '', name = '']) => [
      codeIn(file)[0] ?? '',
      codeIn(name)[0] ?? '',
    ]);
    assert.equal(rows.length, 16);
    assert.deepEqual(
      rows.filter(([file = '', name = '']) => !exportsOf(read(file)).includes(name)),
      [],
    );
  });
});

describe('docs/architecture.md', () => {
  const hops = hopsOf(read('docs/architecture.md'));

  it('walks through functions that are there', () => {
    assert.ok(hops.length > 50);
    assert.deepEqual(
      hops.filter(({ file, name }) => !isDeclared(read(file), name)),
      [],
    );
  });

  it('passes through every layer', () => {
    const layers = new Set(hops.map(({ file }) => file.split('/')[1]));
    const messagesOnly = 'protocol';
    assert.deepEqual([...layers, messagesOnly].sort(), readdirSync('src').sort());
  });
});

describe('The search for names in source', () => {
  it('finds what is declared, and nothing that is only called', () => {
    const source =
      'export async function* one() { called(); }\nclass Two {\n  private async three(a: number): Promise<void> {\n  }\n}\nconst four = 1;';
    assert.deepEqual(
      ['one', 'called', 'Two', 'three', 'four'].map(name => isDeclared(source, name)),
      [true, false, true, true, true],
    );
    assert.deepEqual(exportsOf(source), ['one']);
  });
});

interface Hop {
  readonly file: string;
  readonly name: string;
}

function hopsOf(text: string): Hop[] {
  const rows = tableRows(text).filter(([, file = '']) => file.startsWith('`'));
  return rows.flatMap(([, file = '', names = '']) => codeIn(names).map(name => ({ file: codeIn(file)[0] ?? '', name })));
}

function markdownBelow(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter(file => file.endsWith('.md')).map(file => join(folder, file));
}

/** The targets of links and pictures that lie in this repository, without their anchors. */
function relativeLinks(text: string): string[] {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target.replace(/#.*/, ''));
  return targets.filter(target => target && !/^[a-z]+:/.test(target));
}

/** Whatever looks like a path of this repository between backticks. */
function namedPaths(text: string): string[] {
  const isPath = (code: string) => /^(?:src|test|scripts|docs|media|l10n|\.vscode|\.ci)(?:\/[\w.-]+)*\/?$/.test(code);
  return codeIn(text).filter(isPath);
}

function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}

/** The rows of the first table after a heading, without its head. */
function tableUnder(text: string, heading: string): string[][] {
  const section = text.split(`\n${heading}\n`)[1]?.split('\n## ')[0];
  assert.ok(section, `There is no ${heading}.`);
  const table = /(?:^\|.*\n)+/m.exec(section)?.[0] ?? '';
  return tableRows(table).slice(1);
}

function tableRows(text: string): string[][] {
  const lines = text.split('\n').filter(line => line.startsWith('|') && !/^[|\s-]+$/.test(line));
  return lines.map(line =>
    line
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim()),
  );
}

const EXPORT = /^export (?:async )?(?:function\*?|const|class|interface|type) (\w+)/gm;
const exportsOf = (source: string): string[] => [...source.matchAll(EXPORT)].map(([, name = '']) => name);

/** Whether a function, class, type or constant of this name, or a method, is declared in the source. */
function isDeclared(source: string, name: string): boolean {
  const declaration = new RegExp(`^(?:export )?(?:async )?(?:function\\*?|const|class|interface|type) ${name}\\b`, 'm');
  const method = new RegExp(`^  (?:private )?(?:async )?\\*?${name}\\(.*\\)(?:: [^=]+)? \\{$`, 'm');
  return declaration.test(source) || method.test(source);
}
