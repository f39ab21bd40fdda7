import { closeSync, existsSync, fsyncSync, openSync, readSync, truncateSync } from 'node:fs';
import { type EvaluationPlan, taskCount } from '../../evaluation/plan.ts';
import { isSettled, parseResultLine, type ResultLine } from '../../evaluation/resultLine.ts';
import { readLines } from './fileLines.ts';
import { openDraft, writeAll } from './wholeFile.ts';

const NOWHERE = -1;
const LINE_END = Buffer.from('\n');

/**
 * The results, one line a task. A line is added whole and is on the disk before the next question is asked; what was torn is dropped.
 * Of what stands in it only places are held in memory, a few bytes for each task. Whoever opens it closes it.
 */
export class ResultsFile {
  private readonly path: string;
  private readonly plan: EvaluationPlan;
  private readonly offsets: Float64Array;
  private readonly lengths: Float64Array;
  private readonly settled: Uint8Array;
  private end = 0;
  private descriptor: number | undefined;
  /** Lines that could not be read, or that belong to no task of the plan. */
  strayLines = 0;
  /** Lines for tasks that had one which counts. */
  doubles = 0;

  private constructor(path: string, plan: EvaluationPlan) {
    this.path = path;
    this.plan = plan;
    const count = taskCount(plan);
    this.offsets = new Float64Array(count).fill(NOWHERE);
    this.lengths = new Float64Array(count);
    this.settled = new Uint8Array(count);
  }

  /** Reads through what is there; a last line that was not written whole is cut off. */
  static async open(path: string, plan: EvaluationPlan): Promise<ResultsFile> {
    const file = new ResultsFile(path, plan);
    if (existsSync(path)) await file.scan();
    return file;
  }

  isSettled(task: number): boolean {
    return this.settled[task] === 1;
  }

  get settledCount(): number {
    return this.settled.reduce((sum, one) => sum + one, 0);
  }

  /** Tasks that have a line which does not count: their questions are to be asked again. */
  get failedCount(): number {
    return this.offsets.reduce((sum, offset, task) => sum + (offset !== NOWHERE && !this.isSettled(task) ? 1 : 0), 0);
  }

  /** Adds a line; it is on the disk when this returns. `json` is the line as text. */
  append(line: ResultLine, json: string): void {
    this.add(line, Buffer.from(json));
    this.sync();
  }

  /** Adds a line that is on the disk only after the next `sync`. */
  add(line: ResultLine, json: Uint8Array): void {
    this.descriptor ??= openSync(this.path, 'a', 0o600);
    writeAll(this.descriptor, Buffer.concat([json, LINE_END]));
    this.place(line, json.length + 1);
  }

  sync(): void {
    if (this.descriptor !== undefined) fsyncSync(this.descriptor);
  }

  /** Puts the lines in the order of the plan, one for each task, so that equal results are equal files. */
  order(): void {
    this.close();
    const tasks = [...this.offsets.keys()].filter(task => this.offsets[task] !== NOWHERE);
    if (this.isOrdered(tasks)) return;
    const source = openSync(this.path, 'r');
    try {
      const draft = openDraft(this.path);
      for (const task of tasks) draft.put(this.readAt(source, task));
      draft.commit();
    } finally {
      closeSync(source);
    }
    this.end = 0;
    for (const task of tasks) {
      this.offsets[task] = this.end;
      this.end += this.lengths[task] ?? 0;
    }
  }

  /** The lines as they stand, one after the other. */
  async *lines(): AsyncGenerator<ResultLine, void> {
    if (!existsSync(this.path)) return;
    for await (const { bytes } of readLines(this.path)) {
      const line = parseResultLine(bytes.toString());
      if (line) yield line;
    }
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
  }

  private async scan(): Promise<void> {
    for await (const { bytes, offset, isEnded } of readLines(this.path)) {
      if (!isEnded) return truncateSync(this.path, offset);
      const line = parseResultLine(bytes.toString());
      if (line && this.belongs(line)) this.place(line, bytes.length + 1);
      else this.skip(bytes.length + 1);
    }
  }

  private belongs({ task, strategy }: ResultLine): boolean {
    const { strategies } = this.plan;
    return task < this.offsets.length && strategies[task % strategies.length] === strategy;
  }

  private skip(length: number): void {
    this.strayLines += 1;
    this.end += length;
  }

  /** The first answer counts; a failure only for as long as there is nothing better. */
  private place(line: ResultLine, length: number): void {
    const offset = this.end;
    this.end += length;
    if (this.isSettled(line.task)) {
      this.doubles += 1;
      return;
    }
    this.offsets[line.task] = offset;
    this.lengths[line.task] = length;
    this.settled[line.task] = isSettled(line) ? 1 : 0;
  }

  private isOrdered(tasks: readonly number[]): boolean {
    let expected = 0;
    for (const task of tasks) {
      if (this.offsets[task] !== expected) return false;
      expected += this.lengths[task] ?? 0;
    }
    return expected === this.end;
  }

  private readAt(descriptor: number, task: number): Buffer {
    const bytes = Buffer.alloc(this.lengths[task] ?? 0);
    let read = 0;
    while (read < bytes.length) {
      const more = readSync(descriptor, bytes, read, bytes.length - read, (this.offsets[task] ?? 0) + read);
      if (more === 0) throw new Error(`${this.path} was changed by somebody else.`);
      read += more;
    }
    return bytes;
  }
}
