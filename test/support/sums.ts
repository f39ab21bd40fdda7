import { type Reply, sse, sseStep } from './scriptedReplies.ts';
import type { SeenRequest } from './scriptedServer.ts';

/** A suite of so many sums, as the lines of a file. */
export const suiteOfSums = (count: number): string =>
  Array.from({ length: count }, (_, n) => {
    const question = { id: `sum-${n}`, question: `How much is ${n} + ${n + 1}?`, answer: String(2 * n + 1), kind: 'number' };
    return `${JSON.stringify(question)}\n`;
  }).join('');

const STEPS = ['Look', 'Add', 'Say'];
const SUM = /How much is (\d+) \+ (\d+)\?/;

/**
 * Answers a sum, and always the same to the same request. Without steps every other one is wrong; with them every fifth is,
 * one that is right without them among these.
 */
export function sumReply({ body: { messages, response_format } }: Pick<SeenRequest, 'body'>): Reply {
  const [, a = '', b = ''] = SUM.exec(messages[0]?.content ?? '') ?? SUM.exec(messages[1]?.content ?? '') ?? [];
  const done = messages.filter(({ role }) => role === 'assistant').length;
  const usage = { prompt: 10 * messages.length, completion: 5 };
  const isWrong = done > 0 ? Number(a) % 5 === 0 : Number(a) % 2 === 1;
  if (!response_format) return sse(['The answer ', `is ${Number(a) + Number(b) + (isWrong ? 1 : 0)}.`], { usage });
  const nextAction = done + 1 < STEPS.length ? 'continue' : 'final_answer';
  return sseStep({ title: STEPS[done] ?? 'More', content: `I look at ${a} and ${b}.`, nextAction }, { usage });
}

/** What a request asks of the model, to the letter: two that are equal are one that was asked twice. */
export const letterOf = ({ body }: Pick<SeenRequest, 'body'>): string => JSON.stringify(body);

/** Results without what depends on how quick everything was. */
export const withoutTimes = (results: string): string => results.replace(/"(durationMs|firstWordMs|delayMs)":\d+/g, '"$1":0');
