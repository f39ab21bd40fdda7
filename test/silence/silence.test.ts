import assert from 'node:assert/strict';
import { runOverWire, wireEndpoint } from '../faults/wire.ts';
import { delta, frame, type Reply } from '../support/scriptedReplies.ts';
import { type ScriptedServer, startScriptedServer } from '../support/scriptedServer.ts';

/** Longer than the 300 s after which Node's built-in fetch gives up. */
const SILENCE_MS = 310_000;
/** What an endpoint nearby is given. */
const LIMIT_MS = 1_200_000;
const word = (content: string, finish: string | null = null): string => frame(delta({ content }, finish));

/** Where the server is silent. */
const SILENCES: Readonly<Record<string, Reply>> = {
  'before the headers': { before: SILENCE_MS, stream: [word('So'), word('.', 'stop')] },
  'before the first word': { stream: [': ping\n\n', SILENCE_MS, word('So'), word('.', 'stop')] },
  'in the middle of the answer': { stream: [word('So'), SILENCE_MS, word('.', 'stop')] },
};

describe('A server that says nothing for more than 300 s', function () {
  this.timeout(SILENCE_MS + 60_000);
  const servers: ScriptedServer[] = [];
  const start = async (reply: Reply): Promise<ScriptedServer> => {
    const server = await startScriptedServer(reply);
    servers.push(server);
    return server;
  };
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  // All at once, so that it takes five minutes and not twenty.
  it(`is waited for: ${Object.keys(SILENCES).join(', ')}; the built-in fetch would not have waited`, async () => {
    const builtIn = fetchFrom(await start({ before: SILENCE_MS, body: 'late' }));
    const answers = await Promise.all(
      Object.entries(SILENCES).map(async ([where, reply]) => {
        const { baseUrl } = await start(reply);
        const limits = { firstByteTimeoutMs: LIMIT_MS, idleTimeoutMs: LIMIT_MS };
        const { ending } = await runOverWire(wireEndpoint(baseUrl, limits), { strategy: 'direct' });
        return [where, ending.type === 'run-end' && ending.answer, ending.requests];
      }),
    );
    assert.deepEqual(
      answers,
      Object.keys(SILENCES).map(where => [where, 'So.', 1]),
    );
    assert.equal(await builtIn, 'UND_ERR_HEADERS_TIMEOUT');
    console.log(`      silences of ${SILENCE_MS / 1000} s waited for: ${answers.length}; the built-in fetch gave up`);
  });
});

/** The code of the failure that the built-in fetch ends with; `undefined` if it waited. */
async function fetchFrom({ origin }: ScriptedServer): Promise<unknown> {
  try {
    await (await fetch(origin)).text();
    return undefined;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : error;
  }
}
