import assert from 'node:assert/strict';
import { ERROR_CAUSES, type ErrorFacts } from './errors.ts';
import { NOTICE_CODES } from './events.ts';
import { describeFailure, describeNotice } from './failureWords.ts';
import { english, type Translate } from './translate.ts';

const FACTS: ErrorFacts = {
  origin: 'http://h:1',
  host: 'h:1',
  model: 'm',
  status: 400,
  seconds: 90,
  target: 'https://other',
  proxy: 'proxy:8080',
  contextSize: 4096,
};

describe('the words for a failure', () => {
  for (const cause of ERROR_CAUSES) {
    it(`of ${cause} are one or two sentences, with every fact filled in`, () => {
      for (const facts of [FACTS, { ...FACTS, said: 'no such thing' }, {}]) {
        const message = describeFailure(cause, facts, english);
        assert.doesNotMatch(message, /[{}]|undefined/);
        const sentences = message.match(/[.?!](?= |$)/g)?.length ?? 0;
        assert.ok(sentences >= 1 && sentences <= 2, message);
      }
    });
  }

  it('differ from cause to cause', () => {
    const messages = ERROR_CAUSES.map(cause => describeFailure(cause, FACTS, english));
    assert.equal(new Set(messages).size, messages.length);
  });

  it('name the host, what happened and what to do', () => {
    assert.equal(
      describeFailure('refused', FACTS, english),
      'h:1 does not answer: nothing listens there. Start the server, or check the base URL.',
    );
    assert.match(describeFailure('model-not-found', FACTS, english), /h:1 has no model named m\. Select a model/);
    assert.match(describeFailure('redirect', FACTS, english), /https:\/\/other/);
    assert.match(describeFailure('retry-after-too-long', FACTS, english), /wait 90 s before/);
    assert.match(describeFailure('context-overflow', FACTS, english), /4096 tokens/);
  });

  it('quote the server where it explains the failure best', () => {
    assert.match(describeFailure('bad-request', { ...FACTS, said: 'top_k?' }, english), /refused the request: "top_k\?"/);
    assert.doesNotMatch(describeFailure('key-refused', { ...FACTS, said: 'Incorrect key sk-…' }, english), /sk-/);
  });

  it('name the remote machine where the host tells it', () => {
    assert.match(describeFailure('refused', { ...FACTS, machine: 'WSL: Ubuntu' }, english), / The request was sent from WSL: Ubuntu\.$/);
  });

  it('are looked up by their English text', () => {
    const shout: Translate = (message, values) => english(message, values).toUpperCase();
    assert.equal(describeFailure('stream-broken', FACTS, shout), 'H:1 BROKE OFF IN THE MIDDLE OF AN ANSWER. TRY AGAIN.');
  });
});

describe('the words for a notice', () => {
  for (const code of NOTICE_CODES) {
    it(`${code} leave no fact open`, () => {
      for (const facts of [
        { rung: 'text', parameter: 'temperature' },
        { rung: 'object', parameter: 'x', variable: 'STEPWISE_API_KEY' },
      ]) {
        assert.doesNotMatch(describeNotice(code, facts, english), /[{}]|undefined/);
      }
    });
  }

  it('say which parameter and which form', () => {
    assert.match(describeNotice('parameter-dropped', { parameter: 'temperature' }, english), /parameter temperature\./);
    assert.match(describeNotice('format-fallback', { rung: 'text' }, english), /plain text/);
    assert.match(describeNotice('format-fallback', { rung: 'object' }, english), /JSON object/);
    assert.match(describeNotice('key-withheld', { variable: 'STEPWISE_API_KEY' }, english), /set STEPWISE_API_KEY/);
  });
});
