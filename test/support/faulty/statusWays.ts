import { failure, html, type Reply } from '../scriptedReplies.ts';
import type { Way } from './ways.ts';

const wait = (reply: Reply, retryAfter: string): Reply => ({
  ...reply,
  headers: { 'content-type': 'application/json', 'retry-after': retryAfter },
});
const spelled = (key: string, random: () => number): string =>
  [key, encodeURIComponent(key), Buffer.from(key).toString('base64')][Math.floor(random() * 3)] ?? key;

/** The server refuses with a status. */
export const statusWays: readonly Way[] = [
  { name: '401', reply: () => ({ status: 401, body: { error: 'Unauthorized' } }) },
  {
    name: '401 that echoes the key',
    reply: ({ key, random }) =>
      failure(401, `Incorrect API key provided: ${spelled(key, random)}. It was "${key}".`, { code: 'invalid_api_key' }),
  },
  { name: '403', reply: ({ key }) => failure(403, `The key ${key} may not use this model.`) },
  { name: '404 of the path', reply: () => ({ status: 404, body: { detail: 'Not Found' } }) },
  {
    name: '404 of the model',
    reply: ({ request }) =>
      failure(404, `The model \`${request.body.model}\` does not exist.`, { type: 'NotFoundError', param: 'model', code: 404 }),
  },
  { name: '408', reply: () => failure(408, 'Request Timeout') },
  { name: '413', reply: () => html('413 Request Entity Too Large', 413) },
  { name: '422', reply: () => ({ status: 422, body: { detail: [{ loc: ['body', 'messages', 0], msg: 'field required' }] } }) },
  { name: '429 in seconds', reply: () => wait(failure(429, 'Slow down.'), '1') },
  { name: '429 as a date', reply: () => wait(failure(429, 'Slow down.'), new Date(Date.now() + 2000).toUTCString()) },
  { name: '429 for an hour', reply: () => wait(failure(429, 'Slow down.'), '3600') },
  { name: '429 of the quota', reply: () => failure(429, 'You exceeded your quota.', { code: 'insufficient_quota' }) },
  { name: '500', reply: () => failure(500, 'Internal Server Error', { type: 'InternalServerError', code: 500 }) },
  { name: '500 that echoes the headers', reply: ({ request }) => ({ status: 500, body: JSON.stringify(request.headers) }) },
  { name: '502 as a page', reply: () => html('502 Bad Gateway', 502) },
  { name: '503 while the model loads', reply: () => wait(failure(503, 'Loading model', { type: 'unavailable_error', code: 503 }), '1') },
  { name: '504', reply: () => html('504 Gateway Time-out', 504) },
  { name: 'a page with 200', reply: ({ key }) => html(`Welcome, ${key}`) },
  { name: 'plain words with 200', reply: () => ({ headers: { 'content-type': 'text/plain' }, body: 'It works!' }) },
  { name: 'an empty body with 200', reply: () => ({ status: 200, body: '' }) },
  { name: '204', reply: () => ({ status: 204 }) },
];
