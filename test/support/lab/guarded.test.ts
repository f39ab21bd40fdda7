import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGuarded } from '../../../scripts/lab/guarded.mjs';
import { root } from '../../../scripts/setup/folders.mjs';

/** A server that has a child of its own, ignores a polite end, and says both process ids. */
const stubborn = `
  process.on('SIGTERM', () => {});
  const code = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)";
  const child = require('node:child_process').spawn(process.execPath, ['-e', code]);
  console.log(JSON.stringify([process.pid, child.pid]));
  setInterval(() => {}, 1000);`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const pause = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 20));

async function readPids(logFile: string): Promise<number[]> {
  for (;;) {
    const text = await readFile(logFile, 'utf8').catch(() => '');
    if (text.includes(']')) return JSON.parse(text) as number[];
    await pause();
  }
}

describe('a guarded server', function () {
  this.timeout(20_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stepwise-guard-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is gone with its children after stop, however stubborn they are', async () => {
    const logFile = join(folder, 'server.log');
    const server = startGuarded({ program: process.execPath, args: ['-e', stubborn], logFile });
    const pids = await readPids(logFile);
    assert.deepEqual(pids.map(isAlive), [true, true]);
    await server.stop();
    while (pids.some(isAlive)) await pause();
  });

  it('is gone with its children when the process that started it is killed', async () => {
    const logFile = join(folder, 'server.log');
    const start = `
      import { startGuarded } from ${JSON.stringify(join(root, 'scripts/lab/guarded.mjs'))};
      startGuarded({ program: process.execPath, args: ['-e', ${JSON.stringify(stubborn)}], logFile: ${JSON.stringify(logFile)} });
      setInterval(() => {}, 1000);`;
    const starter = spawn(process.execPath, ['--input-type=module', '-e', start]);
    const pids = await readPids(logFile);
    starter.kill('SIGKILL');
    await once(starter, 'exit');
    while (pids.some(isAlive)) await pause();
  });
});
