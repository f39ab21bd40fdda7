import assert from 'node:assert/strict';
import { REQUEST, scriptedEndpoint } from '../../test/support/scriptedEndpoint.ts';
import { failure, sse } from '../../test/support/scriptedReplies.ts';
import { createChatModel } from './chatModel.ts';
import type { ModelLog } from './endpoint.ts';

const KEY = 'sk-log-secret-0001';

describe('the log of requests', () => {
  const on = scriptedEndpoint();
  let lines: string[] = [];
  beforeEach(() => {
    lines = [];
  });
  const note = (level: string) => (message: string) =>
    void lines.push(`${level} ${message}`.replace(/request \d+/, 'request N').replace(/\d+ ms/g, 'N ms'));
  const log: ModelLog = { info: note('info'), warn: note('warn'), debug: note('debug'), trace: message => note('trace')(message()) };
  const at = (...levels: string[]) => lines.filter(line => levels.includes(line.split(' ')[0] ?? ''));

  it('says in one line where it went, what it asked for, how long it took, and how it ended', async () => {
    on.server.script(sse(['Yes.', ' No.'], { usage: { prompt: 311, completion: 96, cached: 288 }, reasoning: ['Hm.'] }));
    await on.ask({ log, apiKey: KEY });
    const what = `${on.server.origin}, m, json_schema, 1 messages of 4 characters`;
    assert.deepEqual(at('debug', 'info', 'warn'), [
      `debug request N to ${what}`,
      `info request N: ${what}; first word after N ms, N ms in all; 8 characters and 3 of its own reasoning; 311 (288 cached) prompt tokens, 96 completion tokens; finish stop`,
    ]);
  });

  it('warns of a failure, with its kind, cause and status', async () => {
    on.server.script(failure(429, 'Slow down'));
    await on.failureOf({ log });
    assert.match(at('warn').join('\n'), /no word, N ms in all; 0 characters; failed: rate-limit rate-limited 429$/);
  });

  it('says that the reader stopped a request', async () => {
    on.server.script(sse(['One.', new Promise<void>(() => {})]));
    const stream = createChatModel(on.endpoint({ log })).stream(REQUEST, new AbortController().signal);
    for await (const part of stream) if (part.type === 'text') break;
    assert.match(at('info').join('\n'), /4 characters; stopped by the reader$/);
  });

  it('holds words at the level trace alone, and no key at any', async () => {
    on.server.script(sse(['A reply.']));
    await on.ask({ log, apiKey: KEY, headers: { 'X-Key': 'header-secret-0002' } });
    assert.doesNotMatch(at('debug', 'info', 'warn').join('\n'), /Why\?|A reply/);
    assert.match(at('trace').join('\n'), /request N sends \{.*Why\?.*\}\n.*request N received A reply\./);
    assert.doesNotMatch(lines.join('\n'), /log-secret|header-secret/);
    // The watcher sees words that do stand in the log.
    assert.match(lines.join('\n'), /A reply/);
  });
});
