import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The console program, built as it is shipped, in a folder of its own. */
export interface BuiltProgram {
  /** Where its `$XDG_STATE_HOME`, and whatever a test writes, may lie. */
  readonly folder: string;
  /** Starts it with an environment of nothing but `env` and what Node needs. */
  start(args: readonly string[], options?: StartOptions): RunningProgram;
  remove(): Promise<void>;
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input; empty where it is left out. */
  readonly stdin?: string;
  /** Makes the program believe that it writes to a terminal. */
  readonly onTerminal?: boolean;
  /** A module that is run in its process before it, as text. */
  readonly before?: string;
  /** Of Node itself. */
  readonly nodeFlags?: readonly string[];
}

export interface RunningProgram {
  readonly process: ChildProcessWithoutNullStreams;
  /** What was printed so far. */
  readonly stdout: string;
  readonly stderr: string;
  /** Resolves as soon as standard output holds the text. */
  shows(text: string): Promise<void>;
  /** Resolves with the exit status once all output has arrived. */
  readonly ended: Promise<number | null>;
}

/** Builds the console program. Whoever builds it removes it. */
export async function buildProgram(): Promise<BuiltProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'stepwise-cli-'));
  const outfile = join(folder, 'cli.js');
  await build({
    entryPoints: ['src/cli/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'error',
  });
  return {
    folder,
    start: (args, options) => startProgram([...nodeFlags(options), outfile, ...args], folder, options),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const nodeFlags = ({ onTerminal, before, nodeFlags: more = [] }: StartOptions = {}): readonly string[] => [
  ...more,
  ...(onTerminal ? importing('process.stdout.isTTY=process.stderr.isTTY=true') : []),
  ...(before === undefined ? [] : importing(before)),
];

const importing = (module: string): readonly string[] => ['--import', `data:text/javascript,${encodeURIComponent(module)}`];

function startProgram(args: readonly string[], folder: string, { env = {}, stdin = '' }: StartOptions = {}): RunningProgram {
  const own = { PATH: process.env['PATH'], HOME: folder, XDG_STATE_HOME: join(folder, 'state'), ...env };
  const child = spawn(process.execPath, args, { cwd: folder, env: own });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', text => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text;
  });
  // A program that ends without reading its input breaks this pipe.
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  return {
    process: child,
    get stdout() {
      return stdout;
    },
    get stderr() {
      return stderr;
    },
    shows: async text => {
      while (!stdout.includes(text)) await once(child.stdout, 'data');
    },
    ended: once(child, 'close').then(([status]) => status),
  };
}
