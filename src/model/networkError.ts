import { type ErrorCause, type ErrorFacts, ModelError } from '../engine/errors.ts';

/** What went wrong below HTTP, from the system's code: refused, name not found, certificate, connection broken, not reachable. Without a code the fault is ours. */
export function toNetworkError(error: unknown, facts: ErrorFacts): ModelError {
  if (error instanceof ModelError) return error;
  const code = codeOf(error);
  if (!code) return new ModelError('server', 'internal', { ...facts, said: String(error) }, { cause: error });
  const known = { ...facts, code };
  // What answered does not speak HTTP, or a configured header cannot be sent.
  if (code.startsWith('HPE_')) return new ModelError('bad-request', 'check-base-url', known, { cause: error });
  if (code === 'ERR_INVALID_CHAR' || code === 'ERR_INVALID_HTTP_TOKEN')
    return new ModelError('bad-request', 'bad-request', known, { cause: error });
  return new ModelError('network', causeOf(code), known, { cause: error });
}

const CAUSES: Readonly<Record<string, ErrorCause>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  EPROTO: 'tls-handshake',
  CERT_HAS_EXPIRED: 'certificate-expired',
  CERT_NOT_YET_VALID: 'certificate-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-name',
  HOSTNAME_MISMATCH: 'certificate-name',
};

function causeOf(code: string): ErrorCause {
  if (HANDSHAKE_CODE.test(code)) return 'tls-handshake';
  return CAUSES[code] ?? (CERTIFICATE_CODE.test(code) ? 'tls' : 'unreachable');
}

// What speaks no TLS, or another one; the names are OpenSSL's and, in VS Code, BoringSSL's.
const HANDSHAKE_CODE = /^ERR_SSL_|^ERR_TLS_(?!CERT)/;
// OpenSSL's names for what can be wrong with a certificate, and Node's own.
const CERTIFICATE_CODE = /CERT|^UNABLE_TO_|^CRL_|^INVALID_(?:CA|PURPOSE)$/;

/** Where several addresses were tried, Node gives an `AggregateError`, mostly with the first one's code. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : '';
}
