import * as vscode from 'vscode';
import { redact } from './redact.ts';

/** The channel of Show Log, made when the first line is written. */
export class Log implements vscode.Disposable {
  private channel: vscode.LogOutputChannel | undefined;

  info(message: string): void {
    this.open().info(redact(message));
  }

  debug(message: string): void {
    this.open().debug(redact(message));
  }

  trace(message: string): void {
    this.open().trace(redact(message));
  }

  error(message: string): void {
    this.open().error(redact(message));
  }

  show(): void {
    this.open().show();
  }

  dispose(): void {
    this.channel?.dispose();
  }

  private open(): vscode.LogOutputChannel {
    this.channel ??= vscode.window.createOutputChannel('Stepwise', { log: true });
    return this.channel;
  }
}
