import { createInterface } from 'node:readline/promises';
import { EXIT } from './exitStatus.ts';
import type { Input, Output, Shell } from './shell.ts';

/** The shell of this very process, and its signals: the first Ctrl-C stops the run, the second ends the program at once. */
export function createProcessShell(): Shell {
  const controller = new AbortController();
  let isUnread = false;
  process.on('SIGINT', () => {
    if (controller.signal.aborted) process.exit(EXIT.stopped);
    controller.abort(new Error('Ctrl-C'));
  });
  const noLongerRead = () => {
    isUnread = true;
    controller.abort(new Error('Nobody reads the output any more.'));
  };
  return {
    env: process.env,
    stdin: createInput(process.stdin),
    stdout: createOutput(process.stdout, noLongerRead),
    stderr: createOutput(process.stderr, () => {}),
    signal: controller.signal,
    isUnread: () => isUnread,
  };
}

function createOutput(stream: NodeJS.WriteStream, onClosed: () => void): Output {
  let isOpen = true;
  stream.on('error', () => {
    isOpen = false;
    onClosed();
  });
  return {
    isTerminal: stream.isTTY === true,
    write: text => {
      if (isOpen && text) stream.write(text);
    },
  };
}

function createInput(stream: NodeJS.ReadStream): Input {
  return {
    isTerminal: stream.isTTY === true,
    readAll: signal => orAborted(readAll(stream), signal),
    readLine: (prompt, signal) => readLine(stream, prompt, signal),
  };
}

async function readAll(stream: NodeJS.ReadStream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}

async function readLine(input: NodeJS.ReadStream, prompt: string, signal: AbortSignal): Promise<string | undefined> {
  const lines = createInterface({ input, output: process.stderr });
  // A terminal in line editing gives Ctrl-C to the editor, not to the process.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const ended = new Promise<undefined>(resolve => lines.once('close', () => resolve(undefined)));
  try {
    return await Promise.race([lines.question(prompt, { signal }), ended]);
  } finally {
    lines.close();
  }
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
