import * as z from 'zod/mini';
import { isNewer, parseSessionHead } from './sessionFile.ts';
import { displayTitle } from './step.ts';

/** What a list of sessions shows of one, and what it is found by. */
export interface SessionSummary {
  /** The first line of its first question. */
  readonly name: string;
  /** How many questions were asked in it. */
  readonly questions: number;
  /** The model of its newest run. */
  readonly model: string;
  /** Questions, titles of steps, beginnings of answers: what a search looks through. */
  readonly text: string;
}

/** How much of each is looked through, in characters. */
const NAME = 160;
const QUESTION = 300;
const TITLE = 100;
const ANSWER = 200;
const WHOLE = 3000;

const runSchema = z.object({
  record: z.literal('run'),
  spec: z.object({ id: z.string(), question: z.string(), model: z.string(), purpose: z.optional(z.string()) }),
});
const nodeSchema = z.object({
  record: z.literal('node'),
  node: z.union([
    z.object({ kind: z.literal('step'), step: z.object({ title: z.string() }) }),
    z.object({ kind: z.literal('answer'), answer: z.object({ text: z.string() }) }),
  ]),
});

/** Runs that ask nothing of their own. */
const GOES_ON: ReadonlySet<string | undefined> = new Set(['retry-step', 'edit-step', 'think-more', 'compare']);

/** Sums up a session's file without reading all that is in it; `undefined` where it is none of this version, or nothing was asked in it. */
export function summarizeSession(text: string): SessionSummary | undefined {
  const lines = text.split('\n');
  const head = parseSessionHead(lines[0] ?? '');
  if (!head || isNewer(head)) return undefined;
  const questions = new Map<string, string>();
  const parts = new Parts();
  let model = '';
  for (const line of lines) {
    if (line.startsWith('{"record":"run"')) {
      const spec = runSchema.safeParse(parseJson(line)).data?.spec;
      if (!spec) continue;
      model = spec.model;
      if (GOES_ON.has(spec.purpose) || questions.has(spec.id)) continue;
      questions.set(spec.id, spec.question);
      parts.add(spec.question, QUESTION);
    } else if (line.startsWith('{"record":"node"') && !parts.isFull) addNode(line, parts);
  }
  const [first] = questions.values();
  return first === undefined ? undefined : { name: nameOf(first), questions: questions.size, model, text: parts.text };
}

function addNode(line: string, parts: Parts): void {
  const node = nodeSchema.safeParse(parseJson(line)).data?.node;
  if (node?.kind === 'step') parts.add(displayTitle(node.step.title), TITLE);
  if (node?.kind === 'answer') parts.add(node.answer.text, ANSWER);
}

/** What a session is called after its first question. */
export const nameOf = (question: string): string => oneLine(question.trim().split('\n')[0] ?? '', NAME);

const oneLine = (text: string, length: number): string => text.slice(0, length).replace(/\s+/g, ' ').trim();

/** Texts to be looked through, as many as there is room for. */
class Parts {
  private readonly parts: string[] = [];
  private length = 0;

  get isFull(): boolean {
    return this.length >= WHOLE;
  }

  get text(): string {
    return this.parts.join('\n');
  }

  add(text: string, length: number): void {
    const part = oneLine(text, Math.min(length, Math.max(0, WHOLE - this.length)));
    if (!part) return;
    this.parts.push(part);
    this.length += part.length + 1;
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
