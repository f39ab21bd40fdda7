import { join, resolve } from 'node:path';

/** The checkout. */
export const root = resolve(import.meta.dirname, '../..');

/** Where downloads and data lie, ignored by git. */
export const labFolder = join(root, '.lab');

/** Names a place in the laboratory's folder. */
export const inLab = (...names) => join(labFolder, ...names);
