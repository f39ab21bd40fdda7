import assert from 'node:assert/strict';
import { findGrammarFaults } from '../../../test/support/eventGrammar.ts';
import { type Played, type PlayOptions, play, playFrom, playQuestion } from '../../../test/support/playRun.ts';
import { finish, repeatingModel, type ScriptedModel, stepReply } from '../../../test/support/scriptedModel.ts';
import type { ChatMessage } from '../chat.ts';
import { type ErrorFacts, ModelError } from '../errors.ts';
import { openingOf, stepsOf } from '../node.ts';
import type { ChatRequest } from '../ports.ts';
import { currentRun } from '../session.ts';
import { estimatePromptTokens } from '../tokens.ts';

/** Unlike those of other steps. */
const longOf = (step: number): string => `The list is empty here, so loop ${step} is never entered, ${step} returns nothing. `.repeat(6);
const TWELVE: PlayOptions['limits'] = { minSteps: 12, maxSteps: 12 };
const isAnswer = ({ format }: ChatRequest): boolean => format === 'text';
const tokensOf = ({ messages }: ChatRequest): number => estimatePromptTokens(messages);

interface Server {
  /** In tokens. */
  readonly size: number;
  /** What it says of a prompt that is too long. */
  readonly says?: (promptTokens: number, size: number) => ErrorFacts;
  /** Cuts the prompt in silence to half of the context. */
  readonly cuts?: boolean;
  /** How many of its tokens one of ours is. */
  readonly ratio?: number;
  readonly countsNothing?: boolean;
}

/** A server that sees so many tokens, counts what it is sent, and refuses or cuts what is longer. */
function serverOf({
  size,
  says = (promptTokens, contextSize) => ({ promptTokens, contextSize }),
  cuts,
  ratio = 1,
  countsNothing,
}: Server): ScriptedModel {
  let steps = 0;
  return repeatingModel(request => {
    const sent = Math.round(tokensOf(request) * ratio);
    if (sent > size && !cuts) return [new ModelError('context-overflow', 'context-overflow', { status: 400, ...says(sent, size) })];
    const promptTokens = sent > size ? Math.floor(size / 2) + 2 : sent;
    const counted = countsNothing ? [] : [{ type: 'usage', usage: { promptTokens, completionTokens: 110 } } as const];
    return [isAnswer(request) ? 'So.' : stepReply(`Part ${++steps}`, 'continue', `${steps}: ${longOf(steps)}`), ...counted];
  });
}

const noticesOf = ({ events }: Played): string[] => events.flatMap(event => (event.type === 'notice' ? event.code : []));
const stopReasonOf = ({ ending }: Played): string => (ending.type === 'run-end' ? ending.stopReason : ending.type);
const textOf = (messages: readonly ChatMessage[] | undefined): string => (messages ?? []).map(({ content }) => content).join('\n');

/** A run of twelve steps to its answer, on a server that takes no prompt that is too long. */
function assertCameThrough(played: Played, model: ScriptedModel, refusals: number): void {
  assert.deepEqual(findGrammarFaults(played.events), []);
  assert.deepEqual(
    [stopReasonOf(played), currentRun(played.session)?.steps.length, currentRun(played.session)?.answer?.text],
    ['step-limit', 12, 'So.'],
  );
  assert.deepEqual(
    stepsOf(played.nodes).map(({ step }) => step.index),
    Array.from({ length: 12 }, (_, index) => index),
  );
  assert.equal(model.heard.length, 13 + refusals);
}

describe('a conversation that outgrows the context', () => {
  it('is condensed before a request fails, where the size is known', async () => {
    const model = serverOf({ size: 2000 });
    const played = await play(model, { contextSize: 2000, limits: TWELVE });
    assertCameThrough(played, model, 0);
    assert.ok(noticesOf(played).includes('context-condensed'));
    assert.deepEqual(
      currentRun(played.session)?.notices.map(({ code }) => code),
      ['context-condensed'],
    );
  });

  it('is sent whole where there is room', async () => {
    const model = serverOf({ size: 20_000 });
    const played = await play(model, { contextSize: 20_000, limits: TWELVE });
    assertCameThrough(played, model, 0);
    assert.deepEqual(noticesOf(played), []);
  });

  it('begins anew with the question, the oldest steps in brief and the newest whole, and grows again from there', async () => {
    const model = serverOf({ size: 2500 });
    const { nodes } = await play(model, { contextSize: 2500, limits: TWELVE });
    const opening = nodes.find(node => node.kind === 'opening' && node.why === 'condensed');
    assert.ok(opening?.kind === 'opening');
    const [system, ...rest] = opening.history;
    assert.deepEqual([system, rest], [model.heard[0]?.messages[0], []]);
    assert.equal(opening.lead, 'Why?');
    const titles = [...(opening.established ?? '').matchAll(/^(\d+)\. Part \1$/gm)].map(([, number]) => Number(number));
    const before = nodes.slice(0, nodes.indexOf(opening)).filter(node => node.kind === 'step').length;
    assert.deepEqual(
      titles,
      Array.from({ length: before }, (_, at) => at + 1),
    );
    assert.ok(opening.established?.includes(`${before}: ${longOf(before)}`.trim()), 'the newest is whole');
    assert.ok(
      !opening.established?.includes(`1: ${longOf(1)}`.trim()) && opening.established?.includes('1: The list is empty'),
      'the oldest is brief',
    );

    const request = model.heard[before];
    assert.deepEqual(
      request?.messages.map(({ role }) => role),
      ['system', 'user'],
    );
    assert.match(request?.messages[1]?.content ?? '', /^Why\?\n\nEstablished so far, .*Write the next step\./s);
    const shorter = request?.messages ?? [];
    assert.deepEqual(model.heard[before + 1]?.messages.slice(0, shorter.length), shorter);
  });

  for (const [name, says] of [
    ['and says by how much', undefined],
    ['and says only how much it can see', (_: number, contextSize: number) => ({ contextSize })],
    ['and says nothing', () => ({})],
  ] as const) {
    it(`goes on after the server has refused it ${name}`, async () => {
      const model = serverOf({ size: 2000, ...(says && { says }) });
      const played = await play(model, { limits: TWELVE });
      const refusals = model.heard.filter(request => tokensOf(request) > 2000).length;
      assert.ok(refusals >= 1 && refusals <= 2, `${refusals} refusals`);
      assertCameThrough(played, model, refusals);
      const retries = played.events.flatMap(event => (event.type === 'step-retry' ? event.reason : []));
      assert.deepEqual(
        retries,
        Array.from({ length: refusals }, () => 'context-overflow'),
      );
    });
  }

  it('goes on where the server’s tokens are shorter than they were estimated', async () => {
    const model = serverOf({ size: 2000, ratio: 1.4, countsNothing: true });
    const played = await play(model, { contextSize: 2000, limits: TWELVE });
    const refusals = model.heard.filter(request => tokensOf(request) * 1.4 > 2000).length;
    assertCameThrough(played, model, refusals);
    assert.ok(refusals <= 2, `${refusals} refusals`);
  });

  it('is sent once more with a shorter reply where only that was too long', async () => {
    const model = repeatingModel((request, index) => {
      const promptTokens = tokensOf(request);
      const isTooMuch = promptTokens + request.maxTokens > 900;
      if (isTooMuch) return [new ModelError('context-overflow', 'context-overflow', { status: 400, contextSize: 900, promptTokens })];
      return [isAnswer(request) ? 'So.' : stepReply(`S${index}`)];
    });
    const played = await play(model, { limits: { minSteps: 1, maxSteps: 1 } });
    assert.equal(stopReasonOf(played), 'step-limit');
    assert.deepEqual(noticesOf(played), []);
    assert.equal(model.heard.length, 3);
    assert.deepEqual(model.heard[2]?.messages, model.heard[1]?.messages);
  });

  it('is condensed before the answer too', async () => {
    const model = repeatingModel((request, index) => {
      const isTooLong = isAnswer(request) && tokensOf(request) > 700;
      if (isTooLong)
        return [new ModelError('context-overflow', 'context-overflow', { status: 400, contextSize: 700, promptTokens: tokensOf(request) })];
      return [isAnswer(request) ? 'So.' : stepReply(`S${index}`, 'continue', longOf(index))];
    });
    const played = await play(model, { limits: { minSteps: 6, maxSteps: 6 } });
    assert.deepEqual([stopReasonOf(played), played.ending.type === 'run-end' && played.ending.answer], ['step-limit', 'So.']);
    assert.deepEqual(noticesOf(played), ['context-condensed']);
    assert.deepEqual(findGrammarFaults(played.events), []);
    assert.match(textOf(model.heard.at(-1)?.messages), /6\. S5\n.*Now give the final answer/s);
  });

  it('keeps an answer that the server has no room to go on with', async () => {
    const model = repeatingModel((_request, index) =>
      index === 0 ? ['One, ', finish('length')] : [new ModelError('context-overflow', 'context-overflow', { status: 400 })],
    );
    const { ending } = await play(model, { strategy: 'direct' });
    assert.equal(ending.type === 'run-end' && ending.answer, 'One, ');
  });

  it('ends the run where nothing can be left out', async () => {
    const model = serverOf({ size: 50 });
    const { ending } = await play(model);
    assert.deepEqual(ending.type === 'run-error' && [ending.kind, ending.facts['contextSize']], ['context-overflow', 50]);
    assert.equal(model.heard.length, 1);
  });

  it('ends the run when a server refuses whatever it is sent', async () => {
    const model = repeatingModel(request => [
      new ModelError('context-overflow', 'context-overflow', { promptTokens: tokensOf(request), contextSize: tokensOf(request) - 1 }),
    ]);
    const { ending } = await playQuestion(excerptOf(400), model);
    assert.equal(ending.type === 'run-error' && ending.kind, 'context-overflow');
    assert.ok(model.heard.length <= 4, `${model.heard.length} requests`);
  });

  it('ends the run when a server that would take a shorter reply takes none', async () => {
    const model = repeatingModel(() => [new ModelError('context-overflow', 'context-overflow', { promptTokens: 100, contextSize: 9000 })]);
    const { ending } = await play(model);
    assert.deepEqual([ending.type === 'run-error' && ending.kind, model.heard.length], ['context-overflow', 4]);
  });

  it('is the same after the run was interrupted at any of its nodes', async () => {
    const options = { contextSize: 2000, limits: TWELVE };
    const whole = await play(serverOf({ size: 2000 }), options);
    const openings = whole.nodes.flatMap((node, at) => (node.kind === 'opening' && at > 0 ? at : []));
    assert.ok(openings.length > 0);
    for (const at of openings.flatMap(place => [place, place + 2])) {
      const stored = whole.nodes.slice(0, at);
      const steps = stored.filter(node => node.kind === 'step').length;
      const rest = whole.nodes.filter(node => node.kind === 'step').slice(steps);
      const model = repeatingModel(request => {
        const step = rest[rest.length - (12 - steps) + model.heard.filter(other => !isAnswer(other)).length - 1];
        const usage = step?.kind === 'step' ? [{ type: 'usage', usage: step.step.usage } as const] : [];
        return isAnswer(request) ? ['So.'] : [step?.kind === 'step' ? step.turn.assistant : '', ...usage];
      });
      const { nodes } = await playFrom(stored, whole.spec, model, options);
      assert.deepEqual(turns(nodes), turns(whole.nodes));
    }
  });
});

/** What was said and sent, and how it hangs together. */
const turns = (nodes: Played['nodes']) =>
  nodes.map(node => {
    if ('turn' in node) return [node.parent, node.turn];
    if (node.kind === 'opening') return [node.parent, node.history, node.lead, node.established];
    return [node.parent, node.kind === 'remark' ? node.text : node.value];
  });

const excerptOf = (lines: number) => ({
  instruction: 'What does it do?',
  excerpts: [
    {
      path: 'a.ts',
      languageId: 'typescript',
      startLine: 1,
      endLine: lines,
      text: Array.from({ length: lines }, (_, at) => `const value${at} = compute(${at});`).join('\n'),
    },
  ],
});

describe('a question that is longer than the context', () => {
  for (const strategy of ['chain', 'direct']) {
    it(`is put with a shorter excerpt, and the run goes on: ${strategy}`, async () => {
      for (const known of [true, false]) {
        const model = serverOf({ size: 3000 });
        const played = await playQuestion(excerptOf(800), model, {
          strategy,
          limits: { maxSteps: 3 },
          ...(known && { contextSize: 3000 }),
        });
        assert.equal(played.ending.type === 'run-end' && played.ending.answer, 'So.');
        assert.deepEqual(
          [noticesOf(played)[0], model.heard.filter(request => tokensOf(request) > 3000).length],
          ['excerpt-shortened', known ? 0 : 1],
        );
        const sent = textOf(model.heard.at(known ? 0 : 1)?.messages);
        assert.match(
          sent,
          /^What does it do\?\n\n.*<excerpt path="a.ts" lines="1-800" language="typescript">\nconst value0 = .*\n\[… \d+ lines left out …\]\n.*const value799 = compute\(799\);\n<\/excerpt>/ms,
        );
      }
    });
  }

  it('leaves its oldest questions behind before it touches the excerpt', async () => {
    const first = await play(serverOf({ size: 4000 }), { strategy: 'direct' });
    const long = first.nodes.map(node => (node.kind === 'opening' ? { ...node, lead: `Old? ${longOf(0).repeat(8)}` } : node));
    const model = serverOf({ size: 2000 });
    const played = await playQuestion(excerptOf(40), model, { contextSize: 2000, limits: { maxSteps: 3 } }, long);
    assert.deepEqual([...new Set(noticesOf(played))], ['context-condensed']);
    const sent = textOf(model.heard[0]?.messages);
    assert.ok(!sent.includes('Old?') && sent.includes('value39') && !sent.includes('left out'));
    assert.match(played.events.flatMap(event => (event.type === 'notice' ? event.message : [])).join(), /oldest questions/);
  });

  it('is carried on by the next one as it was put', async () => {
    const model = serverOf({ size: 3000 });
    const first = await playQuestion(excerptOf(800), model, { contextSize: 3000, limits: { maxSteps: 3 } });
    const next = await playQuestion(
      { instruction: 'And then?', excerpts: [] },
      serverOf({ size: 3000 }),
      { contextSize: 3000 },
      first.nodes,
    );
    const { history } = openingOf(next.nodes.filter(({ id }) => id === next.spec.from));
    assert.match(textOf(history), /lines left out/);
    assert.ok(!textOf(history).includes('Established'));
  });
});

describe('a server that cuts in silence', () => {
  it('is found within one step, told with the remedy, and not trusted again', async () => {
    const model = serverOf({ size: 2000, cuts: true });
    const played = await play(model, { limits: TWELVE });
    assertCameThrough(played, model, 0);
    assert.deepEqual([...new Set(noticesOf(played))], ['context-cut', 'context-condensed']);
    const isCut = model.heard.map(request => tokensOf(request) > 2000);
    assert.equal(isCut.filter(Boolean).length, 1);
    const told = played.events.findIndex(event => event.type === 'notice' && event.code === 'context-cut');
    const stepsBefore = played.events.slice(0, told).filter(({ type }) => type === 'step-end').length;
    assert.equal(stepsBefore, isCut.indexOf(true));
    assert.match(JSON.stringify(played.events[told]), /num_ctx or OLLAMA_CONTEXT_LENGTH.*contextSize/);
  });

  it('is found at the first request where the excerpt alone is too long', async () => {
    const model = serverOf({ size: 2000, cuts: true });
    const played = await playQuestion(excerptOf(500), model, { limits: { maxSteps: 3 } });
    assert.equal(noticesOf(played)[0], 'context-cut');
    assert.ok(model.heard.slice(1).every(request => tokensOf(request) <= 2000));
    assert.equal(stopReasonOf(played), 'step-limit');
  });

  for (const [name, countOf] of [
    ['counts nothing', () => ({})],
    ['counts all, also what it has cached', (sent: number) => ({ promptTokens: sent, cachedTokens: sent - 20 })],
    ['counts what it has cached beside the rest', (sent: number) => ({ promptTokens: 150, cachedTokens: sent - 150 })],
    ['counts only what is new to it', () => ({ promptTokens: 180 })],
    ['counts a third less than was estimated', (sent: number) => ({ promptTokens: Math.round(sent * 0.65) })],
  ] as const) {
    it(`is not suspected where the server ${name}`, async () => {
      const model = repeatingModel((request, index) => [
        isAnswer(request) ? 'So.' : stepReply(`S${index}`, 'continue', longOf(index)),
        { type: 'usage', usage: countOf(tokensOf(request)) },
      ]);
      assert.deepEqual(noticesOf(await playQuestion(excerptOf(300), model, { limits: TWELVE })), []);
    });
  }
});
