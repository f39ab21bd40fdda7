import assert from 'node:assert/strict';
import { readDroppedUri } from './droppedUri.ts';

describe('What is dropped on the question box', () => {
  it('is a document, or lines of it', () => {
    assert.deepEqual(readDroppedUri('file:///w/a.py\r'), { uri: 'file:///w/a.py' });
    assert.deepEqual(readDroppedUri('file:///w/a.py#L3-L9'), { uri: 'file:///w/a.py', span: { first: 3, last: 9 } });
    assert.deepEqual(readDroppedUri('file:///w/a.py#3,5-9,1'), { uri: 'file:///w/a.py', span: { first: 3, last: 9 } });
    assert.deepEqual(readDroppedUri('file:///w/a.py#7'), { uri: 'file:///w/a.py', span: { first: 7, last: 7 } });
  });

  it('is the whole document where the rest names no lines', () => {
    assert.deepEqual(readDroppedUri('file:///w/a.md#chapter'), { uri: 'file:///w/a.md' });
  });

  it('has lines in order, whatever was written', () => {
    assert.deepEqual(readDroppedUri('file:///w/a.py#L9-L3').span, { first: 9, last: 9 });
    assert.deepEqual(readDroppedUri('file:///w/a.py#L0').span, { first: 1, last: 1 });
  });
});
