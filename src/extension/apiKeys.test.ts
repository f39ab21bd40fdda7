import assert from 'node:assert/strict';
import type { SecretStorage } from 'vscode';
import { ApiKeys } from './apiKeys.ts';

function inMemory(): SecretStorage {
  const all = new Map<string, string>();
  return {
    get: async key => all.get(key),
    store: async (key, value) => void all.set(key, value),
    delete: async key => void all.delete(key),
    onDidChange: () => ({ dispose: () => {} }),
  };
}

describe('API keys', () => {
  let secrets: SecretStorage;
  let keys: ApiKeys;
  const on = (machine: string) => new ApiKeys(secrets, async () => machine);

  beforeEach(() => {
    secrets = inMemory();
    keys = on('local');
  });

  it('belong to the origin, whatever the path', async () => {
    await keys.store('https://api.example.com/v1', 'k');
    assert.equal(await keys.read('https://api.example.com/other/v1'), 'k');
  });

  for (const other of ['http://api.example.com/v1', 'https://api.example.com:8443/v1', 'https://example.com/v1']) {
    it(`never go to ${other} when given for https://api.example.com`, async () => {
      await keys.store('https://api.example.com/v1', 'k');
      assert.equal(await keys.read(other), undefined);
    });
  }

  it('of a loopback address belong to the machine that it is on', async () => {
    await on('one').store('http://localhost:8000/v1', 'k');
    assert.equal(await on('one').read('http://localhost:8000/v1'), 'k');
    assert.equal(await on('two').read('http://localhost:8000/v1'), undefined);
  });

  it('of other origins are the same from every machine', async () => {
    await on('one').store('https://api.example.com/v1', 'k');
    assert.equal(await on('two').read('https://api.example.com/v1'), 'k');
  });

  it('are gone once cleared', async () => {
    await keys.store('https://api.example.com/v1', 'k');
    await keys.clear('https://api.example.com/v1');
    assert.equal(await keys.read('https://api.example.com/v1'), undefined);
  });

  it('and named secrets of headers do not mix', async () => {
    await keys.storeNamed('https://api.example.com/v1', 'TEAM', 's');
    assert.equal(await keys.read('https://api.example.com/v1'), undefined);
    assert.equal(await keys.readNamed('https://api.example.com/v1', 'TEAM'), 's');
    assert.equal(await keys.readNamed('https://api.example.com/v1', 'OTHER'), undefined);
  });
});
