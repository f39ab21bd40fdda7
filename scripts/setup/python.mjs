import { join } from 'node:path';
import { inLab } from './folders.mjs';
import { pins, platformName } from './pins.mjs';
import { run, SetupError, succeeds } from './run.mjs';
import { makeOnce } from './stamp.mjs';
import { installSystemParts } from './system.mjs';

/** The usual name first; the others help where `python3` is an old one. */
const names = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];
const forLlama = {
  oldestMinor: 10,
  message: "The model's server needs Python 3.10 or newer. To do without, type: npm start -- --base-url URL --model NAME",
};

/** Gives the Python program of an environment. */
export const programIn = folder => join(folder, 'bin/python');

/** Gives the minor version of a Python 3, or NaN. */
async function minorOf(name) {
  const text = await run(name, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])']).catch(() => '');
  const [major, minor] = text.trim().split('.').map(Number);
  return major === 3 ? minor : Number.NaN;
}

/** Finds a Python 3 of that minor version or newer. Where there is none, throws a SetupError with the message. */
export async function findPython({ oldestMinor, message }) {
  for (const name of names) {
    const minor = await minorOf(name);
    if (minor >= oldestMinor) return { name, version: `3.${minor}` };
  }
  throw new SetupError(message);
}

/** Sees to it that Python can make environments: Debian ships that part as a package of its own. Throws a SetupError that says what to do. */
export async function ensureVenv(wanted = forLlama) {
  const { name } = await findPython(wanted);
  if (await succeeds(name, ['-c', 'import venv, ensurepip'])) return;
  const debianPackages = [`${name}-venv`];
  await installSystemParts({ missing: 'Python has no venv.', debianPackages, macCommand: 'brew install python' });
}

async function build(folder, name) {
  await run(name, ['-m', 'venv', folder]);
  await run(programIn(folder), ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-deps', '--only-binary=:all:', pins.llama]);
}

/** Installs llama.cpp's server into a Python environment of its own. Gives that environment's Python program. */
export async function installLlama() {
  const folder = inLab('python');
  const { name, version } = await findPython(forLlama);
  const wanted = { requirement: pins.llama, python: version, platform: platformName() };
  await makeOnce({ title: `Installing llama.cpp's server (${pins.llama})`, folder, wanted, build: partial => build(partial, name) });
  return programIn(folder);
}
