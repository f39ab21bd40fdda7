import assert from 'node:assert/strict';
import { english } from '../engine/translate.ts';
import { chooseEndpoint, chooseModel } from './endpointChoice.ts';
import { UsageError } from './usageError.ts';

const choose = (baseUrl: string | undefined, env: Readonly<Record<string, string>>) => chooseEndpoint({ baseUrl }, env, english);
const LOCAL = 'http://localhost:8000/v1';
const REMOTE = 'https://models.example/v1';

describe('The endpoint of the console program', () => {
  it('is the one of the flag, else the one of the environment', () => {
    assert.equal(choose(LOCAL, { OPENAI_BASE_URL: REMOTE }).baseUrl, LOCAL);
    assert.equal(choose(undefined, { OPENAI_BASE_URL: `${REMOTE}/` }).baseUrl, REMOTE);
  });

  it('has to be named, as its model has', () => {
    assert.throws(() => choose(undefined, {}), UsageError);
    assert.throws(() => choose('ftp://models.example', {}), /--base-url: .*http/);
    assert.throws(() => choose(undefined, { OPENAI_BASE_URL: 'models' }), /^UsageError: OPENAI_BASE_URL: /);
    assert.throws(() => chooseModel({}, {}, english), UsageError);
    assert.equal(chooseModel({ model: 'a' }, { STEPWISE_MODEL: 'b' }, english), 'a');
    assert.equal(chooseModel({}, { STEPWISE_MODEL: 'b' }, english), 'b');
  });

  it('gets a key only where the key belongs', () => {
    const both = { STEPWISE_API_KEY: 'own', OPENAI_API_KEY: 'open' };
    const keyOf = (baseUrl: string | undefined, env: Readonly<Record<string, string>>) => {
      const { apiKey, withheld } = choose(baseUrl, env);
      return apiKey ?? (withheld ? `withheld: ${withheld}` : 'none');
    };
    assert.deepEqual(
      [
        keyOf(LOCAL, both),
        keyOf(LOCAL, { ...both, OPENAI_BASE_URL: 'http://localhost:8000/other' }),
        keyOf(undefined, { ...both, OPENAI_BASE_URL: REMOTE }),
        keyOf(undefined, { STEPWISE_API_KEY: 'own', OPENAI_BASE_URL: REMOTE }),
        keyOf('https://api.openai.com/v1', { OPENAI_API_KEY: 'open' }),
        keyOf('http://api.openai.com/v1', { OPENAI_API_KEY: 'open' }),
        keyOf(REMOTE, { OPENAI_API_KEY: 'open', OPENAI_BASE_URL: 'https://models.example:444/v1' }),
        keyOf(REMOTE, { OPENAI_API_KEY: 'open', OPENAI_BASE_URL: 'no url' }),
        keyOf(LOCAL, {}),
        keyOf(LOCAL, { STEPWISE_API_KEY: ' ', OPENAI_API_KEY: '' }),
      ],
      [
        'own',
        'own',
        'open',
        'withheld: OPENAI_API_KEY',
        'open',
        'withheld: STEPWISE_API_KEY',
        'withheld: STEPWISE_API_KEY',
        'withheld: STEPWISE_API_KEY',
        'none',
        'none',
      ],
    );
  });
});
