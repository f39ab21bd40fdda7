import assert from 'node:assert/strict';
import { startBenchProxy } from '../scripts/bench/speed/benchProxy.ts';
import { endpointAt, runBare, runProgram } from '../scripts/bench/speed/contestants.ts';
import { sse } from './support/scriptedReplies.ts';
import { type ScriptedServer, startScriptedServer } from './support/scriptedServer.ts';

const OPTIONS = { steps: 2, tokens: 40, question: 'Why?' };

describe('The proxy of the bench', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await startScriptedServer();
    server.always(({ path }) =>
      path.endsWith('/chat/completions')
        ? sse(['Some "quoted"', ' words\n'], { finish: 'length', usage: { prompt: 100, completion: 40, cached: 90 } })
        : { status: 404, body: {} },
    );
  });
  afterEach(() => server.close());

  const chats = () => server.requests.filter(({ path }) => path.endsWith('/chat/completions')).map(({ body }) => body);

  for (const strategy of ['chain', 'seed-notebook', 'seed-streamlit']) {
    it(`makes the steps of ${strategy} equally long and many`, async () => {
      const proxy = await startBenchProxy({ target: server.baseUrl, endsWithUser: false, tokens: 40, steps: 2 });
      const measured = await runProgram(endpointAt(proxy.baseUrl, 'm'), proxy, { ...OPTIONS, strategy });
      await proxy.close();
      const { steps, requests, completionTokens, computedTokens } = measured;
      assert.deepEqual([steps, requests, completionTokens, computedTokens], [2, 3, 120, 30]);
      assert.ok(measured.firstWordMs > 0 && measured.firstWordMs <= measured.totalMs);
      assert.ok(chats().every(body => body['max_tokens'] === 40 && body['ignore_eos'] === true && !('response_format' in body)));
      assert.ok(chats()[1]?.messages.some(({ content }) => content.includes('Some \\"quoted\\" words\\n')));
    });
  }

  it('lets the messages of the seeds end with the user where the server wants it so', async () => {
    const proxy = await startBenchProxy({ target: server.baseUrl, endsWithUser: true, tokens: 40, steps: 2 });
    await runProgram(endpointAt(proxy.baseUrl, 'm'), proxy, { ...OPTIONS, strategy: 'seed-streamlit' });
    await proxy.close();
    assert.deepEqual(
      chats().map(({ messages }) => messages.map(({ role }) => role.slice(0, 1)).join('')),
      ['su', 'suau', 'suauau'],
    );
  });

  it('leaves messages alone that end with the user', async () => {
    const proxy = await startBenchProxy({ target: server.baseUrl, endsWithUser: true, tokens: 40, steps: 2 });
    const { bodies } = await runProgram(endpointAt(proxy.baseUrl, 'm'), proxy, { ...OPTIONS, strategy: 'chain' });
    await proxy.close();
    assert.deepEqual(
      chats().map(({ messages }) => messages),
      bodies.map(({ messages }) => messages),
    );
  });

  it('sends the requests of a run once more, bare', async () => {
    const proxy = await startBenchProxy({ target: server.baseUrl, endsWithUser: false, tokens: 40, steps: 2 });
    const { bodies } = await runProgram(endpointAt(proxy.baseUrl, 'm'), proxy, { ...OPTIONS, strategy: 'chain' });
    const bare = await runBare(proxy, bodies, content => content.replace('Why?', 'How?'));
    await proxy.close();
    assert.deepEqual([bare.requests, bare.steps, bare.completionTokens], [3, 2, 120]);
    const [ours, again] = [chats().slice(0, 3), chats().slice(3)];
    assert.deepEqual(
      again.map(({ messages }) => messages.map(({ content }) => content.replace('How?', 'Why?'))),
      ours.map(({ messages }) => messages.map(({ content }) => content)),
    );
  });
});
