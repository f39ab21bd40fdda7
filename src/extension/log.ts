import * as vscode from 'vscode';
import { spellingsOf, withoutSecrets } from '../model/secrets.ts';
import { redact } from './redact.ts';

type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error';

/** The channel of Show Log, made when the first line is written. No key stands in it at any level: neither one that is known nor what looks like one. */
export class Log implements vscode.Disposable {
  private channel: vscode.LogOutputChannel | undefined;
  private readonly spellings = new Set<string>();

  /** From now on these are left out, however they are spelled. */
  hide(secrets: readonly (string | undefined)[]): void {
    for (const spelling of secrets.flatMap(secret => spellingsOf(secret?.trim() ?? ''))) this.spellings.add(spelling);
  }

  info(message: string): void {
    this.write('info', message);
  }

  warn(message: string): void {
    this.write('warn', message);
  }

  debug(message: string): void {
    this.write('debug', message);
  }

  /** The words are made only where the reader has chosen this level. */
  trace(message: () => string): void {
    if (this.open().logLevel === vscode.LogLevel.Trace) this.write('trace', message());
  }

  error(message: string): void {
    this.write('error', message);
  }

  show(): void {
    this.open().show();
  }

  dispose(): void {
    this.channel?.dispose();
  }

  private write(level: Level, message: string): void {
    this.open()[level](redact(withoutSecrets(message, [...this.spellings])));
  }

  private open(): vscode.LogOutputChannel {
    this.channel ??= vscode.window.createOutputChannel('Stepwise', { log: true });
    return this.channel;
  }
}
