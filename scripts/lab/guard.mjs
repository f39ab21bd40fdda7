/**
 * Stands between us and a server that we start: `node guard.mjs PROGRAM ARGUMENT…`.
 *
 * It leads a process group of its own, in which the server and all the server's children live. When its standard input ends, because we
 * stop it, exit or are killed, it ends the whole group: first politely, then at once. So nothing is ever left behind.
 */
import { spawn } from 'node:child_process';

const politeMs = 600;
const [program, ...args] = process.argv.slice(2);

const server = spawn(program, args, { stdio: ['pipe', 'inherit', 'inherit'] });
server.on('error', error => {
  process.stderr.write(`${program}: ${error.message}\n`);
  process.exit(127);
});
server.on('exit', code => endGroup(code ?? 1));

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
process.stdin.on('end', () => endGroup(0)).on('error', () => endGroup(0));
process.stdin.resume();

let ending = false;

function endGroup(code) {
  if (ending) return;
  ending = true;
  server.stdin.destroy();
  process.kill(-process.pid, 'SIGTERM');
  const killAll = () => process.kill(-process.pid, 'SIGKILL');
  if (server.exitCode === null && server.signalCode === null) {
    setTimeout(killAll, politeMs);
    server.on('exit', () => setTimeout(killAll, 100));
  } else {
    process.stderr.write(`${program} ended (${code})\n`);
    setTimeout(killAll, 100);
  }
}
