import assert from 'node:assert/strict';
import { mendApiKey } from './apiKeyText.ts';

describe('A pasted API key', () => {
  const mended: Readonly<Record<string, string>> = {
    'with blanks around it': '  sk-abc123\n',
    'in quotation marks of a word processor': '“sk-abc123”',
    'in plain quotation marks': '"sk-abc123"',
    'with Bearer before it': 'Bearer sk-abc123',
    'as a whole header': 'Authorization: Bearer sk-abc123',
  };
  for (const [how, pasted] of Object.entries(mended)) it(`is mended ${how}`, () => assert.equal(mendApiKey(pasted), 'sk-abc123'));

  it('is refused where nothing is left of it', () => {
    for (const pasted of ['', '   ', '""', 'Bearer ']) assert.equal(mendApiKey(pasted), undefined, pasted);
  });

  it('is refused where it could not stand in a header', () => {
    assert.equal(mendApiKey('sk-äbc'), undefined);
    assert.equal(mendApiKey('two words'), undefined);
  });
});
