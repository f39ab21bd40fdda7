import assert from 'node:assert/strict';
import { REQUEST, scriptedEndpoint, textOf } from '../../test/support/scriptedEndpoint.ts';
import { delta, failure, frame, silence, sse } from '../../test/support/scriptedReplies.ts';
import type { ChatPart } from '../engine/ports.ts';
import { createChatModel } from './chatModel.ts';
import { createLearnedStore, learnedKey } from './learned.ts';

describe('the chat model', () => {
  const on = scriptedEndpoint();
  const { endpoint, ask, failureOf } = on;

  describe('waits', () => {
    it('for the first word no longer than allowed, whatever else the server says', async () => {
      on.server.script({ stream: [': ping\n\n', frame(delta({ role: 'assistant', content: '' })), 20, ': ping\n\n'], ending: 'silence' });
      const error = await failureOf({ firstByteTimeoutMs: 60 });
      assert.deepEqual([error.kind, error.reason], ['timeout', 'first-byte-timeout']);
      await (await on.server.request(0)).closed;
    });

    it('for the headers no longer than that either', async () => {
      on.server.script(silence);
      assert.equal((await failureOf({ firstByteTimeoutMs: 30 })).reason, 'first-byte-timeout');
      await (await on.server.request(0)).closed;
    });

    it('for the next word no longer than allowed, and reasoning counts as a word', async () => {
      on.server.script(sse([], { reasoning: ['hm'], finish: null, done: false, ending: 'silence' }));
      const error = await failureOf({ firstByteTimeoutMs: 5000, idleTimeoutMs: 30 });
      assert.deepEqual([error.kind, error.reason], ['timeout', 'idle-timeout']);
      await (await on.server.request(0)).closed;
    });

    it('not at all for a reader who takes time', async () => {
      on.server.script(sse(['a', 'b']));
      const parts: ChatPart[] = [];
      for await (const part of createChatModel(endpoint({ idleTimeoutMs: 100 })).stream(REQUEST, new AbortController().signal)) {
        parts.push(part);
        if (part.type === 'text') await new Promise(resolve => setTimeout(resolve, 150));
      }
      assert.equal(textOf(parts), 'ab');
    });
  });

  describe('stops', () => {
    const STOPPED = [
      ['before the headers', silence],
      ['before the first word', { stream: [': ping\n\n'], ending: 'silence' }],
      ['in the middle', sse(['a'], { finish: null, done: false, ending: 'silence' })],
      ['while it waits for the end of the stream', sse(['a'], { done: false, ending: 'silence' })],
    ] as const;
    for (const [name, reply] of STOPPED) {
      it(`${name}: silently, and the server sees the connection close within 200 ms (median of 20)`, async () => {
        on.server.always(() => reply);
        const delaysMs: number[] = [];
        for (let round = 0; round < 20; round++) delaysMs.push(await stopInPhase(round));
        assert.ok((delaysMs.toSorted((a, b) => a - b)[10] ?? Number.NaN) < 200, String(delaysMs));
      });
    }

    /** Asks, stops a little later, and gives the milliseconds until the server saw it. */
    async function stopInPhase(round: number): Promise<number> {
      const controller = new AbortController();
      const parts: ChatPart[] = [];
      const reading = (async () => {
        for await (const part of createChatModel(endpoint()).stream(REQUEST, controller.signal)) parts.push(part);
      })();
      const request = await on.server.request(round);
      await new Promise(resolve => setTimeout(resolve, 3));
      const before = parts.length;
      const stoppedAtMs = performance.now();
      controller.abort();
      await reading;
      assert.equal(parts.length, before);
      return (await request.closed) - stoppedAtMs;
    }

    it('says nothing that had arrived but was not read yet', async () => {
      on.server.script(sse(['a', 'b', 'c']));
      const controller = new AbortController();
      const parts: ChatPart[] = [];
      for await (const part of createChatModel(endpoint()).stream(REQUEST, controller.signal)) {
        parts.push(part);
        if (part.type === 'text') controller.abort();
      }
      assert.equal(textOf(parts), 'a');
    });

    it('sends nothing when it was stopped before', async () => {
      for await (const _part of createChatModel(endpoint()).stream(REQUEST, AbortSignal.abort())) assert.fail();
      assert.equal(on.server.requests.length, 0);
    });

    it('closes the connection when the reader stops listening', async () => {
      on.server.script(sse(['a'], { finish: null, done: false, ending: 'silence' }));
      for await (const part of createChatModel(endpoint()).stream(REQUEST, new AbortController().signal)) if (part.type === 'text') break;
      await (await on.server.request(0)).closed;
    });
  });

  describe('adapts', () => {
    const refuses = (name: string) => failure(400, `Unsupported parameter: '${name}' is not supported with this model.`, { param: name });

    it('renames the token limit, sends at once and remembers', async () => {
      on.server.script(refuses('max_tokens'), sse(['ok']), sse(['ok']));
      const learned = createLearnedStore();
      const parts = await ask({ learned });
      assert.deepEqual(parts.slice(0, 3), [
        { type: 'request' },
        { type: 'parameter-dropped', parameter: 'max_tokens', instead: 'max_completion_tokens' },
        { type: 'request' },
      ]);
      await ask({ learned });
      const limits = on.server.requests.map(({ body }) => [body['max_tokens'], body['max_completion_tokens']]);
      assert.deepEqual(limits, [
        [100, undefined],
        [undefined, 100],
        [undefined, 100],
      ]);
    });

    it('leaves out one parameter after the other', async () => {
      const detail = [{ type: 'extra_forbidden', loc: ['body', 'stream_options'], msg: 'Extra inputs are not permitted' }];
      on.server.script(refuses('temperature'), { status: 422, body: { detail } }, sse(['ok']));
      const parts = await ask();
      assert.deepEqual(
        parts.flatMap(part => (part.type === 'parameter-dropped' ? [part.parameter] : [])),
        ['temperature', 'stream_options'],
      );
      assert.equal(textOf(parts), 'ok');
      assert.deepEqual(Object.keys(on.server.requests[2]?.body ?? {}).sort(), [
        'max_tokens',
        'messages',
        'model',
        'response_format',
        'stream',
      ]);
    });

    it('leaves the token limit out where both of its names are refused', async () => {
      on.server.script(refuses('max_tokens'), refuses('max_completion_tokens'), sse(['ok']));
      assert.equal(textOf(await ask()), 'ok');
      assert.equal(on.server.requests.length, 3);
    });

    it('sends nothing again once the server has begun to answer', async () => {
      const error = frame({ error: { message: 'temperature?', param: 'temperature', code: 400 } });
      on.server.script({ stream: [frame(delta({ content: 'a' })), error] });
      assert.equal((await failureOf()).facts['parameter'], 'temperature');
      assert.equal(on.server.requests.length, 1);
    });

    it('notes once that a model thinks by itself, not with every word', async () => {
      let saved = 0;
      const learned = createLearnedStore({}, () => saved++);
      on.server.script(sse(['x'], { reasoning: ['a', 'b', 'c'] }));
      await ask({ learned });
      assert.equal(saved, 1);
    });

    it('remembers a refused parameter only when the request then succeeds', async () => {
      const learned = createLearnedStore();
      on.server.script(refuses('temperature'), failure(500, 'Oops'));
      await failureOf({ learned });
      assert.equal(learned.get(learnedKey(on.server.baseUrl, 'm')), undefined);
    });

    it('leaves the format to the ladder and a limit that is too high to the reader', async () => {
      for (const [message, param] of [
        ['Invalid response_format', 'response_format'],
        ['max_tokens is too large: 100', 'max_tokens'],
        ['The model stopped', null],
      ]) {
        on.server.script(failure(400, message ?? '', { param }));
        const error = await failureOf();
        assert.deepEqual([error.kind, error.reason, error.facts['parameter']], ['bad-request', 'bad-request', undefined]);
      }
    });

    it('gives a model that thinks by itself more room from the next request on', async () => {
      for (const reply of [sse(['x'], { reasoning: ['hm'] }), sse(['<th', 'ink>hm</think>x'])]) {
        const learned = createLearnedStore();
        on.server.script(reply, sse(['y']));
        await ask({ learned });
        await ask({ learned });
      }
      assert.deepEqual(
        on.server.requests.map(({ body }) => body['max_tokens']),
        [100, 4196, 100, 4196],
      );
    });
  });
});
