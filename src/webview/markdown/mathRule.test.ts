import assert from 'node:assert/strict';
import { growBlocks, noBlocks } from './blocks.ts';
import { renderMarkdown } from './renderMarkdown.ts';

const render = (source: string) => renderMarkdown(source, {}, false) ?? '';

/** The sources of the formulas, those on lines of their own marked with `D`. */
const formulas = (source: string): readonly string[] =>
  [...render(source).matchAll(/<(?:span|p) class="math( display)?" dir="ltr">([\s\S]*?)<\/(?:span|p)>/g)].map(
    ([, display, text]) => (display ? 'D ' : '') + text,
  );

describe('Formulas', () => {
  it('are found between \\( \\), \\[ \\] and $$ $$', () => {
    assert.deepEqual(formulas('So \\(a < b\\) and \\[c\\] and $$d$$.'), ['\\(a &lt; b\\)', 'D \\[c\\]', 'D $$d$$']);
    assert.deepEqual(formulas('\\[\nx = 1\n\\]\n\nand\n\n$$\ny\n$$'), ['D \\[\nx = 1\n\\]', 'D $$\ny\n$$']);
    assert.deepEqual(formulas('Then\n\\[\nx\n\\]\nholds'), ['D \\[\nx\n\\]']);
    assert.deepEqual(formulas('1. one\n   $$\n   x\n   $$\n2. two'), ['D $$\nx\n$$']);
    assert.deepEqual(formulas('复杂度为\\(O(n^2)\\)。'), ['\\(O(n^2)\\)']);
  });

  it('keep what would else be Markdown', () => {
    assert.deepEqual(formulas('\\(a_1 * b_2 * c_3\\)'), ['\\(a_1 * b_2 * c_3\\)']);
    assert.deepEqual(formulas('$$\na\n- b\n+ c\n> d\n= e\n$$'), ['D $$\na\n- b\n+ c\n&gt; d\n= e\n$$']);
    assert.deepEqual(formulas('\\[\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}\\]').length, 1);
  });

  it('are not seen in money, in code, or where nothing closes them', () => {
    for (const text of ['It costs $5 or $6.', '`\\(x\\)`', '```\n$$x$$\n```', '\\(x', '$$\nx', '\\[x', '$$ $$', '\\\\(x\\\\)']) {
      assert.deepEqual(formulas(text), [], text);
    }
    assert.match(render('It costs $5 or $6.'), /\$5 or \$6/);
  });

  it('are text until they close, and are not cut apart while they grow', () => {
    const text = 'See:\n\n$$\na\n- b\n\n- c\n$$\n\n\\[\nx\n+ y\n\\]\n\nend';
    let grown = noBlocks;
    for (let end = 1; end <= text.length; end++) {
      grown = growBlocks(grown, text.slice(0, end));
      for (const block of grown.finished) assert.ok(!block.startsWith('\\[') || block.endsWith('\\]'), block);
    }
    assert.ok(grown.finished.includes('\\[\nx\n+ y\n\\]'), JSON.stringify(grown.finished));
    assert.deepEqual(formulas('\\[\nx\n+ y'), []);
  });

  it('have a bound', () => {
    assert.deepEqual(formulas(`\\(${'x'.repeat(3000)}\\)`), []);
    assert.deepEqual(formulas(`\\(${'x'.repeat(300)}\\)`).length, 1);
  });
});
