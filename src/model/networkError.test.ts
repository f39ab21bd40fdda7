import assert from 'node:assert/strict';
import { ModelError } from '../engine/errors.ts';
import { toNetworkError } from './networkError.ts';

const causeOf = (code: string) => {
  const { kind, reason } = toNetworkError(Object.assign(new Error('x'), { code }), {});
  return `${kind}: ${reason}`;
};

describe('a failure below HTTP', () => {
  it('is told by the code of the system', () => {
    const codes = {
      'network: refused': ['ECONNREFUSED'],
      'network: dns': ['ENOTFOUND', 'EAI_AGAIN'],
      'network: reset': ['ECONNRESET', 'EPIPE'],
      'network: tls': ['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_REVOKED'],
      'network: tls-handshake': ['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_TLS_HANDSHAKE_TIMEOUT'],
      'network: certificate-expired': ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
      'network: certificate-name': ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH'],
      'network: unreachable': ['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'SOMETHING_NEW'],
      'bad-request: check-base-url': ['HPE_INVALID_CONSTANT'],
      'bad-request: bad-request': ['ERR_INVALID_CHAR'],
    };
    for (const [expected, list] of Object.entries(codes)) for (const code of list) assert.equal(causeOf(code), expected, code);
  });

  it('is told by the first of several addresses', () => {
    const error = new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]);
    assert.equal(toNetworkError(error, {}).reason, 'refused');
  });

  it('is a fault of ours where the system gave no code', () => {
    const { reason, facts } = toNetworkError(new TypeError('x is not a function'), { host: 'h' });
    assert.deepEqual([reason, facts], ['internal', { host: 'h', said: 'TypeError: x is not a function' }]);
  });

  it('stays what it is where it was understood before', () => {
    const error = new ModelError('auth', 'forbidden');
    assert.equal(toNetworkError(error, {}), error);
  });
});
