/** `npm run docs:errors`: brings the tables of docs/troubleshooting.md up to what the code says. */
import { writeFileSync } from 'node:fs';
import { read } from '../support/literals.ts';
import { withTables } from './errorTables.ts';

const path = 'docs/troubleshooting.md';
writeFileSync(path, withTables(read(path)));
