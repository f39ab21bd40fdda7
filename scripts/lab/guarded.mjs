import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const guardProgram = join(import.meta.dirname, 'guard.mjs');

/** What the server said last, for an error message. */
const lastLines = file => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n');

/**
 * Starts a server under a guard: it and all its children end when `stop` is called and also when this process ends in any way.
 * What it prints goes to `logFile`. `exited` resolves when the guard is gone.
 */
export function startGuarded({ program, args, env = process.env, logFile }) {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  const guard = spawn(process.execPath, [guardProgram, program, ...args], { stdio: ['pipe', log, log], detached: true, env });
  closeSync(log);
  guard.stdin.on('error', () => {});
  let running = true;
  const exited = new Promise(resolve => {
    guard.on('exit', resolve);
    guard.on('error', resolve);
  }).then(() => {
    running = false;
  });
  return {
    logFile,
    exited,
    isRunning: () => running,
    async stop() {
      guard.stdin.end();
      await exited;
    },
  };
}

/** Waits until the address answers 200. Throws when the server ends first or `timeoutMs` has passed, with the server's last words. */
export async function waitUntilHealthy(server, url, { name, headers = {}, timeoutMs = 60_000 }) {
  const giveUpAt = Date.now() + timeoutMs;
  while (server.isRunning() && Date.now() < giveUpAt) {
    const answer = await fetch(url, { headers }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await delay(50);
  }
  const ended = server.isRunning() ? `did not answer within ${timeoutMs / 1000} s` : 'ended';
  await server.stop();
  throw new Error(`${name} ${ended}. It said last:\n${lastLines(server.logFile)}`);
}
