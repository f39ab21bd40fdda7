import { currentVsix } from './lab/vsix.mjs';
import { installAll } from './setup/all.mjs';
import { endOnSignals, endProcess, endWithNpm } from './setup/endings.mjs';
import { SetupError } from './setup/run.mjs';
import { formatTable, runPhases } from './stages.mjs';

/** Does all set-up, runs the phases, prints what became of each stage, and ends this process with 0 only if all of them passed. */
export async function runChecks(phases) {
  endOnSignals(130);
  endWithNpm(130);
  try {
    await installAll({ browser: true, localModel: true });
    // Made here, because packing and the lanes beside it write to the same folder.
    await currentVsix();
    const startedAt = performance.now();
    const results = await runPhases(phases);
    process.stdout.write(`\n${formatTable(results, (performance.now() - startedAt) / 1000)}\n`);
    await endProcess(results.every(({ status }) => status === 'passed') ? 0 : 1);
  } catch (error) {
    process.stderr.write(`${error instanceof SetupError ? error.message : error.stack}\n`);
    await endProcess(1);
  }
}
