import assert from 'node:assert/strict';
import { rankFiles } from './rankFiles.ts';

describe('The files that fit what was typed', () => {
  const paths = ['src/engine/stop.ts', 'docs/step.md', 'src/step/other.ts', 'step.ts', 'test/a/b/step.ts', 'src/Stopwatch.ts', 'readme.md'];

  it('come with the names before the folders, and the short paths before the long', () => {
    assert.deepEqual(rankFiles(paths, 'step', 10), ['step.ts', 'docs/step.md', 'test/a/b/step.ts', 'src/step/other.ts']);
  });

  it('fit whatever the capitals, and with letters left out', () => {
    assert.deepEqual(rankFiles(paths, 'STOPW', 10), ['src/Stopwatch.ts']);
    assert.deepEqual(rankFiles(paths, 'rdm', 10), ['readme.md']);
  });

  it('are no more than wanted', () => {
    assert.equal(rankFiles(paths, 's', 2).length, 2);
  });

  it('are none where no path has the letters in their order', () => {
    assert.deepEqual(rankFiles(paths, 'zq', 10), []);
  });
});
