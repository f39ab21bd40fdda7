import assert from 'node:assert/strict';
import { holdsKey } from './keySearch.ts';

const KEY = 'sk"Zx9\\7/+Kd83=wPl';
const PLANTED: Readonly<Record<string, string>> = {
  'as it is': `Bearer ${KEY}.`,
  'in a URL': `?key=${encodeURIComponent(KEY)}&x`,
  'in JSON': JSON.stringify({ headers: KEY }),
  'in JSON within JSON': JSON.stringify({ body: JSON.stringify({ KEY }) }),
  'in base64': btoa(KEY),
  'in base64 behind a user’s name': btoa(`user:${KEY}`),
  'in base64 between others': btoa(`ab${KEY}cd`),
  'over two lines': `${KEY.slice(0, 6)}\n${KEY.slice(6)}`,
  'over two lines of a log': `2026-01-01 00:00:00.000 [info] ${KEY.slice(0, 6)}\n2026-01-01 00:00:00.001 [info] ${KEY.slice(6)}`,
};

describe('the search for a key', () => {
  for (const [form, text] of Object.entries(PLANTED)) it(`finds it ${form}`, () => assert.ok(holdsKey(`Before ${text} after`, KEY)));

  it('finds none where there is none', () => {
    assert.ok(!holdsKey(JSON.stringify({ headers: 'Bearer [key]', said: 'sk-Zx9' }), KEY));
  });
});
