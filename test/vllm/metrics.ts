import { readdir, readFile } from 'node:fs/promises';
import type { RunningVllmServer } from '../../scripts/lab/vllmServer.mjs';

/** How many requests vLLM is working on or keeps waiting, by its own count. */
export async function openRequests({ origin }: RunningVllmServer): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  const counts = [...text.matchAll(/^vllm:num_requests_(?:running|waiting)\{.*\} (\S+)$/gm)];
  if (counts.length === 0) throw new Error('vLLM tells no count of its requests.');
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly command: string;
}

async function readProcess(id: number): Promise<Process[]> {
  const read = (name: string) => readFile(`/proc/${id}/${name}`, 'utf8').catch(() => '');
  const [command, status] = await Promise.all([read('cmdline'), read('status')]);
  return [{ id, parent: Number(/^PPid:\t(\d+)$/m.exec(status)?.[1]), command: command.replaceAll('\0', ' ') }];
}

/** Gives the process of the engine that this server's front end has started. Linux only, as vLLM is. */
export async function engineProcess({ origin }: RunningVllmServer): Promise<number> {
  const ids = (await readdir('/proc')).map(Number).filter(Boolean);
  const processes = (await Promise.all(ids.map(readProcess))).flat();
  const fronts = processes.filter(({ command }) => command.includes(`--port ${new URL(origin).port} `)).map(({ id }) => id);
  const engine = processes.find(({ parent, command }) => fronts.includes(parent) && command.startsWith('VLLM::EngineCore'));
  if (!engine) throw new Error(`vLLM's engine was not found among ${processes.length} processes.`);
  return engine.id;
}
