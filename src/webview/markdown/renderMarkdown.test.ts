import assert from 'node:assert/strict';
import { renderMarkdown } from './renderMarkdown.ts';

const render = (source: string) => renderMarkdown(source, {}, false);

describe('renderMarkdown', () => {
  it('shows the address of a link that shows nothing else', () => {
    assert.match(
      render('[\u200b](https://example.com/a)') ?? '',
      /<a href="https:\/\/example\.com\/a">https:\/\/example\.com\/a\u200b<\/a>/,
    );
    assert.match(render('[![](x.png)](https://example.com/a)') ?? '', />https:\/\/example\.com\/a<\/a>/);
    assert.match(render('[a](https://example.com/a)') ?? '', />a<\/a>/);
  });

  it('leaves lists and quotes to be shown as they are where they are too deep, because the parser would drop them', () => {
    assert.match(render(`${'> '.repeat(20)}deep`) ?? '', /deep/);
    for (const mark of ['> ', '- ', '1. ']) assert.equal(render(`${mark.repeat(120)}deep`), undefined);
    assert.equal(render('['.repeat(3000)), undefined);
    assert.equal(render(`${'*a **b '.repeat(100)}x${' b** a*'.repeat(100)}`), undefined);
  });
});
