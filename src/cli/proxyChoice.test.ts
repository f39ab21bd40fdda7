import assert from 'node:assert/strict';
import { english } from '../engine/translate.ts';
import { chooseProxy } from './proxyChoice.ts';
import { UsageError } from './usageError.ts';

const choose = (baseUrl: string, env: Readonly<Record<string, string>>) => chooseProxy(baseUrl, env, english);
const SECURE = 'https://api.example.com/v1';

describe('The proxy of the environment', () => {
  it('is chosen by the scheme of the server, in both spellings', () => {
    const env = { HTTPS_PROXY: 'http://secure:8080', http_proxy: 'http://plain:8080' };
    assert.equal(choose(SECURE, env), 'http://secure:8080');
    assert.equal(choose('http://api.example.com/v1', env), 'http://plain:8080');
    assert.equal(choose(SECURE, { ALL_PROXY: 'http://any:8080' }), 'http://any:8080');
    assert.equal(choose(SECURE, {}), undefined);
  });

  it('may be named without a scheme', () => {
    assert.equal(choose(SECURE, { HTTPS_PROXY: ' proxy:3128 ' }), 'http://proxy:3128');
  });

  it('is left aside for this machine and for what NO_PROXY names', () => {
    const excluded = (names: string) =>
      choose('https://api.example.com:8443/v1', { HTTPS_PROXY: 'http://proxy:1', NO_PROXY: names }) === undefined;
    assert.deepEqual(['*', 'example.com', '.example.com', '*.example.com', 'a, api.example.com:8443'].map(excluded), [
      true,
      true,
      true,
      true,
      true,
    ]);
    assert.deepEqual(['', 'ple.com', 'api.example.com:443', 'other.com'].map(excluded), [false, false, false, false]);
    assert.equal(choose('http://localhost:8000/v1', { HTTP_PROXY: 'http://proxy:1' }), undefined);
  });

  it('must be an http proxy', () => {
    assert.throws(() => choose(SECURE, { HTTPS_PROXY: 'socks5://proxy:1080' }), UsageError);
    assert.throws(() => choose(SECURE, { HTTPS_PROXY: 'http://' }), /HTTPS_PROXY/);
  });
});
