import { ModelError } from '../engine/errors.ts';
import type { ChatPart } from '../engine/ports.ts';
import type { Usage } from '../engine/usage.ts';
import { originOf } from './baseUrl.ts';
import type { Endpoint, ModelLog } from './endpoint.ts';

/** The part of a request's body that is noted. */
interface SentBody {
  readonly messages: readonly { readonly content?: unknown }[];
  readonly response_format?: { readonly type: string } | undefined;
}

let lastNumber = 0;

/** Notes one request to the model in one line when it is over, with times in milliseconds and sizes in characters; words are noted at `trace` alone. */
export class RequestLog {
  private readonly log: ModelLog | undefined;
  private readonly name: string;
  private readonly what: string;
  private readonly now: () => number;
  private readonly startedAt: number;
  private firstAt: number | undefined;
  private text = '';
  private length = 0;
  private reasoning = 0;
  private usage: Usage = {};
  private ending = 'stopped by the reader';

  constructor({ log, baseUrl, model }: Pick<Endpoint, 'log' | 'baseUrl' | 'model'>, body: SentBody, now = () => performance.now()) {
    this.log = log;
    this.now = now;
    this.startedAt = now();
    this.name = `request ${++lastNumber}`;
    const form = body.response_format?.type ?? 'text';
    const characters = body.messages.reduce((sum, { content }) => sum + String(content ?? '').length, 0);
    this.what = `${originOf(baseUrl)}, ${model}, ${form}, ${body.messages.length} messages of ${characters} characters`;
    log?.debug(`${this.name} to ${this.what}`);
    log?.trace(() => `${this.name} sends ${JSON.stringify(body)}`);
  }

  /** A part of the reply. */
  see(part: ChatPart): void {
    if (part.type === 'text' || part.type === 'reasoning') this.firstAt ??= this.now();
    if (part.type === 'text') this.take(part.text);
    if (part.type === 'reasoning') this.reasoning += part.text.length;
    if (part.type === 'usage') this.usage = part.usage;
    if (part.type === 'finish') this.ending = `finish ${part.reason}`;
  }

  /** All parts have come. */
  complete(): void {
    if (!this.ending.startsWith('finish')) this.ending = 'no finish told';
  }

  /** The request failed. */
  fail(error: unknown): void {
    if (!(error instanceof ModelError)) this.ending = `failed: ${String(error)}`;
    else this.ending = ['failed:', error.kind, error.reason, error.facts['status'], error.facts['code']].filter(Boolean).join(' ');
  }

  /** Writes the line. */
  close(): void {
    const firstWord = this.firstAt === undefined ? 'no word' : `first word after ${Math.round(this.firstAt - this.startedAt)} ms`;
    const time = `${firstWord}, ${Math.round(this.now() - this.startedAt)} ms in all`;
    const line = [this.what, time, this.size(), describeUsage(this.usage), this.ending].filter(Boolean).join('; ');
    if (this.ending.startsWith('failed')) this.log?.warn(`${this.name}: ${line}`);
    else this.log?.info(`${this.name}: ${line}`);
    this.log?.trace(() => `${this.name} received ${this.text}`);
  }

  /** What nobody will read is not kept. */
  private take(text: string): void {
    this.length += text.length;
    if (this.log) this.text += text;
  }

  private size(): string {
    return `${this.length} characters${this.reasoning ? ` and ${this.reasoning} of its own reasoning` : ''}`;
  }
}

function describeUsage({ promptTokens, cachedTokens, completionTokens }: Usage): string {
  const cached = cachedTokens === undefined ? '' : ` (${cachedTokens} cached)`;
  const prompt = promptTokens === undefined ? '' : `${promptTokens}${cached} prompt tokens`;
  return [prompt, completionTokens === undefined ? '' : `${completionTokens} completion tokens`].filter(Boolean).join(', ');
}
