import assert from 'node:assert/strict';
import { type Blocks, growBlocks, noBlocks } from './blocks.ts';
import { renderMarkdown } from './renderMarkdown.ts';

const TEXTS = {
  'paragraphs and headings': '# One\ntext\nmore\n\n## Two\n\nPara\n# \nPara\n#1 goes on\n\nTitle\n===\nend',
  'a list that goes on after blank lines':
    '1. one\n\n2. two\n\n   more of two\n\n3. three\n\nAfter.\n\n- a\n- b\n  - c\n\n* other list\n\n**bold** start\n-x',
  'code with blank lines and headings in it':
    'Look:\n```python\n# no heading\n\n\nx = 1\n```\nafter\n\n    indented\n\n    code\n\nend ~~~\n~~~\nopen',
  'a table right after a paragraph': 'Para\n| a | b |\n|---|---|\n| 1 | 2 |\n\n| c |\n|---|\nnot | a | table\n---\n\nend',
  'quotes, rules and links defined below':
    '> quote\nlazy\n\n> other\n\n---\n\n***\n\n[a]: http://x.y\n\nsee [a] and [b]\n\n[b]: http://late.example\n\nend',
  Chinese: '**重点：**文字\n第二行\n\n1. 第一\n2. 第二\n\n结束',
};

const whole = ({ finished, rest }: Blocks) => [...finished, rest.trimEnd()].filter(Boolean);
const html = (blocks: readonly string[]) => {
  const env = {};
  return blocks.map(block => renderMarkdown(block, env, false)).join('');
};

describe('growBlocks', () => {
  for (const [name, text] of Object.entries(TEXTS)) {
    it(`cuts a growing text into the blocks of the whole one: ${name}`, () => {
      const inOne = growBlocks(noBlocks, `${text}\n`);
      let grown = noBlocks;
      for (let end = 1; end <= text.length; end++) grown = growBlocks(grown, text.slice(0, end));
      assert.deepEqual(whole(growBlocks(grown, `${text}\n`)), whole(inOne));
    });

    it(`never takes back a finished block: ${name}`, () => {
      let grown = noBlocks;
      for (let end = 1; end <= text.length; end++) {
        const next = growBlocks(grown, text.slice(0, end));
        assert.deepEqual(next.finished.slice(0, grown.finished.length), grown.finished);
        grown = next;
      }
    });
  }

  for (const [name, text] of Object.entries(TEXTS).filter(([key]) => !key.includes('below'))) {
    it(`draws the blocks as the whole text would be drawn: ${name}`, () => {
      assert.equal(html(whole(growBlocks(noBlocks, text))), renderMarkdown(text, {}, false));
    });
  }

  it('finishes a block as soon as the next one begins', () => {
    const code = '```ts\nlet x;\n```\n';
    assert.deepEqual(growBlocks(noBlocks, `${code}a`).finished, ['```ts\nlet x;\n```']);
    assert.deepEqual(growBlocks(noBlocks, 'One.\n\nT').finished, ['One.']);
  });

  it('waits where the next line may still belong to the list', () => {
    assert.deepEqual(growBlocks(noBlocks, '1. one\n\n2').finished, []);
    assert.deepEqual(growBlocks(noBlocks, '1. one\n\n20 more').finished, ['1. one']);
  });

  it('begins anew with a text that is another one', () => {
    const grown = growBlocks(noBlocks, 'One.\n\nTwo.');
    assert.deepEqual(whole(growBlocks(grown, 'Other.\n\nText.')), ['Other.', 'Text.']);
  });

  it('ends a block that is too long to be drawn as Markdown, so that it is not parsed anew with each word', () => {
    let grown = noBlocks;
    for (let pieces = 0; pieces < 30; pieces++) grown = growBlocks(grown, `${grown.text}${'word word\n'.repeat(50)}`);
    assert.ok(grown.rest.length <= 10_000, String(grown.rest.length));
    assert.equal(grown.finished.join('') + grown.rest.trimEnd(), grown.text.trimEnd());
    assert.equal(renderMarkdown(grown.finished[0] ?? '', {}, false), undefined);
  });

  it('leaves long code whole', () => {
    const code = `\`\`\`ts\n${'let x;\n'.repeat(5000)}\`\`\`\n`;
    const { finished } = growBlocks(noBlocks, `${code}End.\n`);
    assert.deepEqual(finished, [code.trimEnd()]);
    assert.match(renderMarkdown(finished[0] ?? '', {}, false) ?? '', /<pre/);
  });

  it('makes no more blocks than a page can hold', () => {
    assert.ok(growBlocks(noBlocks, '# x\n'.repeat(20_000)).finished.length < 5000);
  });

  it('looks at each piece of a long text about once', () => {
    const paragraphs = Array.from({ length: 300 }, (_, place) => `Paragraph ${place}.`);
    let grown = noBlocks;
    let looked = 0;
    for (const paragraph of paragraphs) {
      grown = growBlocks(grown, `${grown.text}${paragraph}\n\n`);
      looked += grown.rest.length;
    }
    assert.equal(grown.finished.length, 299);
    assert.ok(looked < grown.text.length * 2, `${looked} characters for ${grown.text.length}`);
  });
});
