import assert from 'node:assert/strict';
import { english } from '../engine/translate.ts';
import { describeBaseUrlProblem, hostOf, isLoopback, isPrivate, originOf, type ParsedBaseUrl, parseBaseUrl } from './baseUrl.ts';

const takes = (cases: Readonly<Record<string, ParsedBaseUrl>>) => {
  for (const [text, expected] of Object.entries(cases)) assert.deepEqual(parseBaseUrl(text), expected, text);
};

describe('a base URL', () => {
  it('is taken as people paste it', () => {
    takes({
      'http://localhost:8000/v1': { baseUrl: 'http://localhost:8000/v1' },
      '  http://localhost:8000/v1/ ': { baseUrl: 'http://localhost:8000/v1' },
      'http://localhost:8000': { baseUrl: 'http://localhost:8000/v1' },
      'http://localhost:8000//': { baseUrl: 'http://localhost:8000/v1' },
      'https://api.openai.com/v1/chat/completions': { baseUrl: 'https://api.openai.com/v1' },
      'https://api.openai.com/v1/chat/completions/': { baseUrl: 'https://api.openai.com/v1' },
      'HTTPS://API.openai.com:443': { baseUrl: 'https://api.openai.com/v1' },
      'https://host/openai/deployments/x': { baseUrl: 'https://host/openai/deployments/x' },
      'https://api.openai.com/v1/models': { baseUrl: 'https://api.openai.com/v1' },
      'https://api.openai.com/v1/responses': { baseUrl: 'https://api.openai.com/v1' },
      'http://localhost:8000/v1/completions/': { baseUrl: 'http://localhost:8000/v1' },
      'http://localhost:8000/models': { baseUrl: 'http://localhost:8000/v1' },
      '"http://localhost:8000/v1",': { baseUrl: 'http://localhost:8000/v1' },
      "'http://localhost:8000'": { baseUrl: 'http://localhost:8000/v1' },
      '<http://localhost:8000/v1>': { baseUrl: 'http://localhost:8000/v1' },
      '`http://localhost:8000/v1`\n': { baseUrl: 'http://localhost:8000/v1' },
      '\u200bhttp://localhost:8000/v1\u200b': { baseUrl: 'http://localhost:8000/v1' },
      'http://0.0.0.0:8000': { baseUrl: 'http://0.0.0.0:8000/v1' },
      'https://openrouter.ai/api/v1': { baseUrl: 'https://openrouter.ai/api/v1' },
      'http://localhost:8000/v1/my-models': { baseUrl: 'http://localhost:8000/v1/my-models' },
      'http://[::1]:8080': { baseUrl: 'http://[::1]:8080/v1' },
    });
  });

  it('is the same when it is read again', () => {
    const once = parseBaseUrl('http://localhost:8000/chat/completions');
    assert.ok('baseUrl' in once);
    assert.deepEqual(parseBaseUrl(once.baseUrl), once);
  });

  it('is refused with the reason', () => {
    takes({
      ' ': { problem: 'empty' },
      'localhost:8000': { problem: 'not-a-url' },
      'http://': { problem: 'not-a-url' },
      'http://local host/v1': { problem: 'not-a-url' },
      'http://host:99999/v1': { problem: 'not-a-url' },
      'http//localhost/v1': { problem: 'not-a-url' },
      'javascript:alert(1)': { problem: 'not-a-url' },
      'ws://host/v1': { problem: 'scheme' },
      'http://host/v1/chat/completions?api-version=2024': { problem: 'query' },
      'https://:secret@host/v1': { problem: 'credentials' },
      'ftp://host/v1': { problem: 'scheme' },
      'file:///etc/passwd': { problem: 'scheme' },
      'http://me:secret@host/v1': { problem: 'credentials' },
      'http://me@host/v1': { problem: 'credentials' },
      'http://host/v1?key=1': { problem: 'query' },
      'http://host/v1?': { problem: 'query' },
      'http://host/v1#x': { problem: 'fragment' },
    });
    assert.match(describeBaseUrlProblem('credentials', english), /API key instead/);
  });

  it('has an origin and a host', () => {
    assert.equal(originOf('http://host:80/v1'), 'http://host');
    assert.equal(hostOf('http://host:8000/v1'), 'host:8000');
  });

  it('is loopback, private or neither', () => {
    const kindOf = (host: string) => (isLoopback(`http://${host}/v1`) ? 'loopback' : isPrivate(`http://${host}/v1`) ? 'private' : 'public');
    const hosts = {
      loopback: ['localhost:1', 'LOCALHOST', 'a.localhost', '127.0.0.1', '127.9.8.7', '0x7f000001', '[::1]:8000', '[::ffff:127.0.0.1]'],
      private: [
        '10.1.2.3',
        '192.168.0.7',
        '172.16.0.1',
        '172.31.9.9',
        '169.254.1.1',
        '100.64.0.1',
        '[fd00::1]',
        '[fe80::1]',
        'nas.local',
        '0.0.0.0',
      ],
      public: [
        'api.openai.com',
        '8.8.8.8',
        '172.32.0.1',
        '100.128.0.1',
        '10.example.com',
        '127.0.0.1.example.com',
        'localhost.example.com',
        '[2001:db8::1]',
      ],
    };
    for (const [kind, names] of Object.entries(hosts)) for (const name of names) assert.equal(kindOf(name), kind, name);
  });
});
