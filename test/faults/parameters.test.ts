import assert from 'node:assert/strict';
import type { ReasoningEvent } from '../../src/engine/events.ts';
import { describeNotice } from '../../src/engine/failureWords.ts';
import { SYSTEM_ROLE } from '../../src/engine/ports.ts';
import { english } from '../../src/engine/translate.ts';
import type { Endpoint } from '../../src/model/endpoint.ts';
import { createLadder, createLearnedStore, type LearnedStore, learnedKey } from '../../src/model/learned.ts';
import type { Played } from '../support/playRun.ts';
import { failure } from '../support/scriptedReplies.ts';
import { type ScriptedServer, startScriptedServer } from '../support/scriptedServer.ts';
import { FORMAT_REFUSALS, PARAMETER_REFUSALS, type ParameterRefusal } from './parameterRefusals.ts';
import { healthyReply, runOverWire, STEPS, wireEndpoint } from './wire.ts';

const REQUESTS = STEPS + 1;
const SEVEN_DAYS_MS = 7 * 24 * 60 * 60 * 1000;

describe('What a server refuses of a request', function () {
  this.timeout(30_000);
  let server: ScriptedServer;
  let learned: LearnedStore;
  let asserted = 0;
  beforeEach(async () => {
    server = await startScriptedServer();
    learned = createLearnedStore();
  });
  afterEach(() => server.close());

  const run = (change: Partial<Endpoint> = {}): Promise<Played> => {
    const endpoint = wireEndpoint(server.baseUrl, { learned, ...change });
    const key = learnedKey(endpoint.baseUrl, endpoint.model);
    return runOverWire(endpoint, { deps: { ladder: createLadder({ store: learned, key, stepFormat: 'auto', nowMs: Date.now }) } });
  };

  /** As if all that was learned had been learned this long ago. */
  function age(ms: number): void {
    const key = learnedKey(server.baseUrl, 'm');
    const known = learned.get(key);
    assert.ok(known);
    learned.set(key, { ...known, learnedAtMs: known.learnedAtMs - ms });
  }

  function assertAnswered({ ending, events }: Played, more: number, notices: readonly string[]): void {
    assert.ok(ending.type === 'run-end', JSON.stringify(ending));
    assert.equal(ending.requests, REQUESTS + more);
    assert.deepEqual(noticesIn(events), notices);
    assert.deepEqual(
      events.filter(({ type }) => type === 'step-retry' || type === 'answer-retry'),
      [],
    );
  }

  for (const refusal of PARAMETER_REFUSALS) {
    const { parameter, instead, reply, refuses, endpoint = {} } = refusal;
    it(`${parameter}, in the words of ${refusal.server}, is ${instead ? 'renamed' : 'left out'} after one request more, told once, and remembered for 7 days`, async () => {
      server.always(request => (refuses(request.body) ? reply : healthyReply(request)));
      const notice = describeNotice('parameter-dropped', { parameter, ...(instead !== undefined && { instead }) }, english);
      assertAnswered(await run(endpoint), 1, [notice]);
      assertSent(server, refusal);
      assertAnswered(await run(endpoint), 0, []);
      assertAnswered(await run({ ...endpoint, model: 'another' }), 1, [notice]);
      age(SEVEN_DAYS_MS - 60_000);
      assertAnswered(await run(endpoint), 0, []);
      age(60_000);
      assertAnswered(await run(endpoint), 1, [notice]);
      asserted++;
    });
  }

  for (const { server: name, refused, reply } of FORMAT_REFUSALS) {
    it(`response_format, in the words of ${name}, goes down the ladder, is told once, and is remembered for 7 days`, async () => {
      server.always(request => (refused.some(type => type === request.body.response_format?.type) ? reply : healthyReply(request)));
      const notice = describeNotice('format-fallback', { rung: refused.length === 1 ? 'object' : 'text' }, english);
      assertAnswered(await run(), refused.length, [notice]);
      const formats = server.requests.map(({ body }) => body.response_format?.type);
      const settled = refused.length === 1 ? 'json_object' : undefined;
      assert.deepEqual(formats, [...refused, ...Array.from({ length: STEPS }, () => settled), undefined]);
      assertAnswered(await run(), 0, []);
      age(SEVEN_DAYS_MS);
      assertAnswered(await run(), refused.length, [notice]);
      asserted++;
    });
  }

  it('two things at once cost one request each', async () => {
    const [temperature, system] = [PARAMETER_REFUSALS[0], PARAMETER_REFUSALS.find(({ parameter }) => parameter === SYSTEM_ROLE)];
    assert.ok(temperature && system);
    server.always(request => [temperature, system].find(({ refuses }) => refuses(request.body))?.reply ?? healthyReply(request));
    const { ending } = await run();
    assert.deepEqual([ending.type, ending.requests], ['run-end', REQUESTS + 2]);
    assert.deepEqual(learned.get(learnedKey(server.baseUrl, 'm'))?.refused, ['temperature', SYSTEM_ROLE]);
  });

  it('is told and tried once, also where the request without it fails at first', async () => {
    const [temperature] = PARAMETER_REFUSALS;
    assert.ok(temperature);
    server.always((request, index) => {
      if (temperature.refuses(request.body)) return temperature.reply;
      return index === 1 ? failure(503, 'Busy') : healthyReply(request);
    });
    const { ending, events, slept } = await run();
    assert.deepEqual([ending.type, ending.requests, slept], ['run-end', REQUESTS + 2, [1000]]);
    assert.equal(noticesIn(events).length, 1);
    assert.deepEqual(learned.get(learnedKey(server.baseUrl, 'm'))?.refused, ['temperature']);
  });

  it('a system message that is not the trouble stays where it is', async () => {
    server.always((request, index) =>
      index === 0
        ? {
            status: 400,
            body: { error: { message: 'After the optional system message, conversation roles must alternate user/assistant' } },
          }
        : healthyReply(request),
    );
    await run();
    assert.equal(server.requests.at(-1)?.body.messages[0]?.role, 'system');
  });

  after(() =>
    console.log(
      `      refused parameters and formats: ${asserted} wordings, each dropped or renamed once, told once, remembered for 7 days`,
    ),
  );
});

const noticesIn = (events: readonly ReasoningEvent[]): string[] =>
  events.flatMap(event => (event.type === 'notice' ? [event.message] : []));

/** The refused part is in the first request and in none that was accepted; what it said is not lost. */
function assertSent({ requests }: ScriptedServer, { parameter, instead, refuses }: ParameterRefusal): void {
  assert.deepEqual(
    requests.map(({ body }) => refuses(body)),
    [true, ...requests.slice(1).map(() => false)],
  );
  if (instead !== undefined) assert.deepEqual(requests[1]?.body[instead], requests[0]?.body[parameter]);
  if (parameter !== SYSTEM_ROLE) return;
  const [system, first] = requests[0]?.body.messages ?? [];
  for (const { body } of requests.slice(1)) {
    const [opening] = body.messages;
    assert.equal(opening?.role, 'user');
    assert.ok(opening?.content.startsWith(`${system?.content}\n\nWhy?`), opening?.content);
    assert.ok(first?.content.startsWith('Why?'));
  }
}
