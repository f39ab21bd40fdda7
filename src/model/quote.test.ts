import assert from 'node:assert/strict';
import { quote } from './quote.ts';

describe("a quotation of the server's words", () => {
  it('is one line without control characters, at most 300 characters long', () => {
    assert.equal(quote(' a\r\n\u001b[31mb\u202e c\t ', {}), 'a [31mb c');
    assert.equal([...quote('🙂'.repeat(400), {})].length, 300);
    assert.equal(quote('🙂'.repeat(300), {}), '🙂'.repeat(300));
  });

  it('holds no key and no secret header, however the server spells it', () => {
    const apiKey = 'sk-a/b"c+日';
    const spelt = [apiKey, encodeURIComponent(apiKey), JSON.stringify(apiKey), Buffer.from(apiKey).toString('base64')];
    const quoted = quote(`${spelt.join(' ')} team-secret`, { apiKey, headers: { 'X-Key': 'team-secret' } });
    assert.match(quoted, /^\[key\] \[key\] "\[key\]" \[key\]=* \[key\]$/);
  });

  it('is not garbled by a key that is no secret', () => {
    assert.equal(quote('The key EMPTY is empty', { apiKey: 'EMPTY' }), 'The key EMPTY is empty');
  });
});
