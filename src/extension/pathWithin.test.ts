import assert from 'node:assert/strict';
import { isPathWithin } from './pathWithin.ts';

describe('A path that a text names', () => {
  it('is taken where it leads below its folder', () => {
    for (const path of ['a.ts', 'src/a.ts', '.github/workflows/ci.yml', '@types/node/index.d.ts', 'c++/a-b_c.cpp']) {
      assert.ok(isPathWithin(path), path);
    }
  });

  it('is left alone where it could lead elsewhere, or says more than a path', () => {
    const others = ['', '/etc/passwd', '../a.ts', 'src/../../a.ts', './a.ts', 'C:\\a.ts', 'C:/a.ts', '~/a.ts', 'src//a.ts', 'src/'];
    for (const path of [...others, 'file:///a.ts', '**/a.ts', '{a,b}.ts', 'a.ts\0', 'a\\b.ts', '[a].ts', 'a b.ts', '%2e%2e/a.ts']) {
      assert.ok(!isPathWithin(path), path);
    }
  });
});
