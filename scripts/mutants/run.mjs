/** `npm run test:mutants`: plants each fault of list.mjs in a bundle of the engine's tests and sees whether a test notices. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { mutants } from './list.mjs';

const LEAST_SCORE = 0.8;
const AT_ONCE = 2;
/** A mutant that makes the tests hang is noticed too. */
const LONGEST_RUN_MS = 30_000;

const root = resolve(import.meta.dirname, '../..');
const tests = readdirSync(join(root, 'src/engine'), { recursive: true })
  .filter(name => name.endsWith('.test.ts'))
  .map(name => join(root, 'src/engine', name));

/** The engine's tests in one file outside the work tree, with one piece of the source changed on the way. */
async function bundle(name, mutant) {
  const outfile = join(temporary, `${name}.mjs`);
  const plugins = mutant
    ? [{ name: 'mutant', setup: ({ onLoad }) => onLoad({ filter: endOfPath(mutant.file) }, () => change(mutant)) }]
    : [];
  const contents = nearestFirst(mutant)
    .map(test => `import ${JSON.stringify(test)};`)
    .join('\n');
  const stdin = { contents, resolveDir: root, loader: 'js' };
  await build({ stdin, outfile, plugins, bundle: true, format: 'esm', platform: 'node', packages: 'external', logLevel: 'error' });
  return outfile;
}

/** The tests beside the changed file are the likeliest to notice, and the first that fails ends the run. */
function nearestFirst(mutant) {
  const stem = mutant ? join(root, mutant.file).replace(/\.ts$/, '') : '';
  const distance = test => (test.startsWith(`${stem}.`) ? 0 : dirname(test) === dirname(stem) ? 1 : 2);
  return tests.toSorted((a, b) => distance(a) - distance(b));
}

const endOfPath = file => new RegExp(`[\\\\/]${file.replace(/[.]/g, '\\.').replaceAll('/', '[\\\\/]')}$`);

function change({ file, find, replace }) {
  const text = readFileSync(join(root, file), 'utf8');
  return { contents: text.replace(find, () => replace), loader: 'ts' };
}

/** Whether all tests pass. */
function passes(file) {
  const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
  const child = spawn(process.execPath, [mocha, '--no-config', '--bail', '--timeout', '10000', file], { cwd: temporary, stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_RUN_MS);
  return new Promise(resolve => {
    child.on('exit', code => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });
}

const timesFound = ({ file, find }) => readFileSync(join(root, file), 'utf8').split(find).length - 1;
const title = ({ area, file, idea }) => `${area}: ${idea} (${file})`;

async function check(mutant, index) {
  const killed = !(await passes(await bundle(`mutant-${index}`, mutant)));
  console.log(`${killed ? 'killed  ' : 'SURVIVED'} ${title(mutant)}`);
  return { ...mutant, killed };
}

/** Several workers take from one row. */
async function checkAll(row) {
  const results = [];
  const waiting = row.entries();
  const worker = async () => {
    for (const [index, mutant] of waiting) results.push(await check(mutant, index));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

function printScore(results) {
  for (const area of new Set(results.map(result => result.area))) {
    const own = results.filter(result => result.area === area);
    console.log(`${area.padEnd(12)} ${own.filter(({ killed }) => killed).length} of ${own.length} killed`);
  }
  const killed = results.filter(result => result.killed).length;
  console.log(`Mutants: ${killed} of ${results.length} killed, ${Math.round((100 * killed) / results.length)} %`);
  return killed / results.length;
}

async function main() {
  const chosen = mutants.filter(mutant => title(mutant).includes(process.argv[2] ?? ''));
  const stale = chosen.filter(mutant => timesFound(mutant) !== 1);
  for (const mutant of stale) console.error(`Its text stands ${timesFound(mutant)} times in the file: ${title(mutant)}`);
  if (stale.length > 0) return 1;
  if (!(await passes(await bundle('unchanged')))) {
    console.error('The tests fail without any mutant.');
    return 1;
  }
  return printScore(await checkAll(chosen)) >= LEAST_SCORE ? 0 : 1;
}

const temporary = mkdtempSync(join(tmpdir(), 'stepwise-mutants-'));
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
symlinkSync(join(root, 'node_modules'), join(temporary, 'node_modules'));
process.exitCode = await main();
