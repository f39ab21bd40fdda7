import assert from 'node:assert/strict';
import { failure, html, silence } from '../../test/support/scriptedReplies.ts';
import { deadOrigin, type ScriptedServer, startScriptedServer } from '../../test/support/scriptedServer.ts';
import { findServer } from './findServer.ts';
import { listModels } from './listModels.ts';

describe('looking for local servers', () => {
  let servers: readonly ScriptedServer[] = [];
  beforeEach(async () => {
    servers = await Promise.all(['a', 'b', 'c', 'd'].map(startServing));
  });
  afterEach(() => Promise.all(servers.map(server => server.close())));

  const startServing = async (id: string): Promise<ScriptedServer> => {
    const server = await startScriptedServer();
    server.route('/v1/models', { body: { data: [{ id }, { id: `${id}-large`, max_model_len: 4096 }] } });
    return server;
  };
  const find = (baseUrls: readonly string[], timeoutMs?: number) =>
    Promise.all(baseUrls.map(baseUrl => findServer(baseUrl, { userAgent: 'stepwise/1', timeoutMs })));
  const keysSeen = () => servers.flatMap(({ requests }) => requests.map(({ headers }) => headers.authorization));

  it('finds them all at once, with their models', async () => {
    const found = await find(servers.map(({ baseUrl }) => baseUrl));
    assert.deepEqual(
      found.map(server => server?.models.map(({ id }) => id)),
      ['a', 'b', 'c', 'd'].map(id => [id, `${id}-large`]),
    );
  });

  it('sends no key and nothing of the reader’s', async () => {
    await find(servers.map(({ baseUrl }) => baseUrl));
    assert.deepEqual(keysSeen(), [undefined, undefined, undefined, undefined]);
    const names = servers.flatMap(({ requests }) => requests.flatMap(({ headers }) => Object.keys(headers)));
    assert.deepEqual([...new Set(names)].sort(), ['accept', 'connection', 'host', 'user-agent']);
  });

  it('would be seen to send one (the watcher sees the key of a listing)', async () => {
    await listModels({ baseUrl: servers[0]?.baseUrl ?? '', apiKey: 'sk-planted-key' });
    assert.deepEqual(keysSeen(), ['Bearer sk-planted-key']);
  });

  it('passes over what is no such server, and sees one that wants a key', async () => {
    const replies = [html(), failure(500, 'x'), failure(401, 'No key'), { body: { hello: 1 } }];
    for (const [index, server] of servers.entries()) server.route('/v1/models', replies[index] ?? html());
    const found = await find([...servers.map(({ baseUrl }) => baseUrl), `${await deadOrigin()}/v1`]);
    assert.deepEqual(found, [undefined, undefined, { models: [], wantsKey: true }, undefined, undefined]);
  });

  it('does not wait for a port that is silent', async () => {
    for (const server of servers) server.route('/v1/models', silence);
    assert.deepEqual(
      await find(
        servers.map(({ baseUrl }) => baseUrl),
        50,
      ),
      [undefined, undefined, undefined, undefined],
    );
    await servers[0]?.requests[0]?.closed;
  });

  it('asks no other machine', async () => {
    // The name stands for a loopback address, so that a request would arrive.
    const elsewhere = servers[0]?.baseUrl.replace('127.0.0.1', '0.0.0.0') ?? '';
    assert.equal(await findServer(elsewhere), undefined);
    assert.equal(servers[0]?.requests.length, 0);
    await listModels({ baseUrl: elsewhere });
    assert.equal(servers[0]?.requests.length, 1, 'A request to it would have been seen.');
  });
});
