/**
 * `npm run test:offline`: shows that, once installed, nothing needs a network. In a network namespace that has nothing but loopback,
 * `npm start` must be ready within 15 s, and then `npm test` must pass. Linux only.
 */
import './setup/nodeVersion.mjs';
import { spawn } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { currentVsix } from './lab/vsix.mjs';
import { installAll } from './setup/all.mjs';
import { beforeEnd, endOnSignals, endProcess, endWithNpm } from './setup/endings.mjs';
import { root } from './setup/folders.mjs';

const readyWithinSeconds = 15;

/** Brings loopback up (SIOCSIFFLAGS with IFF_UP) and becomes the command that follows; the program `ip` may be missing. */
const withLoopback = `
import fcntl, os, socket, struct, sys
fcntl.ioctl(socket.socket(), 0x8914, struct.pack('16sh', b'lo', 1) + bytes(16))
os.execvp(sys.argv[1], sys.argv[1:])
`;

function start(command, args, options) {
  const child = spawn(command, args, { cwd: root, ...options });
  beforeEnd(() => child.kill('SIGTERM'));
  const exited = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', code => resolve(code ?? 1));
  });
  return { child, exited };
}

/** Installs and builds while there may be a network, starts this script again without one, and gives its exit status. */
async function runInside() {
  await installAll({ browser: true, localModel: true });
  await currentVsix();
  const asRoot = process.getuid() === 0 ? ['--net'] : ['--net', '--map-root-user'];
  const inside = ['python3', '-c', withLoopback, process.execPath, import.meta.filename, '--inside'];
  return start('unshare', [...asRoot, ...inside], { stdio: 'inherit' }).exited;
}

async function expectNoNetwork() {
  const found = await lookup('example.com').catch(() => undefined);
  if (found) throw new Error('There is a network here: this would prove nothing.');
}

/** Runs `npm start` until it is ready, looks whether the workbench answers at the URL that it gives, and stops it. */
async function checkStart() {
  const startedAt = performance.now();
  const { child, exited } = start('npm', ['start'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await readyUrl(child, exited);
  const seconds = (performance.now() - startedAt) / 1000;
  const answer = await fetch(url, { redirect: 'manual' });
  child.kill('SIGTERM');
  await exited;
  if (answer.status >= 400) throw new Error(`The workbench answers ${answer.status}.`);
  if (seconds > readyWithinSeconds)
    throw new Error(`npm start was ready after ${seconds.toFixed(1)} s, which is more than ${readyWithinSeconds} s.`);
  process.stdout.write(`npm start was ready after ${seconds.toFixed(1)} s without a network.\n`);
}

function readyUrl(child, exited) {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', data => {
      said += data;
      const url = /Stepwise is ready: (\S+)\n/.exec(said)?.[1];
      if (url) resolve(url);
    });
    exited.then(code => reject(new Error(`npm start ended (${code}) before it was ready.`)), reject);
  });
}

async function checkInside() {
  await expectNoNetwork();
  await checkStart();
  return start('npm', ['test'], { stdio: 'inherit' }).exited;
}

endOnSignals(130);
endWithNpm(130);
try {
  await endProcess(await (process.argv.includes('--inside') ? checkInside() : runInside()));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  await endProcess(1);
}
