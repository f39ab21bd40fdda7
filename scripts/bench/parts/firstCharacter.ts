import { setTimeout as sleep } from 'node:timers/promises';
import { type BuiltProgram, buildProgram } from '../../../test/support/program.ts';
import { delta, frame } from '../../../test/support/scriptedReplies.ts';
import { startScriptedServer } from '../../../test/support/scriptedServer.ts';
import { atMost, fact, medianOf, type Part } from '../part.ts';

const RUNS = 15;
const MOST_MS = 20;
const TITLE = 'Quokkas';
const BEGINNING = `{"title":"${TITLE}","content":"They hop`;
const WAIT_MS = 300;

/** From the server's first byte of a text to that text on a console. */
export const firstCharacter: Part = {
  name: 'console',
  about: `first visible character after the server’s first byte of it: the built console program as a process, a scripted server (median of ${RUNS})`,
  measure: async tell => {
    const program = await buildProgram();
    try {
      const tookMs: number[] = [];
      for (let run = 0; run < RUNS; run++) tookMs.push(await measureOnce(program));
      tell(atMost('on the console', medianOf(tookMs), MOST_MS, 'ms'));
      tell(fact('longest', `${Math.max(...tookMs).toFixed(1)} ms`));
    } finally {
      await program.remove();
    }
  },
};

/** The program has connected and waits when the first byte goes out, as it does for a real model. */
async function measureOnce(program: BuiltProgram): Promise<number> {
  let sentAtMs = Number.NaN;
  const heard = resolvers();
  const isTime = heard.promise
    .then(() => sleep(WAIT_MS))
    .then(() => {
      sentAtMs = performance.now();
    });
  const server = await startScriptedServer();
  server.always(({ path }) => {
    if (!path.endsWith('/chat/completions')) return { status: 404, body: {} };
    heard.resolve();
    return { stream: [frame(delta({ role: 'assistant', content: '' })), isTime, frame(delta({ content: BEGINNING }))], ending: 'silence' };
  });
  const running = program.start(['ask', 'Why?', '--base-url', server.baseUrl, '--model', 'm']);
  await running.shows(TITLE);
  const tookMs = performance.now() - sentAtMs;
  running.process.kill();
  await running.ended;
  await server.close();
  return tookMs;
}

/** Node 20 has no Promise.withResolvers. */
function resolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => {};
  const promise = new Promise<void>(settle => {
    resolve = settle;
  });
  return { promise, resolve };
}
