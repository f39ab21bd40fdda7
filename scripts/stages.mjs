import { spawn } from 'node:child_process';
import { root } from './setup/folders.mjs';

/** Runs one script of package.json and shows all that it prints. Gives whether it passed. It ends when we do. */
function runScript(script) {
  return new Promise(resolve => {
    const child = spawn('npm', ['run', '--silent', script], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
    const endWithUs = () => {
      try {
        process.kill(-child.pid, 'SIGTERM');
      } catch {}
    };
    process.once('exit', endWithUs);
    child.on('error', () => resolve(false));
    child.on('exit', code => {
      process.off('exit', endWithUs);
      resolve(code === 0);
    });
  });
}

async function runStage({ title, script }) {
  process.stdout.write(`\n── ${title} (npm run ${script})\n`);
  const startedAt = performance.now();
  const passed = await runScript(script);
  return { title, status: passed ? 'passed' : 'failed', seconds: (performance.now() - startedAt) / 1000 };
}

/** Runs the stages in order, and none after one that failed. Gives what became of each of them. */
export async function runStages(stages) {
  const results = [];
  for (const stage of stages) {
    const hasFailed = results.some(({ status }) => status === 'failed');
    results.push(hasFailed ? { title: stage.title, status: 'not run', seconds: 0 } : await runStage(stage));
  }
  return results;
}

/** One line a stage, with its time, and one for all of them. */
export function formatTable(results) {
  const total = results.reduce((sum, { seconds }) => sum + seconds, 0);
  const rows = [
    ...results,
    { title: 'all', status: results.every(({ status }) => status === 'passed') ? 'passed' : 'failed', seconds: total },
  ];
  return rows.map(({ title, status, seconds }) => `${title.padEnd(10)} ${status.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s`).join('\n');
}
