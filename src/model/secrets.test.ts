import assert from 'node:assert/strict';
import type { ChatPart } from '../engine/ports.ts';
import { keepSecrets, secretsOf, spellingsOf, withoutBrokenSecrets, withoutSecrets } from './secrets.ts';

const KEY = 'sk-a/b"c+日-0123456789';
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('The secrets of an endpoint', () => {
  const spelt: Readonly<Record<string, string>> = {
    'as it is': KEY,
    'in an address': encodeURIComponent(KEY),
    'in an address, in small letters': encodeURIComponent(KEY).toLowerCase(),
    'in JSON': JSON.stringify(KEY),
    'in JSON within JSON': JSON.stringify(JSON.stringify(KEY)),
    'in base64': base64(KEY),
    'in base64 after one byte': base64(`:${KEY}`),
    'in base64 after a name': base64(`user:${KEY}`),
    'in base64 as a header': base64(`Bearer ${KEY}`),
    'in base64 for addresses': Buffer.from(`>>>${KEY}`).toString('base64url'),
  };
  for (const [how, text] of Object.entries(spelt)) {
    it(`are taken out, ${how}`, () => assert.match(withoutSecrets(`a ${text} b`, spellingsOf(KEY)), /^a .*\[key\].* b$/));
  }

  it('are taken out of a server’s words where they were broken over two lines', () => {
    assert.equal(withoutBrokenSecrets('a sk-abc\n  def b', spellingsOf('sk-abcdef')), 'a [key] b');
    assert.equal(withoutBrokenSecrets('a sk-\u200babcdef b', spellingsOf('sk-abcdef')), 'a [key] b');
  });

  it('are the key and what confidential headers hold, but no word that is too short', () => {
    const spellings = secretsOf({ apiKey: ' EMPTY ', headers: { Authorization: 'Token team-secret' } });
    assert.equal(withoutSecrets('EMPTY Token team-secret', spellings), 'EMPTY [key]');
    assert.equal(withoutSecrets('team-secret', spellings), '[key]');
  });

  it('leave plain headers to be what they are: a reply may say the same', () => {
    const headers = { 'X-Title': 'Stepwise', Authorization: 'Bearer of-the-team', 'X-Team': 'in the blue room' };
    const spellings = secretsOf({ headers, secrets: ['blue room'] });
    assert.equal(withoutSecrets('Stepwise and Bearer, not of-the-team', spellings), 'Stepwise and Bearer, not [key]');
    assert.equal(withoutSecrets('in the blue room', spellings), 'in the [key]');
  });

  it('are in no reply, in whatever pieces they come, and nothing else is lost', async () => {
    const parts: ChatPart[] = [
      { type: 'request' },
      ...[...'I know sk-abcdef, sk-abc'].map((text): ChatPart => ({ type: 'text', text })),
      { type: 'reasoning', text: 'sk-ab' },
      { type: 'reasoning', text: 'cdef!' },
      { type: 'finish', reason: 'stop' },
    ];
    const kept: ChatPart[] = [];
    const arriving = (async function* () {
      yield* parts;
    })();
    for await (const part of keepSecrets(arriving, { baseUrl: 'http://x.example/v1', apiKey: 'sk-abcdef' })) kept.push(part);
    const joined = (type: 'text' | 'reasoning') => kept.map(part => (part.type === type ? part.text : '')).join('');
    assert.equal(joined('text'), 'I know [key], sk-abc');
    assert.equal(joined('reasoning'), '[key]!');
    assert.equal(kept.at(-1)?.type, 'finish');
  });

  it('hold back nothing of a reply that breaks off', async () => {
    const breaking = (async function* (): AsyncGenerator<ChatPart, void> {
      yield { type: 'text', text: 'Half an answers' };
      throw new Error('broken');
    })();
    const kept: ChatPart[] = [];
    const listening = (async () => {
      for await (const part of keepSecrets(breaking, { baseUrl: 'http://x.example/v1', apiKey: 'sk-abcdef' })) kept.push(part);
    })();
    await assert.rejects(listening, /broken/);
    assert.equal(kept.map(part => (part.type === 'text' ? part.text : '')).join(''), 'Half an answers');
  });
});
