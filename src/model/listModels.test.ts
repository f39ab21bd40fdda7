import assert from 'node:assert/strict';
import { failure, html, silence } from '../../test/support/scriptedReplies.ts';
import { type ScriptedServer, startScriptedServer } from '../../test/support/scriptedServer.ts';
import { readContextSize } from './contextSize.ts';
import { listModels } from './listModels.ts';

describe('what a server says of its models', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await startScriptedServer();
  });
  afterEach(() => server.close());

  const list = (options?: Parameters<typeof listModels>[1]) => listModels({ baseUrl: server.baseUrl, apiKey: 'sk-123456' }, options);
  const contextSize = (model: string, signal?: AbortSignal) => readContextSize({ baseUrl: server.baseUrl, model }, signal);

  describe('their list', () => {
    it('is read in every form, with context sizes where they are told', async () => {
      const data = [
        { id: 'a', max_model_len: 4096, owned_by: 'vllm' },
        { id: 'b', context_length: 8192 },
        { id: 'c', max_model_len: null, meta: { n_ctx: 512, n_ctx_train: 9999 } },
        { id: 'd', context_length: 'large' },
        { nothing: true },
        { id: 'forged\nline' },
        'e',
      ];
      const expected = [
        { id: 'a', contextSize: 4096, ownedBy: 'vllm' },
        { id: 'b', contextSize: 8192 },
        { id: 'c', contextSize: 512 },
        { id: 'd' },
      ];
      for (const body of [{ object: 'list', data }, { models: data }]) {
        server.route('/v1/models', { body });
        assert.deepEqual(await list(), expected);
      }
      server.route('/v1/models', { body: JSON.stringify([{ name: 'f' }]) });
      assert.deepEqual(await list(), [{ id: 'f' }]);
      const { method, headers } = await server.request(0);
      assert.deepEqual([method, headers.authorization], ['GET', 'Bearer sk-123456']);
    });

    it('fails as a request fails', async () => {
      const reasons = [
        [failure(401, 'No'), 'key-refused'],
        [html(), 'check-base-url'],
        [{ body: { hello: 1 } }, 'check-base-url'],
        [{ status: 404, body: { detail: 'Not Found' } }, 'check-base-url'],
      ] as const;
      for (const [reply, reason] of reasons) {
        server.route('/v1/models', reply);
        await assert.rejects(list(), { name: 'ModelError', reason });
      }
    });

    it('is not waited for without end, and can be stopped', async () => {
      server.route('/v1/models', silence);
      await assert.rejects(list({ timeoutMs: 30 }), { kind: 'timeout', reason: 'first-byte-timeout' });
      const controller = new AbortController();
      const asked = list({ signal: controller.signal });
      const request = await server.request(1);
      controller.abort(new Error('enough'));
      await assert.rejects(asked, /enough/);
      await request.closed;
    });
  });

  describe('the size of the context', () => {
    it('is the one that the list tells', async () => {
      server.route('/v1/models', { body: { data: [{ id: 'm', max_model_len: 4096 }] } });
      assert.equal(await contextSize('m'), 4096);
      assert.equal(server.requests.length, 1);
    });

    it('is asked of llama.cpp, which answers under any name', async () => {
      server.route('/v1/models', { body: { data: [{ id: 'x', meta: { n_ctx_train: 8192 } }] } });
      server.route('/props', { body: { default_generation_settings: { n_ctx: 2048 } } });
      assert.equal(await contextSize('m'), 2048);
    });

    it('is unknown where nobody tells it, whatever goes wrong', async () => {
      server.route('/v1/models', failure(500, 'x'));
      server.route('/props', { body: { default_generation_settings: { n_ctx: 'many' } } });
      assert.equal(await contextSize('m'), undefined);
      server.route('/props', html());
      assert.equal(await contextSize('m'), undefined);
      assert.equal(await contextSize('m', AbortSignal.abort()), undefined);
    });
  });
});
