import { ModelError } from '../engine/errors.ts';
import { hostOf, originOf } from './baseUrl.ts';

/** Who is asked, and with what; all that a request needs to know of an endpoint. */
export interface Address {
  readonly baseUrl: string;
  /** Belongs to the origin of `baseUrl` and goes nowhere else. */
  readonly apiKey?: string | undefined;
  /** What the reader configured for this endpoint. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** What stands in those headers in confidence, wherever: it is in no reply, message or log. */
  readonly secrets?: readonly string[] | undefined;
  /** A proxy on the way, perhaps with a user name and a password; in VS Code that is VS Code's own affair. */
  readonly proxyUrl?: string | undefined;
  /** `stepwise/0.1.0`, for instance. */
  readonly userAgent?: string | undefined;
}

export type OutgoingHeaders = Readonly<Record<string, string | number>>;

/** Every header that leaves, made here and taken from nowhere else: what the SDK or the environment adds is not looked at. */
export function outgoingHeaders(address: Address, body: string | undefined): OutgoingHeaders {
  const headers = {
    accept: 'application/json, text/event-stream',
    'user-agent': address.userAgent ?? 'stepwise',
    ...(address.apiKey && { authorization: bearer(address, address.apiKey) }),
    ...configured(address.headers ?? {}),
    ...(body !== undefined && { 'content-type': 'application/json', 'content-length': new TextEncoder().encode(body).byteLength }),
  };
  return headers;
}

/** A key that cannot stand in a header was pasted wrongly; the server would refuse it in words that nobody understands. */
function bearer({ baseUrl }: Address, apiKey: string): string {
  const key = apiKey.trim();
  if (/^[\x21-\x7e]+$/.test(key)) return `Bearer ${key}`;
  throw new ModelError('auth', 'key-refused', { origin: originOf(baseUrl), host: hostOf(baseUrl) });
}

/** These belong to the connection, not to the reader. */
const FRAMING = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'expect',
  'upgrade',
  'te',
  'trailer',
  'accept-encoding',
]);

function configured(headers: Readonly<Record<string, string>>): Record<string, string> {
  const lower = Object.entries(headers).map(([name, value]) => [name.trim().toLowerCase(), value] as const);
  return Object.fromEntries(lower.filter(([name]) => !FRAMING.has(name)));
}
