import assert from 'node:assert/strict';
import { ModelError } from '../../src/engine/errors.ts';
import type { ChatPart } from '../../src/engine/ports.ts';
import { mostCharacters } from '../../src/engine/room.ts';
import { createChatModel } from '../../src/model/chatModel.ts';
import { delta, frame } from '../support/scriptedReplies.ts';
import { type ScriptedServer, startScriptedServer } from '../support/scriptedServer.ts';
import { DIALECTS, type Heard } from './dialects.ts';
import { runOverWire, wireEndpoint } from './wire.ts';

/** Enough for the largest frame, so that no dialect meets the bound on a reply. */
const REQUEST = { messages: [{ role: 'user', content: 'Why?' }], maxTokens: 1_000_000, temperature: 0, format: 'text' } as const;

describe('Streams', function () {
  this.timeout(60_000);
  let server: ScriptedServer;
  let heardRight = 0;
  beforeEach(async () => {
    server = await startScriptedServer();
  });
  afterEach(() => server.close());

  async function hear(): Promise<Heard> {
    const parts: ChatPart[] = [];
    const failure = await collect(parts).catch((error: unknown) => error);
    if (failure !== undefined) assert.ok(failure instanceof ModelError, String(failure));
    const textOf = (type: 'text' | 'reasoning') => parts.map(part => (part.type === type ? part.text : '')).join('');
    const usage = parts.flatMap(part => (part.type === 'usage' ? [part.usage] : [])).at(-1);
    return {
      text: textOf('text'),
      reasoning: textOf('reasoning'),
      finish: parts.flatMap(part => (part.type === 'finish' ? [part.reason] : [])).at(-1) ?? null,
      ...(usage && { usage }),
      ...(failure !== undefined && { cause: failure.reason }),
    };
  }

  async function collect(parts: ChatPart[]): Promise<undefined> {
    for await (const part of createChatModel(wireEndpoint(server.baseUrl)).stream(REQUEST, new AbortController().signal)) parts.push(part);
    return undefined;
  }

  for (const { name, reply, heard } of DIALECTS) {
    it(`are read: ${name}`, async () => {
      server.script(reply);
      assertSame(await hear(), { text: '', reasoning: '', finish: 'stop', ...heard });
      assert.equal(server.requests.length, 1);
      heardRight++;
    });
  }

  after(() => console.log(`      stream dialects: ${heardRight} of ${DIALECTS.length} read as they were meant`));
});

/** Without printing megabytes where they differ. */
function assertSame(actual: Heard, expected: Heard): void {
  const short = (heard: Heard) => ({ ...heard, text: heard.text?.slice(0, 100), length: heard.text?.length });
  assert.deepEqual(short(actual), short(expected));
}

describe('Streams without an end', function () {
  this.timeout(60_000);
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await startScriptedServer();
  });
  afterEach(() => server.close());

  const MORE = 'more and more words ';
  const direct = { strategy: 'direct', limits: { maxTokensForAnswer: 1500 } } as const;
  const ask = () => runOverWire(wireEndpoint(server.baseUrl), direct);
  const closedByUs = async () => {
    for (const request of server.requests) assert.ok((await request.closed) > 0);
  };

  it('of words are cut at eight characters a token and two thousand more, and the answer goes on twice', async () => {
    server.always(() => ({ endless: frame(delta({ content: MORE })) }));
    const { ending } = await ask();
    assert.ok(ending.type === 'run-end');
    assert.deepEqual([ending.answer.length, ending.requests], [3 * mostCharacters(1500), 3]);
    await closedByUs();
  });

  it('of reasoning are cut with the allowance on top, and the run says what it was', async () => {
    server.always(() => ({ endless: frame(delta({ reasoning: MORE })) }));
    const { ending, events } = await ask();
    assert.ok(ending.type === 'run-error');
    assert.deepEqual([ending.cause, ending.requests], ['only-reasoning', 2]);
    const thought = events.reduce((sum, event) => sum + (event.type === 'reasoning-delta' ? event.text.length : 0), 0);
    assert.equal(thought, 2 * MORE.length * Math.floor(mostCharacters(1500 + 4096) / MORE.length + 1));
    await closedByUs();
  });

  it('of reasoning in think tags are cut there too', async () => {
    server.always(() => ({ stream: [frame(delta({ content: '<think>' }))], endless: frame(delta({ content: MORE })) }));
    const { ending } = await ask();
    assert.deepEqual([ending.type === 'run-error' && ending.cause, ending.requests], ['only-reasoning', 2]);
    await closedByUs();
  });

  const NOTHINGS = {
    'of pings': `: ${'ping '.repeat(20_000)}\n\n`,
    'of short pings': ': ping\n\n'.repeat(10_000),
    'of chunks that say nothing': frame({ ...delta({}), padding: 'x'.repeat(100_000) }),
    'of one frame': 'x'.repeat(100_000),
    'of blanks': ' '.repeat(100_000),
  };
  for (const [name, endless] of Object.entries(NOTHINGS)) {
    it(`${name} are cut where they are no answer any more`, async () => {
      server.always(() => ({ stream: [name === 'of one frame' ? 'data: ' : '\n'], endless }));
      const { ending } = await ask();
      assert.ok(ending.type === 'run-error');
      assert.deepEqual([ending.kind, ending.cause, ending.requests], ['server', 'endless-reply', 1]);
      assert.match(ending.message, /^127\.0\.0\.1:\d+ sent more than any answer takes, and no end of it\. Look into the log of the server/);
      await closedByUs();
    });
  }

  it('of pings after some words keep the words', async () => {
    server.script({ stream: [frame(delta({ content: 'So it is' }))], endless: NOTHINGS['of pings'] });
    server.always(() => ({ stream: [frame(delta({ content: ' 42.' }, 'stop'))] }));
    const { ending } = await ask();
    assert.deepEqual([ending.type === 'run-end' && ending.answer, ending.requests], ['So it is 42.', 2]);
  });
});
