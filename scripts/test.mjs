/** `npm test`: all set-up, then every check that a change must pass, in this order. It ends at the first that fails. */
import './setup/nodeVersion.mjs';
import { currentVsix } from './lab/vsix.mjs';
import { installAll } from './setup/all.mjs';
import { endOnSignals, endProcess, endWithNpm } from './setup/endings.mjs';
import { SetupError } from './setup/run.mjs';
import { formatTable, runPhases } from './stages.mjs';

/**
 * Each stage is a script of package.json. The quick ones come first. What mostly waits runs beside something that reckons;
 * the main job has the machine for itself, because its model needs it.
 */
const phases = [
  [
    [
      { title: 'types', script: 'check:types' },
      { title: 'lint', script: 'check:lint' },
      { title: 'unit', script: 'test:unit' },
      { title: 'coverage', script: 'test:coverage' },
    ],
  ],
  [
    [
      { title: 'console', script: 'test:cli' },
      { title: 'faults', script: 'test:faults' },
      { title: 'page', script: 'test:page' },
    ],
    [{ title: 'vscode', script: 'test:vscode' }],
  ],
  [[{ title: 'main job', script: 'test:main' }]],
];

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
