import { writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { inLab } from './folders.mjs';
import { pins, platformName } from './pins.mjs';
import { run, SetupError } from './run.mjs';
import { makeOnce } from './stamp.mjs';

const npmFlags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];

function nodePackage() {
  const found = pins.node[platformName()];
  if (!found)
    throw new SetupError(`VS Code's server cannot be had from npm for ${platformName()}. Install the VSIX in your own VS Code instead.`);
  return found;
}

const places = (folder, node) => ({
  server: join(folder, 'node_modules/code-server/lib/vscode'),
  node: join(folder, 'node_modules', node.split('@')[0], 'bin/node'),
});

async function build(folder, node) {
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  // --force: code-server names the Node that it wants, which is the one beside it and not the one that runs npm.
  await run('npm', ['install', '--no-save', '--force', ...npmFlags, `code-server@${pins.codeServer}`, node], { cwd: folder });
  const { server, node: nodeProgram } = places(folder, node);
  const PATH = `${join(nodeProgram, '..')}${delimiter}${process.env.PATH}`;
  await run('npm', ['install', '--omit=dev', ...npmFlags], { cwd: server, env: { ...process.env, PATH } });
}

/** Installs VS Code's server and the Node that runs it. Gives their paths: `server` is a folder, `node` a program. */
export async function installCodeServer() {
  const node = nodePackage();
  const folder = inLab('code-server');
  const wanted = { codeServer: pins.codeServer, node };
  await makeOnce({
    title: `Installing VS Code's server (code-server ${pins.codeServer})`,
    folder,
    wanted,
    build: partial => build(partial, node),
  });
  return places(folder, node);
}
