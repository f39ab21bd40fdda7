import assert from 'node:assert/strict';
import { readRetryAfterMs } from './retryAfter.ts';

const NOW_MS = Date.parse('2026-01-01T00:00:00Z');
const read = (headers: Record<string, string>) => readRetryAfterMs(new Headers(headers), NOW_MS);

describe('the wait that a server asks for', () => {
  it('is read in seconds, in milliseconds and as a date', () => {
    assert.equal(read({ 'retry-after': '2' }), 2000);
    assert.equal(read({ 'retry-after': '0.5' }), 500);
    assert.equal(read({ 'retry-after': '2', 'retry-after-ms': '150' }), 150);
    assert.equal(read({ 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' }), 9000);
    assert.equal(read({ 'retry-after': 'Wed, 31 Dec 2025 23:00:00 GMT' }), 0);
  });

  it('is counted on the clock of the server where it tells it', () => {
    assert.equal(read({ 'retry-after': 'Thu, 01 Jan 2026 01:00:09 GMT', date: 'Thu, 01 Jan 2026 01:00:00 GMT' }), 9000);
  });

  it('is unknown where nothing can be read', () => {
    assert.equal(read({}), undefined);
    assert.equal(read({ 'retry-after': '' }), undefined);
    assert.equal(read({ 'retry-after': 'later' }), undefined);
    assert.equal(read({ 'retry-after': '-5' }), undefined);
  });
});
