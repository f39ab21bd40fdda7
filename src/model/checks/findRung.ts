import { beginRun } from '../../engine/beginRun.ts';
import { type ChatMessage, say } from '../../engine/chat.ts';
import { composeStep } from '../../engine/compose.ts';
import { ModelError } from '../../engine/errors.ts';
import { PRESETS } from '../../engine/limits.ts';
import { toMessages } from '../../engine/node.ts';
import { isFormatRefusal } from '../../engine/performing/stepAttempt.ts';
import type { ChatRequest, Ladder, Rung } from '../../engine/ports.ts';
import { PROMPTS } from '../../engine/prompts/prompts.ts';
import { type ReadStep, StepReader } from '../../engine/reading/stepReader.ts';
import type { Endpoint } from '../endpoint.ts';
import { type Probe, probe } from './probe.ts';

/** A first step that the model really wrote, and what it was asked for with. */
export interface FirstStep extends Probe {
  readonly rung: Rung;
  readonly step: ReadStep;
  readonly request: ChatRequest;
}

/** A rung that brings nothing readable is tried once more, as in a run. */
const TRIES = 2;
const MAX_TOKENS = 300;

/**
 * Asks for a small first step on each rung from the top, until one brings a step. `undefined`: none does.
 * Throws `ModelError` for a failure that is not the form's fault, or the signal's reason.
 */
export async function findRung(endpoint: Endpoint, ladder: Ladder, signal: AbortSignal): Promise<FirstStep | undefined> {
  for (let rung: Rung | undefined = ladder.start(); rung; rung = ladder.below(rung)) {
    const first = await tryRung(endpoint, rung, ladder.below(rung) !== undefined, signal);
    if (first) return first;
  }
  return undefined;
}

/** The request for a second step: it begins with all of the first, so that the server may take that from its cache. */
export function secondStep({ request, step, rung }: FirstStep): ChatRequest {
  const { nextStep, asText, asJson } = PROMPTS.en;
  const next = [nextStep, rung === 'text' ? asText : asJson].join('\n\n');
  return { ...request, messages: [...request.messages, say('assistant', step.written), say('user', next)] };
}

async function tryRung(endpoint: Endpoint, rung: Rung, canGoDown: boolean, signal: AbortSignal): Promise<FirstStep | undefined> {
  const request = { messages: firstMessages(rung), maxTokens: MAX_TOKENS, temperature: PRESETS.balanced.temperature, format: rung };
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    try {
      const reply = await probe(endpoint, request, signal);
      const step = readStep(reply.text);
      if (step) return { ...reply, rung, step, request };
    } catch (error) {
      if (canGoDown && error instanceof ModelError && isFormatRefusal(error, rung)) return undefined;
      throw error;
    }
  }
  return undefined;
}

/** Word for word what a run would send. */
function firstMessages(rung: Rung): ChatMessage[] {
  const question = { instruction: 'What is 17 + 25? Be brief.', excerpts: [] };
  const choices = { strategy: 'chain', preset: 'balanced', limits: PRESETS.balanced, model: '', language: 'en' } as const;
  const { opening } = beginRun('check', question, [], { ...choices, instructions: '', concurrency: 1 });
  const action = { do: 'step', slot: '0/1', at: opening.id, chain: 0, checkAnotherWay: false } as const;
  return toMessages([opening], composeStep([opening], action, rung, 'en'));
}

function readStep(text: string): ReadStep | undefined {
  const reader = new StepReader();
  reader.feed(text);
  reader.end();
  return reader.isEmpty() ? undefined : reader.result();
}
