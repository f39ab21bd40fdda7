import assert from 'node:assert/strict';
import { StepDraft } from './stepDraft.ts';

describe('StepDraft', () => {
  it('tells what is new, once', () => {
    const draft = new StepDraft();
    draft.addTitle('A');
    draft.addContent('b');
    assert.deepEqual(draft.take(false), { title: 'A', content: 'b' });
    assert.deepEqual(draft.take(false), {});
    draft.addContent('c');
    assert.deepEqual(draft.take(false), { content: 'c' });
    assert.deepEqual([draft.title, draft.content], ['A', 'bc']);
  });

  it('keeps half a surrogate pair back until the other half or the end comes', () => {
    const draft = new StepDraft();
    draft.addContent('a\ud83d');
    assert.deepEqual(draft.take(false), { content: 'a' });
    assert.deepEqual(draft.take(false), {});
    draft.addContent('\ude00');
    assert.deepEqual(draft.take(false), { content: '😀' });
    draft.addTitle('\ud83d');
    assert.deepEqual(draft.take(true), { title: '\ud83d' });
  });

  it('puts a part in a paragraph of its own, but only once there are words', () => {
    const draft = new StepDraft();
    draft.beginPart();
    assert.equal(draft.startsPart(), true);
    draft.addContent('a');
    assert.equal(draft.startsPart(), false);
    draft.beginPart();
    draft.addContent('');
    assert.equal(draft.content, 'a');
    assert.equal(draft.startsPart(), true);
    draft.addContent('b');
    assert.equal(draft.content, 'a\n\nb');
  });

  it('is empty until a word has come', () => {
    const draft = new StepDraft();
    draft.addTitle(' ');
    draft.addContent('\n');
    assert.equal(draft.isEmpty(), true);
    draft.addContent('a');
    assert.equal(draft.isEmpty(), false);
    draft.addContent(' ');
    assert.equal(draft.isEmpty(), false);
  });
});
