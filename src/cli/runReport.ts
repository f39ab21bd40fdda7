import { assertNever } from '../engine/assertNever.ts';
import { hasItsAnswer } from '../engine/chains.ts';
import { isEnding, type ReasoningEvent, type RunEnding } from '../engine/events.ts';
import { describeNotice } from '../engine/failureWords.ts';
import type { ReaderWords } from '../engine/readerWords.ts';
import { runMarkdown } from '../engine/runMarkdown.ts';
import { currentRun, emptySession, type RunView, reduceSession, type Session } from '../engine/session.ts';
import { toJsonLine } from '../model/jsonLine.ts';
import { wallClock } from '../model/wallClock.ts';
import type { AskOptions } from './arguments.ts';
import { EXIT } from './exitStatus.ts';
import { failureText } from './failureText.ts';
import { PartsInOrder } from './partsInOrder.ts';
import type { Shell } from './shell.ts';
import { toTerminalText } from './terminalText.ts';
import { TextPrinter } from './textPrinter.ts';
import { WaitingLine } from './waitingLine.ts';

/** What a report is made with. */
export interface ReportParts {
  readonly shell: Shell;
  readonly words: ReaderWords;
  readonly options: Pick<AskOptions, 'output' | 'isQuiet'>;
  readonly host: string;
  /** Never printed. */
  readonly keys: readonly string[];
}

/** Tells a run: on standard output in the form that was asked for, on standard error what else people should know. Whoever makes it closes it. */
export class RunReport {
  private readonly parts: ReportParts;
  private readonly printer: TextPrinter | undefined;
  private readonly order = new PartsInOrder();
  private readonly waiting: WaitingLine;
  private readonly notices: string[] = [];
  private readonly noted = new Set<string>();
  private session: Session = emptySession('console');
  private ending: RunEnding | undefined;

  constructor(parts: ReportParts) {
    const { shell, words, options, host, keys } = parts;
    const hasColors = isColorful(shell);
    this.parts = parts;
    this.printer =
      options.output === 'text' && !options.isQuiet ? new TextPrinter({ output: shell.stdout, words, keys, hasColors }) : undefined;
    const isInLine = () => shell.stdout.isTerminal && this.printer?.isAtLineStart === false;
    this.waiting = new WaitingLine({ output: shell.stderr, host, t: words.t, isInLine, clock: wallClock });
  }

  /** Tells what an event adds. */
  see(event: ReasoningEvent): void {
    this.waiting.rest();
    const { shell, options, keys, words } = this.parts;
    if (options.output === 'json') shell.stdout.write(`${toJsonLine(event, keys)}\n`);
    else this.session = reduceSession(this.session, event);
    for (const one of this.order.see(event)) this.printer?.see(one);
    if (event.type === 'notice' && event.code !== 'key-withheld') this.note(describeNotice(event.code, event.facts ?? {}, words.t));
    if (isEnding(event)) this.end(event);
    if (this.printer?.isAtLineStart !== false) this.tellNotices();
  }

  /** Tells how the run ended. */
  get exitStatus(): number {
    return this.ending ? exitStatusOf(this.ending) : EXIT.failed;
  }

  /** Tells of a run that never came to its end. */
  breakOff(): void {
    this.printer?.cutOff();
    for (const one of this.order.rest()) this.printer?.see(one);
    const run = currentRun(this.session);
    if (run && this.parts.options.isQuiet) this.parts.shell.stdout.write(this.cleaned(this.endText(run)));
    else this.tell(this.parts.words.t('Interrupted before its end.'));
  }

  close(): void {
    this.waiting.close();
  }

  private end(ending: RunEnding): void {
    this.ending = ending;
    const run = currentRun(this.session);
    const { options, words } = this.parts;
    if (run && options.output !== 'json') this.parts.shell.stdout.write(this.cleaned(this.endText(run)));
    if (ending.type === 'run-error') this.tell(failureText(ending, words.t));
    if (ending.type === 'run-cancel' && !options.isQuiet && !this.parts.shell.isUnread()) {
      this.tell(ending.paused ? words.t('Paused.') : words.t('Stopped after {time}.', { time: words.duration(ending.durationMs) }));
    }
  }

  /** What is printed only when all of it is there. */
  private endText(run: RunView): string {
    const { options, words } = this.parts;
    if (options.isQuiet) return run.answer?.text && hasItsAnswer(run) ? `${run.answer.text.trim()}\n` : '';
    return options.output === 'markdown' ? runMarkdown(run, words) : '';
  }

  /** What is said before every step is told once. */
  private note(notice: string): void {
    if (!this.noted.has(notice)) this.notices.push(notice);
    this.noted.add(notice);
  }

  private tellNotices(): void {
    for (const notice of this.notices.splice(0)) if (!this.parts.options.isQuiet) this.tell(notice);
  }

  private tell(text: string): void {
    this.parts.shell.stderr.write(`${this.cleaned(text)}\n`);
  }

  private cleaned(text: string): string {
    return toTerminalText(text, this.parts.keys);
  }
}

/** No colours for files, pipes and dumb terminals, nor for people who want none (no-color.org). */
const isColorful = ({ stdout, env }: Shell): boolean => stdout.isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb';

function exitStatusOf(ending: RunEnding): number {
  switch (ending.type) {
    case 'run-end':
      return EXIT.answered;
    case 'run-error':
      return EXIT.failed;
    case 'run-cancel':
      return EXIT.stopped;
    default:
      return assertNever(ending);
  }
}
