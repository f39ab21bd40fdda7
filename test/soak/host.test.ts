import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { currentVsix } from '../../scripts/lab/vsix.mjs';
import { type FaultyServer, startFaultyServer } from '../support/faulty/faultyServer.ts';
import { searchFolder } from '../support/keySearch.ts';
import { runInExtensionHost } from '../support/lab/extensionHost.ts';
import { type SampleFolder, sampleFolder } from '../vscode/sampleFolder.ts';
import { assertSoaked, formatPlayed, summarise } from './assertFigures.ts';
import { SHARE_OF_FAULTS, SOAK_KEY, type SoakFigures, soakRuns, soakSeed } from './figures.ts';
import type { HostOrders } from './hostOrders.ts';
import { compareSessions } from './sessionFiles.ts';

const LONGEST_MS = 900_000;

describe('The extension in a soak of faults', function () {
  this.timeout(LONGEST_MS);
  const seed = soakSeed();
  const folder = mkdtempSync(join(tmpdir(), 'stepwise-soak-'));
  let written: Written;
  let server: FaultyServer;
  let sample: SampleFolder;
  let figures: SoakFigures;

  before(async () => {
    console.log(`      seed ${seed} (STEPWISE_SEED=${seed} plays it again)`);
    [server, sample] = await Promise.all([startFaultyServer({ seed, shareOfFaults: SHARE_OF_FAULTS }), sampleFolder()]);
    const orders: HostOrders = { baseUrl: server.baseUrl, runs: soakRuns('STEPWISE_SOAK_HOST', 500), seed, folder };
    const { exitCode, log, hostLog } = await runInExtensionHost({
      vsix: await currentVsix(),
      suitePath: join(import.meta.dirname, 'suites/soak.suite.ts'),
      workspaceFolder: sample.path,
      environment: { STEPWISE_SOAK: JSON.stringify(orders) },
      testTimeoutMs: LONGEST_MS,
      timeoutMs: LONGEST_MS,
      playReader: typeKey,
      lookAtData: async dataFolder => {
        written = lookAt(dataFolder, folder);
      },
    });
    assert.equal(exitCode, 0, log);
    figures = JSON.parse(readFileSync(join(folder, 'figures.json'), 'utf8'));
    writeFileSync(join(folder, 'host.log'), hostLog + log);
  });
  after(async () => {
    console.log(`      ${formatPlayed(server)}`);
    if (figures) console.log(`      endings ${JSON.stringify(figures.endings)}`);
    if (figures)
      console.log(`      ${summarise('extension host', figures, server, written.keys.length)}; ${written.sessions} session files`);
    await server.close();
    await sample.remove();
    await rm(folder, { recursive: true, force: true });
  });

  assertSoaked(
    () => figures,
    () => server,
  );

  it('wrote every accepted step and answer into the session’s file (the twin: a step that is not there is missed)', () => {
    assert.deepEqual(written.faults.slice(0, 20), []);
    assert.ok(written.sessions >= figures.runs / 10);
    assert.ok(written.isLossNoticed);
  });

  it('sent its key, and wrote it nowhere: sessions, settings, logs, all data of VS Code (the twin: a planted key is found)', () => {
    const asked = server.requests.filter(({ path }) => path.endsWith('/chat/completions'));
    assert.deepEqual(
      asked.filter(({ headers }) => headers.authorization !== `Bearer ${SOAK_KEY}`).map(({ path }) => path),
      [],
    );
    assert.deepEqual([...written.keys, ...searchFolder(folder, SOAK_KEY).found], []);
    assert.ok(written.isPlantFound);
  });
});

/** What VS Code had written in the end. */
interface Written {
  /** Files that hold the key. */
  readonly keys: readonly string[];
  readonly isPlantFound: boolean;
  readonly sessions: number;
  readonly faults: readonly string[];
  readonly isLossNoticed: boolean;
}

function lookAt(dataFolder: string, folder: string): Written {
  const toldFile = join(folder, 'told.jsonl');
  const { found: keys } = searchFolder(dataFolder, SOAK_KEY);
  const planted = join(dataFolder, 'planted.log');
  writeFileSync(planted, `2026-01-01 00:00:00.000 [info] ${SOAK_KEY.slice(0, 9)}\n2026-01-01 00:00:00.001 [info] ${SOAK_KEY.slice(9)}\n`);
  const { sessions, faults } = compareSessions(dataFolder, toldFile);
  const [line = ''] = readFileSync(toldFile, 'utf8')
    .split('\n')
    .filter(one => one.includes('"content"'));
  const withMore = join(folder, 'told-more.jsonl');
  writeFileSync(withMore, `${readFileSync(toldFile, 'utf8')}${line}\n`);
  return {
    keys,
    isPlantFound: searchFolder(dataFolder, SOAK_KEY).found.includes(planted),
    sessions,
    faults,
    isLossNoticed: compareSessions(dataFolder, withMore).faults.length === faults.length + 1,
  };
}

/** Gives the key when VS Code asks for it. */
async function typeKey(page: Page): Promise<void> {
  const box = page.locator('.quick-input-widget input');
  await box.waitFor({ timeout: 120_000 });
  await box.fill(SOAK_KEY);
  await page.keyboard.press('Enter');
}
