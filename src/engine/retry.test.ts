import assert from 'node:assert/strict';
import { ERROR_CAUSES, MODEL_ERROR_KINDS, ModelError } from './errors.ts';
import { backOff, withoutLongWait } from './retry.ts';

const policy = backOff({ random: () => 0.5 });
const network = new ModelError('network', 'reset');

describe('backOff', () => {
  it('waits about one and then two seconds, and gives up after three tries', () => {
    assert.deepEqual([policy(network, 1), policy(network, 2), policy(network, 3)], [1000, 2000, undefined]);
  });

  it('strews the waits by a fifth to either side', () => {
    assert.equal(backOff({ random: () => 0 })(network, 1), 800);
    assert.equal(backOff({ random: () => 1 })(network, 2), 2400);
  });

  it('waits as long as the server asks, to the millisecond', () => {
    assert.equal(policy(new ModelError('rate-limit', 'rate-limited', {}, { retryAfterMs: 59_123 }), 1), 59_123);
    assert.equal(policy(new ModelError('server', 'model-loading', {}, { retryAfterMs: 0 }), 2), 0);
  });

  it('asks again at once where the model, not the server, was at fault', () => {
    assert.equal(policy(new ModelError('malformed', 'unreadable-step'), 1), 0);
    assert.equal(policy(new ModelError('malformed', 'unreadable-step'), 3), undefined);
  });

  it('tries again just where a second try can help', () => {
    const tried = MODEL_ERROR_KINDS.filter(kind => policy(new ModelError(kind, 'bad-request'), 1) !== undefined);
    assert.deepEqual(tried, ['rate-limit', 'server', 'network', 'timeout', 'malformed']);
    const never = ERROR_CAUSES.filter(cause => policy(new ModelError('network', cause), 1) === undefined);
    assert.deepEqual(never, [
      'quota-exceeded',
      'retry-after-too-long',
      'tls',
      'tls-handshake',
      'certificate-name',
      'certificate-expired',
      'proxy-auth',
      'redirect',
      'redirect-loop',
      'endless-reply',
      'first-byte-timeout',
      'internal',
    ]);
  });

  it('tries as often as it is told', () => {
    const once = backOff({ maxAttempts: 1 });
    assert.equal(once(network, 1), undefined);
  });
});

describe('a long wait', () => {
  const asked = (retryAfterMs: number) => new ModelError('rate-limit', 'rate-limited', { host: 'h' }, { retryAfterMs });

  it('is sat out up to a minute', () => {
    const error = asked(60_000);
    assert.equal(withoutLongWait(error), error);
    assert.equal(withoutLongWait(network), network);
  });

  it('beyond that becomes a failure that names the seconds', () => {
    const told = withoutLongWait(asked(60_001));
    assert.deepEqual([told.kind, told.reason, told.facts], ['rate-limit', 'retry-after-too-long', { host: 'h', seconds: 61 }]);
    assert.equal(policy(told, 1), undefined);
  });
});

describe('ModelError', () => {
  it('is known by its name, because each bundle carries a class of its own', () => {
    class ModelErrorOfAnotherBundle extends Error {
      override readonly name = 'ModelError';
    }
    assert.ok(new ModelErrorOfAnotherBundle() instanceof ModelError);
    assert.ok(!(new Error('x') instanceof ModelError));
    assert.ok(!({ name: 'ModelError' } instanceof ModelError));
  });

  it('says what it is without a word of the server', () => {
    const error = new ModelError('auth', 'key-refused', { said: 'secret' }, { cause: 'why' });
    assert.deepEqual([error.message, error.cause], ['auth: key-refused', 'why']);
  });
});
