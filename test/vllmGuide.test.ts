import assert from 'node:assert/strict';
import { vllmArguments } from '../scripts/lab/vllmServer.mjs';
import { read } from './support/literals.ts';
import { commandBlocks, headingLevels, namesIn } from './support/translated.ts';

const english = read('docs/vllm.md');
const chinese = read('docs/vllm.zh-CN.md');

describe('The guide to vLLM', () => {
  it('has the same headings in both languages', () => {
    assert.deepEqual(headingLevels(chinese), headingLevels(english));
    assert.ok(headingLevels(english).length > 10);
  });

  it('has the same commands in both languages', () => {
    assert.deepEqual(commandBlocks(chinese), commandBlocks(english));
    assert.ok(commandBlocks(english).length > 10);
  });

  it('names the same flags, files and messages in both languages', () => {
    assert.deepEqual(namesIn(chinese), namesIn(english));
  });

  it('starts vLLM on the CPU as the tests do', () => {
    const started = vllmArguments({ modelFolder: '.lab/vllm-model', port: 8000 });
    const typed = commandBlocks(english).find(block => block.includes('vllm.entrypoints.openai.api_server')) ?? '';
    assert.deepEqual(wordsAfter(typed, 'python -m '), started);
  });

  it('would notice a flag that one of them lacks', () => {
    assert.notDeepEqual(namesIn(chinese.replace('`--port`', '')), namesIn(english));
    assert.notDeepEqual(commandBlocks(chinese.replace('--port 8000', '')), commandBlocks(english));
  });
});

function wordsAfter(block: string, start: string): string[] {
  return block
    .slice(block.indexOf(start) + start.length)
    .replaceAll('\\\n', ' ')
    .split(/\s+/)
    .filter(Boolean);
}
