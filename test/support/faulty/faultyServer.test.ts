import assert from 'node:assert/strict';
import { startFaultyServer } from './faultyServer.ts';
import { WAYS } from './ways.ts';

/** Asks until so many requests have come in, and tells which ways were played and how often. */
async function playedAfter(requests: number, seed: number, shareOfFaults: number): Promise<readonly (readonly [string, number])[]> {
  const server = await startFaultyServer({ seed, shareOfFaults });
  const body = JSON.stringify({
    model: 'm',
    messages: [{ role: 'user', content: 'Why?' }],
    temperature: 0,
    response_format: { type: 'json_schema' },
  });
  while (server.requests.length < requests) {
    await fetch(`${server.baseUrl}/chat/completions`, { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(60) }).then(
      response => response.body?.cancel(),
      () => {},
    );
  }
  await server.close();
  return [...server.played].filter(([, times]) => times > 0);
}

describe('the faulty server', function () {
  this.timeout(20_000);

  it('knows each of its ways by a name of its own', () => {
    assert.equal(new Set(WAYS.map(({ name }) => name)).size, WAYS.length);
  });

  it('plays the same ways for the same seed, and others for another', async () => {
    const first = await playedAfter(12, 1, 1);
    assert.deepEqual(await playedAfter(12, 1, 1), first);
    assert.notDeepEqual(await playedAfter(12, 2, 1), first);
  });

  it('plays no way a second time before the others', async () => {
    const played = await playedAfter(40, 3, 1);
    assert.equal(played.length, 40);
    assert.ok(played.every(([, times]) => times === 1));
  });

  it('answers well where it is told to', async () => assert.deepEqual(await playedAfter(5, 1, 0), []));
});
