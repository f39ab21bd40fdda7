import assert from 'node:assert/strict';
import type { Endpoint } from '../../src/model/endpoint.ts';
import type { Played } from '../support/playRun.ts';
import { failure, type Reply, redirect } from '../support/scriptedReplies.ts';
import { type ScriptedServer, type SeenRequest, startScriptedServer } from '../support/scriptedServer.ts';
import { assertFailed, assertWentOn, FAULT_AT, waitsOf } from './cell.ts';
import {
  ASSERTED_ELSEWHERE,
  EXPECTED_IN_THE_MIDDLE,
  type Expected,
  HALF_ANSWER,
  HALF_STEP,
  PHASES,
  type Phase,
  REPLY_FAULTS,
  type ReplyFault,
} from './faults.ts';
import { connectingCells, emptyWayCells, WAY_FAULTS, type WayFault } from './ways.ts';
import { healthyReply, runOverWire, STEPS, wireEndpoint } from './wire.ts';

/** A limit that ends a silence soon; none before the fault is met, so that a busy machine cannot trip it. */
const SILENCE_MS = 30;
const busy = failure(503, 'Busy');

/** Cells that a test has asserted, and those that cannot be, with the reason. */
const counted = { asserted: 0, wentOn: 0, empty: [] as string[] };

describe('Faults, in each phase of a run', function () {
  this.timeout(30_000);
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await startScriptedServer();
  });
  afterEach(() => server.close());

  /** Answers well but for the fault, which lasts or comes once. */
  function playFault(reply: Reply, phase: Phase, times: number): void {
    const at = FAULT_AT[phase];
    server.always((request, index) => {
      if (phase === 'in back-off' && index === at - 1) return busy;
      return index >= at && index < at + times ? reply : healthyReply(request);
    });
  }

  const withLimits = (phase: Phase, times: number): Endpoint => {
    const isMet = () => server.requests.length >= FAULT_AT[phase] && server.requests.length < FAULT_AT[phase] + times;
    return {
      ...wireEndpoint(server.baseUrl),
      get firstByteTimeoutMs() {
        return isMet() && phase !== 'in a step' && phase !== 'in the answer' ? SILENCE_MS : 0;
      },
      get idleTimeoutMs() {
        return isMet() || server.requests.length === FAULT_AT[phase] + times ? SILENCE_MS : 0;
      },
    };
  };
  const endpointFor = ({ isSilence }: ReplyFault, phase: Phase, times: number): Endpoint =>
    isSilence ? withLimits(phase, times) : wireEndpoint(server.baseUrl);

  for (const fault of REPLY_FAULTS) {
    describe(fault.name, () => {
      for (const phase of PHASES) {
        const reply = fault.replies[phase];
        if (typeof reply !== 'string') describeCell(fault, phase, reply);
        else if (reply !== ASSERTED_ELSEWHERE) counted.empty.push(`${fault.name}, ${phase}: ${reply}`);
      }
    });
  }

  function describeCell(fault: ReplyFault, phase: Phase, reply: Reply): void {
    const isInTheMiddle = phase === 'in a step' || phase === 'in the answer';
    const early = fault.replies['before the first byte'] === reply;
    const expected = (isInTheMiddle && !early && EXPECTED_IN_THE_MIDDLE[fault.name]) || fault.expected;

    it(`${phase} ends the run with what to do, after ${expected.tries === 'once' ? 'one try' : 'all tries'}`, async () => {
      playFault(reply, phase, Number.POSITIVE_INFINITY);
      const played = await runOverWire(endpointFor(fault, phase, Number.POSITIVE_INFINITY));
      assertFailed(played, expected, phase, server.baseUrl);
      if (isInTheMiddle && !early) assertHalfStays(played, phase);
      if (fault.name !== 'redirects in circles') assert.equal(server.requests.length, played.ending.requests);
      assertSameOpening(server.requests.slice(FAULT_AT[phase]), expected);
      counted.asserted++;
    });

    if (expected.tries !== 'thrice') return;
    it(`${phase} and only once is got over from the last accepted step`, async () => {
      playFault(reply, phase, 1);
      const waits = waitsOf(expected, phase);
      const played = await runOverWire(endpointFor(fault, phase, 1));
      assertWentOn(played, phase === 'in back-off' ? waits : waits.slice(0, 1), STEPS + 1 + (phase === 'in back-off' ? 2 : 1));
      counted.wentOn++;
    });
  }

  for (const phase of ['before the first byte', 'between steps', 'in the answer', 'in back-off'] as const) {
    it(`a redirect within the origin, ${phase}, is followed`, async () => {
      const moved = redirect('/moved/chat/completions', 308);
      const at = FAULT_AT[phase];
      let asked = 0;
      server.always(request => {
        if (request.path.startsWith('/moved')) return healthyReply(request);
        const index = asked++;
        if (phase === 'in back-off' && index === at - 1) return busy;
        return index >= at ? moved : healthyReply(request);
      });
      const played = await runOverWire(wireEndpoint(server.baseUrl));
      assertWentOn(played, phase === 'in back-off' ? [1000] : [], STEPS + 1 + (phase === 'in back-off' ? 1 : 0));
      counted.asserted++;
    });
  }
});

describe('Faults of the way to the server', function () {
  this.timeout(30_000);
  for (const fault of WAY_FAULTS) describeWay(fault);

  function describeWay(fault: WayFault): void {
    for (const phase of fault.phases) {
      it(`${fault.name}, ${phase}, ends the run with what to do, and nothing more is seen by the server`, async () => {
        const way = await fault.open();
        try {
          const played = await way.run(phase, 'lasting');
          assertFailed(played, fault.expected, phase, way.baseUrl);
          assert.equal(way.server.requests.length, FAULT_AT[phase]);
          counted.asserted++;
        } finally {
          await way.close();
        }
      });

      it(`${fault.name}, ${phase}, is got over where it is mended during the wait`, async () => {
        const way = await fault.open();
        try {
          const waits = waitsOf(fault.expected, phase);
          const played = await way.run(phase, 'once');
          assertWentOn(played, phase === 'in back-off' ? waits : waits.slice(0, 1), STEPS + 1 + (phase === 'in back-off' ? 2 : 1));
          counted.wentOn++;
        } finally {
          await way.close();
        }
      });
    }
  }

  for (const { name, expected, run } of connectingCells) {
    it(`${name}, connecting, ends the run with what to do`, async () => {
      const { played, baseUrl } = await run();
      assertFailed(played, expected, 'connecting', baseUrl);
      counted.asserted++;
    });
  }

  after(() => {
    counted.empty.push(...emptyWayCells);
    for (const reason of counted.empty) console.log(`      empty cell: ${reason}`);
    console.log(
      `      faults × phases: ${counted.asserted} cells asserted, ${counted.empty.length} empty; ${counted.wentOn} more runs got over it`,
    );
    assert.ok(counted.asserted >= 60);
  });
});

/** Words that had arrived are void, not lost. */
function assertHalfStays({ session }: Played, phase: Phase): void {
  const words = phase === 'in a step' ? JSON.parse(`${HALF_STEP}"}`).title : HALF_ANSWER;
  assert.ok(JSON.stringify(session).includes(words), 'what had arrived stays in the session');
}

/** Every further try asks for the same thing: what failed leaves no trace in what is sent. */
function assertSameOpening(requests: readonly SeenRequest[], { tries }: Expected): void {
  const sent = requests
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => (tries === 'each form' ? body.messages.slice(0, -1) : body.messages));
  for (const messages of sent) assert.deepEqual(messages, sent[0]);
}
