/** Variables as the shell gave them to the program. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where text goes. Nobody reading any more is no failure: the text is dropped. */
export interface Output {
  readonly isTerminal: boolean;
  write(text: string): void;
}

/** Where text comes from. Both reject with the signal's reason when it is aborted. */
export interface Input {
  readonly isTerminal: boolean;
  /** Everything, as bytes. */
  readAll(signal: AbortSignal): Promise<Uint8Array>;
  /** One line, or `undefined` at the end of the input; `prompt` is shown where people read. */
  readLine(prompt: string, signal: AbortSignal): Promise<string | undefined>;
}

/** All that the program touches of the machine besides files. */
export interface Shell {
  readonly env: Environment;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted by Ctrl-C, and when nobody reads the output any more. */
  readonly signal: AbortSignal;
  /** Whether standard output was closed by its reader, who has had enough. */
  readonly isUnread: () => boolean;
}
