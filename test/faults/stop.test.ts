import assert from 'node:assert/strict';
import type { ReasoningEvent } from '../../src/engine/events.ts';
import { wallClock } from '../../src/model/wallClock.ts';
import { type RawServer, startRawServer } from '../support/rawServer.ts';
import { failure, type Reply, silence, sse } from '../support/scriptedReplies.ts';
import { type ScriptedServer, startScriptedServer } from '../support/scriptedServer.ts';
import { HALF_ANSWER, HALF_STEP } from './faults.ts';
import { healthyReply, runOverWire, STEPS, wireEndpoint } from './wire.ts';

const TIMES = 20;
const LONGEST_MEDIAN_MS = 200;

/** What came of one stop: milliseconds from it until somebody noticed. */
interface Stopped {
  /** Until the server saw the connection close; `undefined` where none was open. */
  readonly closedMs: number | undefined;
  /** Until the run said that it was cancelled. */
  readonly cancelledMs: number;
}

const beginning = (text: string): Reply => sse([text], { finish: null, done: false, ending: 'silence' });

/** Phases with a request under way: how the server hangs in them, with which request, and what the run has said by then. */
const OPEN_PHASES = [
  { phase: 'before the first byte', at: 0, reply: silence, isThere: ({ type }: ReasoningEvent) => type === 'step-start' },
  {
    phase: 'in a step',
    at: 1,
    reply: beginning(HALF_STEP),
    isThere: (event: ReasoningEvent) => event.type === 'step-delta' && event.index === 1,
  },
  { phase: 'in the answer', at: STEPS, reply: beginning(HALF_ANSWER), isThere: ({ type }: ReasoningEvent) => type === 'answer-delta' },
] as const;

/** Phases without one. */
const QUIET_PHASES = [
  { phase: 'between steps', at: 1, reply: silence, isThere: ({ type }: ReasoningEvent) => type === 'step-end' },
  { phase: 'in back-off', at: 1, reply: failure(503, 'Busy'), isThere: ({ type }: ReasoningEvent) => type === 'step-retry' },
] as const;

describe(`Stop, ${TIMES} times in each phase of a run`, function () {
  this.timeout(60_000);
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await startScriptedServer();
  });
  afterEach(() => server.close());

  it('while connecting: the server sees the connection close', async () => {
    const raw = await startRawServer('silent');
    try {
      await measure('connecting', index => stopWhileConnecting(raw, index));
    } finally {
      await raw.close();
    }
  });

  for (const { phase, at, reply, isThere } of OPEN_PHASES) {
    it(`${phase}: the server sees the connection close`, async () => {
      let before = 0;
      server.always((request, index) => (index - before === at ? reply : healthyReply(request)));
      await measure(phase, async () => {
        before = server.requests.length;
        const open = server.request(before + at);
        const stopped = await stopWhen(isThere, server.baseUrl, async () => void (await open));
        return { ...stopped.took, closedMs: (await (await open).closed) - stopped.atMs };
      });
    });
  }

  for (const { phase, at, reply, isThere } of QUIET_PHASES) {
    it(`${phase}: the run ends at once and asks for nothing more`, async () => {
      let before = 0;
      server.always((request, index) => (index - before === at ? reply : healthyReply(request)));
      await measure(phase, async () => {
        before = server.requests.length;
        const { took } = await stopWhen(isThere, server.baseUrl);
        await settled();
        assert.equal(server.requests.length, before + (phase === 'in back-off' ? 2 : 1));
        return took;
      });
    });

    it(`${phase}: but without a stop the next request does come`, async () => {
      server.always((request, index) => (index === at && phase === 'in back-off' ? reply : healthyReply(request)));
      const { ending } = await runOverWire(wireEndpoint(server.baseUrl));
      assert.equal(ending.type, 'run-end');
      assert.ok(server.requests.length > at + 1);
    });
  }
});

/** Stops 20 times, prints the medians and holds them to the limit. */
async function measure(phase: string, stopOnce: (index: number) => Promise<Stopped>): Promise<void> {
  const all: Stopped[] = [];
  for (let index = 0; index < TIMES; index++) all.push(await stopOnce(index));
  const closed = median(all.flatMap(({ closedMs }) => (closedMs === undefined ? [] : [closedMs])));
  const cancelled = median(all.map(({ cancelledMs }) => cancelledMs));
  const seen = closed === undefined ? 'no connection open' : `closed after ${closed.toFixed(1)} ms`;
  console.log(`      stop ${phase}: ${seen}, run-cancel after ${cancelled?.toFixed(1)} ms (medians of ${all.length})`);
  for (const ms of [closed ?? 0, cancelled]) assert.ok(ms !== undefined && ms < LONGEST_MEDIAN_MS, String(ms));
}

const median = (values: readonly number[]): number | undefined => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function stopWhileConnecting(raw: RawServer, index: number): Promise<Stopped> {
  const connection = raw.connection(index);
  const { took, atMs } = await stopWhen(
    ({ type }) => type === 'step-start',
    `https://${raw.host}/v1`,
    async () => void (await connection),
  );
  return { ...took, closedMs: (await (await connection).closed) - atMs };
}

/** Runs until the phase has begun, stops, and reads on to the end, which must be the cancelling. */
async function stopWhen(isThere: (event: ReasoningEvent) => boolean, baseUrl: string, ready?: () => Promise<void>) {
  const stop = new AbortController();
  let atMs = Number.NaN;
  const stopNow = () => {
    atMs = performance.now();
    stop.abort();
  };
  const watch = (event: ReasoningEvent) => {
    if (!Number.isNaN(atMs) || !isThere(event)) return;
    if (ready) void ready().then(stopNow);
    else stopNow();
  };
  const { ending } = await runOverWire(wireEndpoint(baseUrl), { signal: stop.signal, watch, deps: { clock: wallClock } });
  assert.equal(ending.type, 'run-cancel');
  return { atMs, took: { closedMs: undefined, cancelledMs: performance.now() - atMs } };
}

/** Long enough for a request that was on its way to have come. */
const settled = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 20));
