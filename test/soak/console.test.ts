import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type FaultyServer, startFaultyServer } from '../support/faulty/faultyServer.ts';
import { searchFolder } from '../support/keySearch.ts';
import { assertSoaked, formatPlayed, summarise } from './assertFigures.ts';
import { SHARE_OF_FAULTS, SOAK_KEY, type SoakFigures, type SoakOrders, soakRuns, soakSeed } from './figures.ts';

describe('The console program in a soak of faults', function () {
  this.timeout(600_000);
  const seed = soakSeed();
  let server: FaultyServer;
  let folder: string;
  let figures: SoakFigures;
  let keys: ReturnType<typeof searchFolder>;

  before(async () => {
    console.log(`      seed ${seed} (STEPWISE_SEED=${seed} plays it again)`);
    server = await startFaultyServer({ seed, shareOfFaults: SHARE_OF_FAULTS });
    folder = await mkdtemp(join(tmpdir(), 'stepwise-soak-'));
    figures = await soak({ baseUrl: server.baseUrl, key: SOAK_KEY, runs: soakRuns('STEPWISE_SOAK_CONSOLE', 500), seed, folder });
    keys = searchFolder(folder, SOAK_KEY);
  });
  after(async () => {
    console.log(`      ${formatPlayed(server)}`);
    if (figures) console.log(`      endings ${JSON.stringify(figures.endings)}`);
    if (figures) console.log(`      ${summarise('console program', figures, server, keys.found.length)}`);
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  assertSoaked(
    () => figures,
    () => server,
  );

  it('sent its key, and wrote it nowhere: output, traces, log, state (the twin: a planted key is found)', () => {
    assert.ok(server.requests.every(({ headers }) => headers.authorization === `Bearer ${SOAK_KEY}`));
    assert.deepEqual(keys.found, []);
    assert.ok(keys.files > figures.runs, 'every trace was searched');
    assert.match(readFileSync(join(folder, 'log.txt'), 'utf8'), /^request \d+ sends \{"/m, 'the log holds what was sent');
    for (const planted of [
      SOAK_KEY,
      encodeURIComponent(SOAK_KEY),
      JSON.stringify({ SOAK_KEY }),
      btoa(`x${SOAK_KEY}y`),
      SOAK_KEY.replace('9', '9\n'),
    ]) {
      writeFileSync(join(folder, 'planted.txt'), `\nBefore ${planted} after\n`);
      assert.deepEqual(searchFolder(folder, SOAK_KEY).found, [join(folder, 'planted.txt')], planted);
    }
  });
});

/** V8 goes on compiling for hundreds of runs; what it makes is no leak, and would hide a small one. */
const UNCOMPILED = ['--no-opt', '--no-maglev', '--no-sparkplug'];

/** Runs the program in a process of its own, bundled as it is shipped, so that neither the server nor the tests count. */
async function soak(orders: SoakOrders): Promise<SoakFigures> {
  const outfile = join(orders.folder, 'soak.cjs');
  await build({
    entryPoints: ['test/soak/consoleSoak.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'error',
  });
  const output = openSync(join(orders.folder, 'process.txt'), 'w');
  const child = spawn(process.execPath, [...UNCOMPILED, outfile, JSON.stringify(orders)], { stdio: ['ignore', output, output] });
  const [status] = await once(child, 'exit');
  closeSync(output);
  const read = (file: string): string => readFileSync(join(orders.folder, file), 'utf8');
  assert.equal(status, 0, read('process.txt'));
  return JSON.parse(read('figures.json'));
}
