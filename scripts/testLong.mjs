/** `npm run test:long`: what a change need not wait for. The long silences are waited for beside the rest, because they only wait. */
import './setup/nodeVersion.mjs';
import { runChecks } from './runChecks.mjs';

await runChecks([[[{ title: 'silences', script: 'test:silence' }], [{ title: 'repeated', script: 'test:repeated' }]]]);
