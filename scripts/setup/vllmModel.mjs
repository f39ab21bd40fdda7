import { join } from 'node:path';
import { inLab } from './folders.mjs';
import { installModel } from './model.mjs';
import { pins } from './pins.mjs';
import { run } from './run.mjs';
import { makeOnce } from './stamp.mjs';
import { installVllm } from './vllm.mjs';

const convert = join(import.meta.dirname, 'convert_model.py');

/** Raised when `convert_model.py` writes something else than before. */
const conversion = 1;

async function build(folder, python, gguf) {
  const env = { ...process.env, HF_HUB_OFFLINE: '1', TRANSFORMERS_OFFLINE: '1' };
  await run(python, [convert, gguf, folder], { env });
}

/** Installs vLLM for the CPU and the small model in the form that it reads. Gives what `startVllmServer` wants. */
export async function installVllmModel() {
  const python = await installVllm();
  const gguf = await installModel(python);
  const modelFolder = inLab('vllm-model');
  await makeOnce({
    title: 'Converting the model for vLLM',
    folder: modelFolder,
    wanted: { model: pins.model, conversion },
    build: partial => build(partial, python, gguf),
  });
  return { python, modelFolder };
}
