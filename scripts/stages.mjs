import { spawn } from 'node:child_process';
import { root } from './setup/folders.mjs';

/** Runs one script of package.json; its output is shown as it comes (`live`), or kept. Gives whether it passed. It ends when we do. */
function runScript(script, live) {
  return new Promise(resolve => {
    const stdio = ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'];
    const child = spawn('npm', ['run', '--silent', script], { cwd: root, stdio, detached: true });
    const endWithUs = () => {
      try {
        process.kill(-child.pid, 'SIGTERM');
      } catch {}
    };
    const kept = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => kept.push(chunk));
    process.once('exit', endWithUs);
    child.on('error', error => resolve({ passed: false, output: String(error) }));
    child.on('close', code => {
      process.off('exit', endWithUs);
      resolve({ passed: code === 0, output: Buffer.concat(kept).toString() });
    });
  });
}

async function runStage({ title, script }, live) {
  const header = `\n── ${title} (npm run ${script})\n`;
  process.stdout.write(live ? header : `\n── ${title} has begun\n`);
  const startedAt = performance.now();
  const { passed, output } = await runScript(script, live);
  if (!live) process.stdout.write(header + output);
  return { title, status: passed ? 'passed' : 'failed', seconds: (performance.now() - startedAt) / 1000 };
}

/** Adds to the results what became of the stages, in order; none begins after one that failed, in this lane or beside it. */
async function runLane(stages, results, live) {
  for (const stage of stages) {
    const hasFailed = results.some(({ status }) => status === 'failed');
    results.push(hasFailed ? { title: stage.title, status: 'not run', seconds: 0 } : await runStage(stage, live));
  }
}

/**
 * Runs phases one after the other; the lanes of a phase run beside each other, each with its stages in order.
 * The output of a stage that has another beside it is shown whole, at its end. Gives what became of each of them.
 */
export async function runPhases(phases) {
  const results = [];
  for (const lanes of phases) await Promise.all(lanes.map(stages => runLane(stages, results, lanes.length === 1)));
  return results;
}

/** One line a stage, with its time, and one for all of them, with `seconds` as the time that passed. */
export function formatTable(results, seconds) {
  const rows = [...results, { title: 'all', status: results.every(({ status }) => status === 'passed') ? 'passed' : 'failed', seconds }];
  return rows.map(({ title, status, seconds }) => `${title.padEnd(10)} ${status.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s`).join('\n');
}
