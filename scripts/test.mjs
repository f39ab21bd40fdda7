/** `npm test`: all set-up, then every check that a change must pass, in this order. It ends at the first that fails. */
import './setup/nodeVersion.mjs';
import { beginRecord } from './features/ran.mjs';
import { runChecks } from './runChecks.mjs';
import { inLab } from './setup/folders.mjs';

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
      { title: 'page', script: 'test:page' },
    ],
    [
      { title: 'vscode', script: 'test:vscode' },
      { title: 'faults', script: 'test:faults' },
    ],
  ],
  [[{ title: 'main job', script: 'test:main' }]],
];

beginRecord(inLab('ran'));
await runChecks(phases);
