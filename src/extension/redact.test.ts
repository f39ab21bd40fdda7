import assert from 'node:assert/strict';
import { redact } from './redact.ts';

describe('The log', () => {
  const secrets: Readonly<Record<string, string>> = {
    'a key of OpenAI': 'refused sk-proj-SECRETsecret123',
    'an Authorization header': 'Authorization: Bearer SECRETsecret',
    'a password in an address': 'http://me:SECRET@host/v1',
    'a field named api_key': '{"api_key": "SECRETsecret"}',
  };
  for (const [what, text] of Object.entries(secrets)) it(`never shows ${what}`, () => assert.doesNotMatch(redact(text), /SECRET/));

  it('leaves other words alone', () => {
    const text = 'http://localhost:8000/v1 answered 404 after 1200 tokens';
    assert.equal(redact(text), text);
  });
});
