import { assertNever } from '../engine/assertNever.ts';
import type { Translate } from '../engine/translate.ts';

/** Why a text cannot be a base URL. */
export type BaseUrlProblem = 'empty' | 'not-a-url' | 'scheme' | 'credentials' | 'query' | 'fragment';

export type ParsedBaseUrl = { readonly baseUrl: string } | { readonly problem: BaseUrlProblem };

/** A base URL as people paste it, in the one form that the rest expects: no slash at the end, `/v1` where there was no path. */
export function parseBaseUrl(text: string): ParsedBaseUrl {
  const trimmed = withoutWrapping(text);
  if (!trimmed) return { problem: 'empty' };
  const url = readUrl(trimmed);
  if (!url) return { problem: 'not-a-url' };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { problem: 'scheme' };
  if (url.username || url.password) return { problem: 'credentials' };
  if (trimmed.includes('#')) return { problem: 'fragment' };
  if (trimmed.includes('?')) return { problem: 'query' };
  return { baseUrl: url.origin + tidyPath(url.pathname) };
}

/** What is wrong with a base URL and how one looks. */
export function describeBaseUrlProblem(problem: BaseUrlProblem, t: Translate): string {
  switch (problem) {
    case 'empty':
      return t('Enter the base URL of a server, such as http://localhost:8000/v1.');
    case 'not-a-url':
      return t('This is not a URL. A base URL looks like http://localhost:8000/v1.');
    case 'scheme':
      return t('A base URL begins with http:// or https://.');
    case 'credentials':
      return t('A base URL must not contain a user name or a password. Set an API key instead.');
    case 'query':
      return t('A base URL must not contain a query. Remove the question mark and what follows it.');
    case 'fragment':
      return t('A base URL must not contain a fragment. Remove the number sign (#) and what follows it.');
    default:
      return assertNever(problem);
  }
}

/** Scheme, host and port of a base URL: what a key belongs to. */
export const originOf = (baseUrl: string): string => new URL(baseUrl).origin;

/** Host and, where it is not the usual one, port: what people call the server. */
export const hostOf = (baseUrl: string): string => new URL(baseUrl).host;

/** Whether the server runs on the machine that asks. */
export function isLoopback(baseUrl: string): boolean {
  const host = hostNameOf(baseUrl);
  return host === 'localhost' || host.endsWith('.localhost') || LOOPBACK.test(host);
}

/** Whether the server runs on this machine or in a private network. */
export function isPrivate(baseUrl: string): boolean {
  const host = hostNameOf(baseUrl);
  return isLoopback(baseUrl) || /\.(?:local|internal|lan)$/.test(host) || PRIVATE_IPV4.test(host) || PRIVATE_IPV6.test(host);
}

// The URL parser has already brought every way of writing an address into its shortest form.
const LOOPBACK = /^127(?:\.\d+){3}$|^::1$|^::ffff:7f[0-9a-f]{2}:/;
const PRIVATE_IPV4 =
  /^(?:10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))(?:\.\d+){2,3}$|^0\.0\.0\.0$/;
const PRIVATE_IPV6 = /^f[cd][0-9a-f]{2}:|^fe[89ab][0-9a-f]:/;

const hostNameOf = (baseUrl: string): string => new URL(baseUrl).hostname.replace(/^\[|\]$/g, '').toLowerCase();

/** Blanks, also those that cannot be seen, and the quotes or brackets that a URL stands in where it is copied from. */
const withoutWrapping = (text: string): string => text.replace(/^[\s\u200b\u2060"'`<]+|[\s\u200b\u2060"'`>,;]+$/g, '');

function readUrl(text: string): URL | undefined {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
}

function tidyPath(pathname: string): string {
  const path = pathname
    .replace(/\/+$/, '')
    .replace(/\/(?:chat\/completions|completions|models|responses)$/, '')
    .replace(/\/+$/, '');
  return path || '/v1';
}

/** A model on this machine or nearby may have to be loaded first. */
const FIRST_BYTE_SECONDS = { nearby: 1200, elsewhere: 120 } as const;

/** How long the first word of a reply is waited for, unless the reader says otherwise. */
export const usualFirstByteSeconds = (baseUrl: string): number =>
  isPrivate(baseUrl) ? FIRST_BYTE_SECONDS.nearby : FIRST_BYTE_SECONDS.elsewhere;
