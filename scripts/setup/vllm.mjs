import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inLab } from './folders.mjs';
import { platformName } from './pins.mjs';
import { ensureVenv, findPython, programIn } from './python.mjs';
import { run, SetupError, succeeds } from './run.mjs';
import { makeOnce } from './stamp.mjs';

/** Every package that vLLM on the CPU needs to serve a model, each with its version. A changed line makes set-up install all of it anew. */
const requirementsFile = join(import.meta.dirname, 'vllm-requirements.txt');

const wantedPython = {
  oldestMinor: 11,
  message: 'vLLM on the CPU needs Python 3.11 or newer. All the other tests do without it: npm test',
};

/** On Linux, the usual index holds only the torch for CUDA under this version; without CUDA's libraries that one cannot be loaded. */
const wrongTorch =
  'The torch that was installed is not the one for the CPU. Name the index that PyTorch keeps for its CPU builds, and try again: PIP_EXTRA_INDEX_URL=URL npm run test:vllm';

async function build(folder, name) {
  await run(name, ['-m', 'venv', folder]);
  const python = programIn(folder);
  // Without --no-deps, a gigabyte more would come along that nothing here needs.
  const flags = ['--disable-pip-version-check', '--no-cache-dir', '--no-deps'];
  await run(python, ['-m', 'pip', 'install', ...flags, '-r', requirementsFile]);
  const isForCpu = 'import sys, torch; sys.exit(torch.version.cuda is not None)';
  if (!(await succeeds(python, ['-c', isForCpu]))) throw new SetupError(wrongTorch);
}

/** Installs vLLM for the CPU into a Python environment of its own, 2.5 GB of it. Gives that environment's Python program. */
export async function installVllm() {
  if (process.platform !== 'linux') throw new SetupError('vLLM on the CPU is packaged for Linux only. All the other tests do without it.');
  await ensureVenv(wantedPython);
  const { name, version } = await findPython(wantedPython);
  const folder = inLab('vllm');
  const requirements = createHash('sha256')
    .update(await readFile(requirementsFile))
    .digest('hex');
  await makeOnce({
    title: 'Installing vLLM for the CPU (750 MB to download)',
    folder,
    wanted: { requirements, python: version, platform: platformName() },
    build: partial => build(partial, name),
  });
  return programIn(folder);
}
