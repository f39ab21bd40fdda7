import dns from 'node:dns';
import { mock } from 'node:test';
import type { ReasoningEvent } from '../../src/engine/events.ts';
import { makeCertificate } from '../support/certificate.ts';
import type { Played } from '../support/playRun.ts';
import { startRawServer } from '../support/rawServer.ts';
import { stillClock } from '../support/scriptedModel.ts';
import { failure } from '../support/scriptedReplies.ts';
import { deadOrigin, type ScriptedServer, startScriptedServer, startSecureServer } from '../support/scriptedServer.ts';
import { FAULT_AT } from './cell.ts';
import type { Expected, Phase } from './faults.ts';
import { healthyReply, runOverWire, wireEndpoint } from './wire.ts';

/** A healthy server and a way to it that can break and be mended. */
export interface Way {
  readonly server: ScriptedServer;
  readonly baseUrl: string;
  /** Breaks the way where the phase begins; `once`: it is mended during the next wait. */
  run(phase: Phase, how: 'lasting' | 'once'): Promise<Played>;
  close(): Promise<void>;
}

/** A fault below HTTP that can come and go. */
export interface WayFault {
  readonly name: string;
  readonly expected: Expected;
  readonly phases: readonly Phase[];
  open(): Promise<Way>;
}

interface Switch {
  readonly baseUrl: string;
  breakIt(): void;
  mendIt(): Promise<void>;
  close(): Promise<void>;
}

const BETWEEN_REQUESTS = ['connecting', 'between steps', 'in the answer', 'in back-off'] as const;

export const WAY_FAULTS: readonly WayFault[] = [
  {
    name: 'a refused connection',
    phases: BETWEEN_REQUESTS,
    expected: {
      kind: 'network',
      cause: 'refused',
      tries: 'thrice',
      message: '{host} does not answer: nothing listens there. Start the server, or check the base URL.',
    },
    open: () =>
      openWay(async server => {
        let closing = Promise.resolve();
        return {
          baseUrl: server.baseUrl,
          breakIt: () => {
            closing = server.close();
          },
          mendIt: async () => {
            await closing;
            await server.reopen();
          },
          close: () => closing,
        };
      }),
  },
  {
    name: 'a name that cannot be found',
    phases: BETWEEN_REQUESTS,
    expected: {
      kind: 'network',
      cause: 'dns',
      tries: 'thrice',
      message: '{host} cannot be found by its name. Check the base URL and the network connection.',
    },
    open: () => openWay(async server => nameSwitch(server)),
  },
];

/** A name that no resolver knows, but ours as long as it is told to. */
function nameSwitch(server: ScriptedServer): Switch {
  let isKnown = true;
  const really = dns.lookup;
  const lookup = mock.method(dns, 'lookup', (name: string, options: dns.LookupAllOptions, tell: (...result: unknown[]) => void) => {
    if (name !== UNKNOWN_NAME || !isKnown) return really(name, options, tell);
    process.nextTick(tell, null, options.all ? [{ address: '127.0.0.1', family: 4 }] : '127.0.0.1', 4);
  });
  return {
    baseUrl: server.baseUrl.replace('127.0.0.1', UNKNOWN_NAME),
    breakIt: () => {
      isKnown = false;
    },
    mendIt: async () => {
      isKnown = true;
    },
    close: async () => lookup.mock.restore(),
  };
}
const UNKNOWN_NAME = 'nonexistent.invalid';

async function openWay(makeSwitch: (server: ScriptedServer) => Promise<Switch>): Promise<Way> {
  const server = await startScriptedServer();
  const { baseUrl, breakIt, mendIt, close } = await makeSwitch(server);
  let isBroken = false;
  const breakOnce = () => {
    if (!isBroken) breakIt();
    isBroken = true;
  };
  const run: Way['run'] = async (phase, how) => {
    server.always((request, index) =>
      phase === 'in back-off' && index === FAULT_AT[phase] - 1 ? failure(503, 'Busy') : healthyReply(request),
    );
    if (phase === 'connecting') breakOnce();
    const watch = (event: ReasoningEvent) => isDue(event, phase) && breakOnce();
    const clock = stillClock();
    let waits = 0;
    const sleep = async (ms: number, signal: AbortSignal) => {
      // In back-off the first wait is the busy server's.
      if (++waits === (phase === 'in back-off' ? 2 : 1) && how === 'once') await mendIt();
      await clock.sleep(ms, signal);
    };
    const played = await runOverWire(wireEndpoint(baseUrl), { watch, deps: { clock: { now: clock.now, sleep } } });
    return { ...played, slept: clock.slept };
  };
  return {
    server,
    baseUrl,
    run,
    close: async () => {
      await close();
      if (!(isBroken && baseUrl === server.baseUrl)) await server.close();
    },
  };
}

/** Whether the phase begins with this event. */
function isDue(event: ReasoningEvent, phase: Phase): boolean {
  if (phase === 'in back-off') return event.type === 'step-retry';
  return event.type === 'step-end' && event.step.index === FAULT_AT[phase] - 1;
}

interface ConnectingCell {
  readonly name: string;
  readonly expected: Expected;
  run(): Promise<{ readonly played: Played; readonly baseUrl: string }>;
}

async function runAt(baseUrl: string, close: () => Promise<void>, firstByteTimeoutMs = 0) {
  try {
    return { played: await runOverWire(wireEndpoint(baseUrl, { firstByteTimeoutMs })), baseUrl };
  } finally {
    await close();
  }
}

/** What can only be met while a connection is made. */
export const connectingCells: readonly ConnectingCell[] = [
  {
    name: 'a certificate of an unknown authority',
    expected: {
      kind: 'network',
      cause: 'tls',
      tries: 'once',
      message:
        '{host} has a certificate from an authority that this machine does not know. Add that authority to the trusted certificates of the machine; the console program also takes its file from NODE_EXTRA_CA_CERTS.',
    },
    run: async () => {
      const server = await startSecureServer(makeCertificate());
      return runAt(server.baseUrl, () => server.close());
    },
  },
  {
    name: 'a server without TLS behind https://',
    expected: {
      kind: 'network',
      cause: 'tls-handshake',
      tries: 'once',
      message: 'No secure connection to {host} could be made. Check whether the base URL should begin with http://.',
    },
    run: async () => {
      const server = await startScriptedServer();
      return runAt(server.baseUrl.replace('http:', 'https:'), () => server.close());
    },
  },
  {
    name: 'a reset',
    expected: {
      kind: 'network',
      cause: 'reset',
      tries: 'thrice',
      message: '{host} closed the connection without an answer. Try again, or look into the log of the server.',
    },
    run: async () => {
      const server = await startRawServer('resetting');
      return runAt(`http://${server.host}/v1`, () => server.close());
    },
  },
  {
    name: 'a handshake that is never answered',
    expected: {
      kind: 'timeout',
      cause: 'first-byte-timeout',
      tries: 'once',
      message: '{host} has not begun to answer within 1 s. Try again, or raise the setting stepwise.firstByteTimeoutSeconds.',
    },
    run: async () => {
      const server = await startRawServer('silent');
      return runAt(`https://${server.host}/v1`, () => server.close(), 30);
    },
  },
  {
    name: 'a port where nothing ever listened, behind a name of this machine',
    expected: {
      kind: 'network',
      cause: 'refused',
      tries: 'thrice',
      message: '{host} does not answer: nothing listens there. Start the server, or check the base URL.',
    },
    run: async () => runAt(`${(await deadOrigin()).replace('127.0.0.1', 'localhost')}/v1`, async () => {}),
  },
];

const THE_SAME = ['before the first byte', 'in a step'] as const;

/** Cells that cannot be, with the reason. */
export const emptyWayCells: readonly string[] = [
  ...THE_SAME.map(phase => `a refused connection, ${phase}: a connection that stands is reset, not refused`),
  ...THE_SAME.map(phase => `a name that cannot be found, ${phase}: the name has been found by then`),
  ...[...THE_SAME, ...BETWEEN_REQUESTS.slice(1)].map(
    phase =>
      `a certificate of an unknown authority, ${phase}: each connection begins with it, and none with a server that was trusted before`,
  ),
  ...[...THE_SAME, ...BETWEEN_REQUESTS.slice(1)].map(
    phase => `a server without TLS behind https://, ${phase}: no connection stands before it`,
  ),
];
