import assert from 'node:assert/strict';
import { findFileReferences } from './fileRule.ts';
import { renderMarkdown } from './renderMarkdown.ts';

const found = (text: string) => findFileReferences(text).map(({ path, line, endLine }) => [path, line, endLine].filter(Boolean).join(' '));

describe('References to files', () => {
  it('are a path with a folder or a line', () => {
    assert.deepEqual(found('See src/a.ts:12 and a.ts:12-20, ./lib/b.py, src/c.d.ts:3:5.'), [
      'src/a.ts 12',
      'a.ts 12 20',
      'lib/b.py',
      'src/c.d.ts 3',
    ]);
    assert.deepEqual(found('在src/a.ts:12中（见 b_2.py:7–9）'), ['src/a.ts 12', 'b_2.py 7 9']);
    assert.deepEqual(found('src/a.ts:12: error'), ['src/a.ts 12']);
    assert.deepEqual(found('@types/node/index.d.ts and .github/workflows/ci.yml'), ['@types/node/index.d.ts', '.github/workflows/ci.yml']);
  });

  it('are no names, addresses, times, or ways out of the workspace', () => {
    const others = [
      'Node.js is fast',
      'main.py',
      'https://example.com/src/a.ts:12',
      'user@host.sh:22',
      'localhost:8080',
      'at 12:30',
      '10.5:3',
    ];
    for (const text of [
      ...others,
      '/etc/a.conf:1',
      '~/a.py:1',
      '../a.ts:1',
      'src/../../a.ts',
      'C:\\src\\a.ts:1',
      'a/b.exe',
      'x.ts.bak:1',
    ]) {
      assert.deepEqual(found(text), [], text);
    }
    assert.deepEqual(found(`${'a/'.repeat(300)}a.ts`), []);
  });

  it('are marked in prose and inline code, and left alone in links and blocks of code', () => {
    const render = (text: string) => renderMarkdown(text, {}, false) ?? '';
    assert.match(
      render('See src/a.ts:12-20.'),
      /See <a class="file" data-path="src\/a.ts" data-line="12" data-end-line="20">src\/a.ts:12-20<\/a>\./,
    );
    assert.match(render('See `src/a.ts`.'), /<code><a class="file" data-path="src\/a.ts">src\/a.ts<\/a><\/code>/);
    assert.doesNotMatch(render('`run src/a.ts now`'), /class="file"/);
    assert.doesNotMatch(render('[src/a.ts:12](https://example.com)'), /class="file"/);
    assert.doesNotMatch(render('```\nsrc/a.ts:12\n```'), /class="file"/);
  });
});
