import type * as vscode from 'vscode';

/** Runs `work` with a signal that the token aborts: the one bridge from VS Code's tokens to signals. */
export async function withSignal<Result>(token: vscode.CancellationToken, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  const listening = token.onCancellationRequested(() => controller.abort());
  try {
    return await work(controller.signal);
  } finally {
    listening.dispose();
  }
}
