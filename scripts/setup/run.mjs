import { spawn } from 'node:child_process';

/** A failure that is told to a person without a stack: what happened and what to type next. */
export class SetupError extends Error {}

const lastLines = (text, count) => text.trimEnd().split('\n').slice(-count).join('\n');

/** Ends a command and all that it started. They are a process group, and may be gone already. */
function endGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {}
}

/**
 * Runs a command to its end and gives what it printed to standard output.
 * Throws a SetupError with its last lines if it fails; what it printed is shown only then. When we exit before it, it ends too.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...options });
    const endWithUs = () => endGroup(child);
    process.once('exit', endWithUs);
    let out = '';
    let all = '';
    child.stdout.on('data', data => {
      out += data;
      all += data;
    });
    child.stderr.on('data', data => {
      all += data;
    });
    child.on('error', error => reject(new SetupError(`${command}: ${error.message}`)));
    child.on('close', code => {
      process.off('exit', endWithUs);
      if (code === 0) resolve(out);
      else reject(new SetupError(`\`${[command, ...args].join(' ')}\` failed (${code}):\n${lastLines(all, 40)}`));
    });
  });
}

/** Tells whether a command can be run and succeeds. */
export const succeeds = (command, args) =>
  run(command, args).then(
    () => true,
    () => false,
  );
