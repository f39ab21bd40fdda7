import assert from 'node:assert/strict';
import type { ModelError } from '../src/engine/errors.ts';
import type { ChatModel } from '../src/engine/ports.ts';
import { estimatePromptTokens } from '../src/engine/tokens.ts';
import { refusalOf, streamErrorOf } from '../src/model/toModelError.ts';
import { findGrammarFaults } from './support/eventGrammar.ts';
import { OVERFLOWS, type Overflow } from './support/overflows.ts';
import { play } from './support/playRun.ts';
import { repeatingModel, stepReply } from './support/scriptedModel.ts';

const ASKED = { baseUrl: 'http://host:8000/v1', model: 'qwen', apiKey: '' };
const STEPS = 10;
/** As long as its neighbours, but unlike them. */
const contentOf = (index: number): string =>
  `List ${index} is empty here, so loop ${index} is never entered, ${index} returns nothing. `.repeat(6);
const MOST_TOKENS = 1500;

/** What the server says of a prompt of so many tokens. */
function bodyOf({ body, sizes: [promptTokens, contextSize] }: Overflow, sent: number): string {
  const text = JSON.stringify(body);
  const withPrompt = promptTokens === undefined ? text : text.replaceAll(String(promptTokens), String(sent));
  return contextSize === undefined ? withPrompt : withPrompt.replaceAll(String(contextSize), String(MOST_TOKENS));
}

/** A run of ten steps on a server that refuses, in its own words, every prompt of more than 1,500 tokens. */
async function playAgainst(overflow: Overflow, inStream: boolean) {
  const patient = repeatingModel(({ format }, index) => [format === 'text' ? 'So.' : stepReply(`S${index}`, 'continue', contentOf(index))]);
  let refusals = 0;
  const model: ChatModel = {
    async *stream(request, signal) {
      const sent = estimatePromptTokens(request.messages);
      if (sent <= MOST_TOKENS) return yield* patient.stream(request, signal);
      refusals++;
      if (inStream) yield { type: 'text', text: '{"title":"Lo' };
      throw await errorOf(overflow, sent, inStream);
    },
  };
  const played = await play(model, { limits: { minSteps: STEPS, maxSteps: STEPS } });
  return { ...played, refusals };
}

const errorOf = (overflow: Overflow, sent: number, inStream: boolean): Promise<ModelError> | ModelError => {
  const body = bodyOf(overflow, sent);
  return inStream ? streamErrorOf(JSON.parse(body).error, ASKED) : refusalOf(new Response(body, { status: overflow.status }), ASKED);
};

describe('A prompt that is too long, in the words of each server', () => {
  let cameThrough = 0;
  for (const overflow of OVERFLOWS) {
    for (const inStream of overflow.inStream ? [false, true] : [false]) {
      it(`is condensed and the run goes on: ${overflow.server}${inStream ? ', in the middle of a stream' : ''}`, async () => {
        const { events, ending, refusals } = await playAgainst(overflow, inStream);
        assert.deepEqual(findGrammarFaults(events), []);
        assert.equal(ending.type === 'run-end' && ending.answer, 'So.');
        assert.ok(refusals >= 1 && refusals <= 4, `${refusals} refusals`);
        assert.equal(events.filter(({ type }) => type === 'step-end').length, STEPS);
        cameThrough++;
      });
    }
  }

  after(() => console.log(`      context overflow: ${OVERFLOWS.length} servers’ words, ${cameThrough} runs, each went on to its answer`));
});
