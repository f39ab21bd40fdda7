import type { ChatModel, ChatPart, ChatRequest } from '../../src/engine/ports.ts';
import { PROMPTS } from '../../src/engine/prompts/prompts.ts';
import { seeded } from './pieces.ts';
import { stepReply } from './scriptedModel.ts';

/** What a request is for. */
export type Asked = 'step' | 'steps' | 'answer' | 'question of its own';

/** A strategy on a model that comes to these answers, one after the other, again and again. */
export interface Scene {
  readonly name: string;
  readonly strategy: string;
  readonly answers: readonly string[];
}

const ESSAYS = [
  'Cats purr when they are content, mostly at rest.',
  'Cats purr to heal their bones, or so it is said.',
  'Cats purr to talk to us and to rest.',
];

/** Every strategy, in each of the ways that it can go. */
export const SCENES: readonly Scene[] = [
  { name: 'chain', strategy: 'chain', answers: ['3'] },
  { name: 'direct', strategy: 'direct', answers: ['3'] },
  { name: 'single-pass', strategy: 'single-pass', answers: ['3'] },
  { name: 'vote that agrees', strategy: 'vote', answers: ['The answer is 3.', '答案是 3。'] },
  { name: 'vote that does not', strategy: 'vote', answers: ['4', '3', '5', '3', '3'] },
  { name: 'vote without short answers', strategy: 'vote', answers: ESSAYS },
  { name: 'verify that agrees', strategy: 'verify', answers: ['3'] },
  { name: 'verify that overrules', strategy: 'verify', answers: ['4', '3', '3'] },
  { name: 'verify without short answers', strategy: 'verify', answers: ESSAYS },
  { name: 'tree', strategy: 'tree', answers: ['3', '4', '3'] },
];

export const SCENE_LIMITS = { minSteps: 2, maxSteps: 3 };

/** A piece takes so many turns of the event loop at most. */
const MOST_TURNS = 12;

/** What is to happen instead of a piece: the reply never goes on, or it fails. */
export type Disturbance = 'hangs' | Error;

/** One request as its server sees it. */
export interface HeardRequest {
  readonly request: ChatRequest;
  readonly asked: Asked;
  readonly signal: AbortSignal;
  isFinished: boolean;
}

export interface SceneModel extends ChatModel {
  readonly heard: HeardRequest[];
  /** How many pieces were about to be sent so far; each reply has one before its first word. */
  readonly pieces: number;
}

/** `disturb` is asked before every piece, with its number and the request that it belongs to. */
export function sceneModel(
  { answers }: Scene,
  disturb: (piece: number, heard: HeardRequest) => Disturbance | undefined = () => undefined,
): SceneModel {
  const heard: HeardRequest[] = [];
  const count = { steps: 0, answers: 0, pieces: 0 };
  // Chains that think at once overtake each other.
  const random = seeded(1);
  const reply = (asked: Asked, request: ChatRequest): readonly string[] => {
    if (asked === 'step') return halves(stepReply(`Idea ${count.steps++}`, nextAction(request)));
    if (asked === 'steps') return markedSteps(request, () => count.steps++);
    return halves(asked === 'answer' ? (answers[count.answers++ % answers.length] ?? '') : 'No: 1.');
  };
  return {
    heard,
    get pieces() {
      return count.pieces;
    },
    async *stream(request, signal) {
      const asked = askedOf(request);
      const one: HeardRequest = { request, asked, signal, isFinished: false };
      yield { type: 'request' };
      heard.push(one);
      const parts: ChatPart[] = reply(asked, request).map(text => ({ type: 'text', text }));
      const usage: ChatPart = { type: 'usage', usage: { promptTokens: 10, completionTokens: 5 } };
      for (const part of [undefined, ...parts, usage, { type: 'finish', reason: 'stop' } as const]) {
        for (let turns = Math.floor(random() * MOST_TURNS); turns >= 0; turns--) await Promise.resolve();
        const disturbance = disturb(count.pieces++, one);
        if (disturbance === 'hangs') await new Promise(() => {});
        if (disturbance instanceof Error) throw disturbance;
        if (part) yield part;
      }
      one.isFinished = true;
    },
  };
}

function askedOf({ format, messages }: ChatRequest): Asked {
  if (format !== 'text') return 'step';
  const last = messages.at(-1)?.content ?? '';
  if (last.includes(PROMPTS.en.asMarkedSteps)) return 'steps';
  return [PROMPTS.en.pick, PROMPTS.en.same].some(words => last.includes(words)) ? 'question of its own' : 'answer';
}

const nextAction = ({ messages }: ChatRequest) =>
  messages.filter(({ role }) => role === 'assistant').length + 1 >= SCENE_LIMITS.minSteps ? 'final_answer' : 'continue';

/** As many as are asked for at least, and no fewer than two pieces each. */
function markedSteps({ messages }: ChatRequest, next: () => number): readonly string[] {
  const least = Number(/at least (\d+)/.exec(messages.at(-1)?.content ?? '')?.[1]);
  return Array.from({ length: least }, (_, place) => [
    `## Idea ${next()}\n`,
    `So it is.\nNEXT: ${place === least - 1 ? 'final_answer' : 'continue'}\n`,
  ]).flat();
}

const halves = (text: string): readonly string[] => [text.slice(0, text.length / 2), text.slice(text.length / 2)].filter(Boolean);
