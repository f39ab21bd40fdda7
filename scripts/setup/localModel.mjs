import { installModel } from './model.mjs';
import { installLlama } from './python.mjs';

/** Installs llama.cpp's server and the small model. Gives the paths that `startLlamaServer` wants. */
export async function installLocalModel() {
  const python = await installLlama();
  return { python, gguf: await installModel(python) };
}
