/** `npm run check:features`, the last stage of `npm run test:states`: whether every test that `docs/features.md` names has passed in the last `npm test` or since. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inLab, root } from '../setup/folders.mjs';
import { readPassed } from './ran.mjs';
import { findUnheld, readRows } from './rows.mjs';

const folder = inLab('ran');
const rows = readRows(readFileSync(join(root, 'docs/features.md'), 'utf8'));
const passed = existsSync(folder) ? readPassed(folder) : [];
const unheld = findUnheld(rows, passed);
for (const { promise, file, title } of unheld) console.error(`Not held: ${promise}\n  ${file}: ${title}`);
console.log(`${rows.length - unheld.length} of ${rows.length} promises are held by tests that passed.`);
if (passed.length === 0)
  console.error('Nothing is written down of any test: run npm test, then npm run test:states, which ends with this check.');
process.exitCode = unheld.length > 0 || rows.length === 0 ? 1 : 0;
