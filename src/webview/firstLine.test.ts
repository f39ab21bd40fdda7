import assert from 'node:assert/strict';
import { firstLine, isNumberingOnly } from './firstLine.ts';

describe('firstLine', () => {
  it('is the first line with words in it, without Markdown marks', () => {
    assert.equal(firstLine('\n---\n- **Bold** and `code`\nmore'), 'Bold and code');
    assert.equal(firstLine('## 1. 标题\n文字'), '标题');
    assert.equal(firstLine('```ts\nlet x;\n```'), 'let x;');
    assert.equal(firstLine(''), '');
  });
});

describe('isNumberingOnly', () => {
  it('knows a numbering that is still being written from a title', () => {
    for (const title of ['Step', 'Step 2', 'step 12', '步骤', '第二步', '第']) assert.ok(isNumberingOnly(title), title);
    for (const title of ['Step back', 'Steps', 'Stepping', '第一性原理', '']) assert.ok(!isNumberingOnly(title), title);
  });
});
