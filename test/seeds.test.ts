import assert from 'node:assert/strict';
import type { Node } from '../src/engine/node.ts';
import type { ChatRequest } from '../src/engine/ports.ts';
import { ANSWER_SCHEMA } from '../src/engine/seeds/answerModel.ts';
import { SEEDS } from '../src/engine/seeds/index.ts';
import type { Endpoint } from '../src/model/endpoint.ts';
import { createLearnedStore } from '../src/model/learned.ts';
import { buildRequestBody } from '../src/model/requestBody.ts';
import { findGrammarFaults } from './support/eventGrammar.ts';
import { playQuestion } from './support/playRun.ts';
import { type Line, repeatingModel, stillClock } from './support/scriptedModel.ts';
import { linesOf, readRecording, type SeedEvent, type SeedScenario } from './support/seedRecordings.ts';

const PROGRAMS = [
  { name: 'notebook', stepTitle: (number: number, title: string) => `步骤 ${number}: ${title}`, answerTitle: '最终答案' },
  { name: 'streamlit', stepTitle: (number: number, title: string) => `Step ${number}: ${title}`, answerTitle: '最终推理结果' },
] as const;
type Program = (typeof PROGRAMS)[number];

const endpoint = (model: string): Endpoint => ({
  baseUrl: 'http://localhost:8000/v1',
  model,
  apiKey: '',
  idleTimeoutMs: 0,
  reasoningAllowance: 4096,
  nativeReasoning: 'auto',
  learned: createLearnedStore(),
});

/** What is sent, but for what asks for a stream. */
function bodyOf(request: ChatRequest, model: string): unknown {
  const refused = ['max_tokens', 'temperature', 'system role'];
  const { stream, stream_options, ...body } = buildRequestBody(endpoint(model), request, { refused, reasons: true });
  assert.deepEqual([stream, stream_options], [true, { include_usage: true }]);
  return JSON.parse(JSON.stringify(body));
}

/** Nodes are kept just when the program shows something. */
function shownBy({ stepTitle, answerTitle }: Program, node: Node): SeedEvent[] {
  if (node.kind === 'step') return [{ shown: { title: stepTitle(node.step.index + 1, node.step.title), content: node.step.content } }];
  return node.kind === 'answer' ? [{ shown: { title: answerTitle, content: node.answer.text } }] : [];
}

/** Plays a recorded scenario on a model that gives the recorded replies, and writes down what happens in the same form. */
async function reenactScenario(program: Program, { question, timeline: recorded }: SeedScenario) {
  const calls = recorded.filter(event => 'request' in event);
  const replies: (readonly Line[])[] = [];
  for (const { reply } of calls) replies.push(await linesOf(reply));
  const timeline: unknown[] = [];
  const model = repeatingModel((request, index) => {
    const { model: name = '' } = calls[index]?.request.body ?? {};
    timeline.push({ request: { method: 'POST', path: '/v1/chat/completions', body: bodyOf(request, name) }, reply: calls[index]?.reply });
    return replies[index] ?? [];
  });
  const still = stillClock();
  const sleep = (ms: number, signal: AbortSignal) => {
    timeline.push({ waitMs: ms });
    return still.sleep(ms, signal);
  };
  const keep = async (node: Node) => void timeline.push(...shownBy(program, node));
  const deps = { clock: { ...still, sleep }, keep };
  const strategy = `seed-${program.name}`;
  const runner = SEEDS.get(strategy) ?? assert.fail(strategy);
  const played = await playQuestion({ instruction: question, excerpts: [] }, model, { strategy, deps, runner });
  return { ...played, timeline };
}

/** The server refused the last request too. */
const hasFailed = ({ timeline }: SeedScenario): boolean => {
  const last = timeline.findLast(event => 'reply' in event);
  return last !== undefined && 'status' in last.reply;
};

for (const program of PROGRAMS) {
  const { scenarios, versions, origin } = readRecording(program.name);
  describe(`The ${program.name} program, re-enacted`, () => {
    for (const scenario of scenarios) {
      it(`sends, waits and shows as its own code did: ${scenario.name}`, async () => {
        const { timeline, ending, events } = await reenactScenario(program, scenario);
        assert.deepEqual(timeline, scenario.timeline);
        assert.deepEqual(findGrammarFaults(events), []);
        if (scenario.raised) assert.equal(ending.type === 'run-error' && ending.facts['exception'], scenario.raised);
        else assert.equal(ending.type, hasFailed(scenario) ? 'run-error' : 'run-end');
      });
    }

    it('is held against its recorded code, of known origin, in at least 15 scenarios', () => {
      const requests = scenarios.flatMap(({ timeline }) => timeline.filter(event => 'request' in event)).length;
      assert.ok(scenarios.length >= 15 && requests >= 60, `${scenarios.length} scenarios, ${requests} requests`);
      assert.ok(origin && versions['openai'] === '1.46.0', origin);
      console.log(`        ${scenarios.length} scenarios, ${requests} requests, as recorded with openai ${versions['openai']} for Python`);
    });
  });
}

describe('The schema of the notebook’s answers', () => {
  it('has its keys in the order in which the notebook’s client sends them', () => {
    const [first] = readRecording('notebook').scenarios[0]?.timeline ?? [];
    const recorded = first && 'request' in first ? Object(first.request.body.response_format).json_schema.schema : undefined;
    assert.equal(JSON.stringify(ANSWER_SCHEMA.schema), JSON.stringify(recorded));
  });
});
