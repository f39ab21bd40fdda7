import assert from 'node:assert/strict';
import { ProseReader } from './proseReader.ts';
import { StepDraft } from './stepDraft.ts';

function start(...pieces: readonly string[]) {
  const draft = new StepDraft();
  const prose = new ProseReader(draft);
  const rests = pieces.map(piece => prose.feed(piece));
  return { draft, prose, rest: rests.at(-1) };
}

function readAll(...pieces: readonly string[]): StepDraft {
  const { draft, prose } = start(...pieces);
  prose.end();
  return draft;
}

describe('ProseReader', () => {
  it('hands over at the brace of an object', () => {
    assert.equal(start('{ "title": 1').rest, ' "title": 1');
    assert.equal(start('Well: ', '{"content"', ':').rest, '"content":');
    assert.equal(start('[\n{"step": 1').rest, '"step": 1');
  });

  it('takes an object of other fields for one only at the very beginning', () => {
    assert.equal(start('{"name": 1').rest, '"name": 1');
    assert.equal(start('See {"name": 1').rest, undefined);
  });

  it('does not look for objects in code', () => {
    const { draft, rest } = start('See\n```\nx\n{"title": 1}\n```\nand {"title": 2');
    assert.equal(rest, '"title": 2');
    assert.equal(draft.content, 'See\n```\nx\n{"title": 1}\n```\nand ');
  });

  it('takes the first heading for the title, and later ones for content', () => {
    const draft = readAll('### A ', 'title\n# More\ntext');
    assert.deepEqual([draft.title, draft.content], ['A title', '# More\ntext']);
  });

  it('takes a heading after words for content', () => {
    const draft = readAll('Words.\n# A');
    assert.deepEqual([draft.title, draft.content], ['', 'Words.\n# A']);
  });

  it('needs a blank after the signs of a heading', () => {
    assert.equal(readAll('#hashtag').content, '#hashtag');
    assert.equal(readAll('####### seven').content, '####### seven');
  });

  it('reads decision lines in several dresses', () => {
    const lines = ['NEXT: final_answer', '**Next:** `final answer`', '> next_action： final-answer', '- NEXT ACTION: "final_answer".'];
    for (const line of lines) {
      const draft = readAll(`a\n${line}\n`);
      assert.deepEqual([draft.decision, draft.content], ['final_answer', 'a'], line);
    }
  });

  it('takes a decision without a line end only in the end', () => {
    const { draft, prose } = start('a\nNEXT: continue');
    assert.equal(draft.decision, undefined);
    prose.end();
    assert.equal(draft.decision, 'continue');
  });

  it('leaves a decision in the middle of a line or in code alone', () => {
    assert.equal(readAll('I say NEXT: continue').decision, undefined);
    assert.equal(readAll('```\nNEXT: continue\n```').decision, undefined);
    assert.equal(readAll(`NEXT: ${'-'.repeat(80)} continue`).decision, undefined);
  });

  it('keeps blank lines between words and drops those around them', () => {
    assert.equal(readAll('\n\na\n', '\n\nb\n\n').content, 'a\n\n\nb');
  });

  it('drops what is left of brackets and fences after an object', () => {
    const { draft, prose } = start('```json\n[{"title": ');
    draft.addContent('b');
    prose.afterObject();
    prose.feed(']\n```\n');
    prose.end();
    assert.equal(draft.content, 'b');
  });

  it('closes the fence around an object and puts what follows in a paragraph of its own', () => {
    const { draft, prose } = start('```json\n{"title": ');
    draft.addContent('b');
    prose.afterObject();
    prose.feed('\n```\nc\n```\nd\n```');
    prose.end();
    assert.equal(draft.content, 'b\n\nc\n```\nd\n```');
  });

  it('passes over an empty object', () => {
    assert.equal(readAll('{ }\n').content, '');
    assert.equal(readAll('{}\nwords').content, 'words');
    assert.equal(readAll('words\n{}').content, 'words\n{}');
  });
});
