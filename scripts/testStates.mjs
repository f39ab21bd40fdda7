/** `npm run test:states`: the page in every state, theme, size and language; then whether `npm test` and this together hold every promise of `docs/features.md`. */
import './setup/nodeVersion.mjs';
import { continueRecord } from './features/ran.mjs';
import { runChecks } from './runChecks.mjs';
import { inLab } from './setup/folders.mjs';

continueRecord(inLab('ran'));
await runChecks([
  [
    [
      { title: 'states', script: 'check:states' },
      { title: 'features', script: 'check:features' },
    ],
  ],
]);
