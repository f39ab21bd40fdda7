import assert from 'node:assert/strict';
import { vllmArguments } from '../scripts/lab/vllmServer.mjs';
import { read } from './support/literals.ts';

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

const headingLevels = (text: string): number[] => [...outsideBlocks(text).matchAll(/^(#+) /gm)].map(([, marks = '']) => marks.length);

const commandBlocks = (text: string): string[] => [...text.matchAll(/^```\w*\n(.*?)^```$/gms)].map(([, block = '']) => block);

const outsideBlocks = (text: string): string => text.replaceAll(/^```.*?^```$/gms, '');

/** Everything between backticks, in order of the alphabet: two languages may say things in another order. */
const namesIn = (text: string): string[] => [...outsideBlocks(text).matchAll(/`([^`\n]+)`/g)].map(([, name = '']) => name).sort();

function wordsAfter(block: string, start: string): string[] {
  return block
    .slice(block.indexOf(start) + start.length)
    .replaceAll('\\\n', ' ')
    .split(/\s+/)
    .filter(Boolean);
}
