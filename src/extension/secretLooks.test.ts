import assert from 'node:assert/strict';
import { holdsSecret, isSecretName } from './secretLooks.ts';

describe('What looks like secrets', () => {
  for (const path of ['.env', 'app/.env.local', '/home/me/.ssh/id_rsa', 'tls/server.pem', 'private.key', 'config/secrets.yaml', '.npmrc']) {
    it(`is a file named ${path}`, () => assert.ok(isSecretName(path)));
  }
  for (const path of ['src/environment.ts', '.env.example', 'keyboard.ts', 'src/secretLooks.ts']) {
    it(`is not a file named ${path}`, () => assert.ok(!isSecretName(path)));
  }

  it('is a text with a key in it', () => {
    assert.ok(holdsSecret('const key = "sk-abcdefghijklmnopqrst"'));
    assert.ok(holdsSecret('-----BEGIN RSA PRIVATE KEY-----'));
  });
  it('is not a text that only speaks of keys', () => {
    assert.ok(!holdsSecret('the task-force set the sk-key of the map'));
  });
});
