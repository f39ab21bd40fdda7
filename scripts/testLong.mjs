/** `npm run test:long`: what a change need not wait for. The long silences come beside the rest, because they only wait. */
import './setup/nodeVersion.mjs';
import { runChecks } from './runChecks.mjs';

await runChecks([
  [
    [
      { title: 'silences', script: 'test:silence' },
      { title: 'evaluation', script: 'test:evaluation' },
    ],
    [
      { title: 'soak', script: 'test:soak' },
      { title: 'repeated', script: 'test:repeated' },
    ],
    [
      { title: 'simulation', script: 'test:simulation' },
      { title: 'mutants', script: 'test:mutants' },
    ],
  ],
]);
