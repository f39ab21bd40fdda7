import type * as vscode from 'vscode';
import { type BegunRun, beginRun } from '../../src/engine/beginRun.ts';
import { Inbox } from '../../src/engine/inbox.ts';
import { resolveLimits } from '../../src/engine/limits.ts';
import type { Node } from '../../src/engine/node.ts';
import type { Deps, Wish } from '../../src/engine/reason.ts';
import { backOff } from '../../src/engine/retry.ts';
import { STRATEGIES } from '../../src/engine/strategies/index.ts';
import type { ArchiveParts } from '../../src/extension/sessionArchive.ts';
import type { SessionProblem } from '../../src/extension/sessionProblems.ts';
import { freshLadder } from './playRun.ts';
import { repeatingModel, type ScriptedModel, stepReply, stillClock } from './scriptedModel.ts';

export const SESSION_ID = '44444444-4444-4444-8444-444444444444';

/** The same question in every process. */
export const begunRun = (): BegunRun =>
  beginRun('run', { instruction: 'Why? 为什么？', excerpts: [] }, [], {
    strategy: 'chain',
    preset: 'quick',
    limits: resolveLimits('quick'),
    model: 'scripted',
    language: 'en',
    instructions: '',
    concurrency: 1,
  });

const REPLIES = [stepReply('Look'), 'Just words, no object.', stepReply('看'), stepReply('Conclude', 'final_answer'), 'Because.'];

/** What the model says from its reply number `first` on. */
export const scriptFrom = (first: number): ScriptedModel => repeatingModel((_request, at) => [REPLIES[first + at] ?? '']);

/** Says so many replies, then tells and says no more. */
export function scriptUntil(count: number, onSilence: () => void): ScriptedModel {
  const model = scriptFrom(0);
  return {
    heard: model.heard,
    async *stream(request, signal) {
      if (model.heard.length < count) return yield* model.stream(request, signal);
      onSilence();
      await new Promise(() => {});
    },
  };
}

export const depsOf = (model: ScriptedModel, keep: (node: Node) => Promise<void>): Deps => ({
  model,
  ladder: freshLadder(),
  strategies: STRATEGIES,
  retry: backOff(),
  clock: stillClock(),
  signal: new AbortController().signal,
  inbox: new Inbox<Wish>(),
  keep,
});

/** A window on a folder; `state` is what VS Code remembers of the workspace. */
export function windowOn(
  folder: string,
  state: Map<string, unknown>,
  window: string,
  tell: (problem: SessionProblem) => void = () => {},
): ArchiveParts {
  const uri = { fsPath: folder } as vscode.Uri;
  const workspaceState = {
    get: (key: string) => state.get(key),
    update: async (key: string, value: unknown) => void state.set(key, value),
  } as unknown as vscode.ExtensionContext['workspaceState'];
  const readHistory = () => ({ enabled: true, maxSessions: 500, maxBytes: 1e9 });
  const report = (error: unknown) => process.stderr.write(`${error}\n`);
  return { context: { workspaceState, storageUri: uri, globalStorageUri: uri }, window, readHistory, tell, report };
}
