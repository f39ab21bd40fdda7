import assert from 'node:assert/strict';
import { assertNever } from './assertNever.ts';
import { createTranslate, english } from './translate.ts';

describe('a translator', () => {
  it('takes the bundle’s words and fills in values', () => {
    const t = createTranslate({ '{count} steps': '{count} 步' });
    assert.equal(t('{count} steps', { count: 3 }), '3 步');
  });

  it('stays English where the bundle lacks a message, and keeps places without a value', () => {
    assert.equal(english('{a} and {b}', { a: 0 }), '0 and {b}');
  });
});

describe('assertNever', () => {
  it('names the value that nobody expected', () => {
    assert.throws(() => Reflect.apply(assertNever, undefined, [{ type: 'new' }]), /\{"type":"new"\}/);
  });
});
