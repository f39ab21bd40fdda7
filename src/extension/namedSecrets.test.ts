import assert from 'node:assert/strict';
import { fillSecrets, secretNames } from './namedSecrets.ts';

describe('Secrets in headers', () => {
  const headers = { 'x-team': 'blue', 'x-key': `\${secret:TEAM} \${secret:KEY}` };

  it('are found by name', () => {
    assert.deepEqual(secretNames(headers), ['TEAM', 'KEY']);
  });
  it('are put in their places', () => {
    const secrets = new Map([
      ['TEAM', 'blue$&'],
      ['KEY', '42'],
    ]);
    assert.deepEqual(fillSecrets(headers, secrets), { 'x-team': 'blue', 'x-key': 'blue$& 42' });
  });
  it('that are not known keep their header back', () => {
    assert.deepEqual(fillSecrets(headers, new Map([['TEAM', 'blue']])), { 'x-team': 'blue' });
  });
});
