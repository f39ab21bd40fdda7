import assert from 'node:assert/strict';
import { play } from '../../test/support/playRun.ts';
import { repeatingModel, scriptedModel, silentModel, stepReply } from '../../test/support/scriptedModel.ts';
import type { Node } from './node.ts';
import { nextInChain } from './strategies/chain.ts';
import type { Action, Strategy } from './strategy.ts';

const answerLast = ({ format }: { readonly format: string }, index: number) => [format === 'text' ? 'So.' : stepReply(`S${index}`)];
const playWith = (strategy: Strategy, model = repeatingModel(answerLast)) =>
  play(model, { strategy: strategy.name, deps: { strategies: new Map([[strategy.name, strategy]]) } });

describe('a run', () => {
  it('asks for a strategy that it knows, else says what is wrong', async () => {
    const { ending } = await play(scriptedModel(), { strategy: 'nobody' });
    assert.match(ending.type === 'run-error' ? String(ending.facts['said']) : '', /no strategy nobody/);
  });

  it('carries out as many actions at once as are wanted', async () => {
    const twoChains: Strategy = {
      name: 'two',
      next: state => {
        const decisions = [nextInChain(state, 0), nextInChain(state, 1)];
        const actions = decisions.flatMap(decision => ('actions' in decision ? decision.actions : []));
        const stop = decisions.find(decision => 'stop' in decision);
        return actions.length === 0 && stop ? stop : { actions };
      },
    };
    const { ending, nodes } = await playWith(twoChains);
    assert.equal(ending.type, 'run-end');
    for (const chain of [0, 1]) assert.equal(nodes.filter(node => node.kind === 'step' && node.chain === chain).length, 5);
    assert.equal(new Set(nodes.map(({ id }) => id)).size, nodes.length);
  });

  it('starts an action once, however often it is wanted', async () => {
    let asked = 0;
    const model = repeatingModel(answerLast);
    const wants: Strategy = {
      name: 'wants',
      next: state => {
        asked++;
        return nextInChain(state, 0);
      },
    };
    await playWith(wants, model);
    assert.equal(model.heard.length, 6);
    assert.equal(asked, 7);
  });

  it('closes the request of an action that is no longer wanted', async () => {
    const signals: AbortSignal[] = [];
    const model = scriptedModel([stepReply('A')], ['{"title":"B"', '{'], ['So.']);
    const stream = model.stream.bind(model);
    model.stream = (request, signal) => {
      signals.push(signal);
      return stream(request, signal);
    };
    await play(model, { watch: (event, wish) => event.type === 'step-delta' && event.index === 1 && wish() });
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [false, true, false],
    );
  });

  it('closes what still goes on when it ends', async () => {
    const signals: AbortSignal[] = [];
    const model = silentModel();
    const stream = model.stream.bind(model);
    model.stream = (request, signal) => {
      signals.push(signal);
      return stream(request, signal);
    };
    const stop = new AbortController();
    await play(model, { signal: stop.signal, watch: event => event.type === 'step-start' && stop.abort() });
    assert.ok(signals.every(({ aborted }) => aborted));
  });

  it('keeps a node before the next request goes out', async () => {
    const order: string[] = [];
    const model = repeatingModel((request, index) => {
      order.push('request');
      return answerLast(request, index);
    });
    const keep = async (node: Node) => {
      await Promise.resolve();
      order.push(node.kind);
    };
    await play(model, { limits: { minSteps: 2, maxSteps: 2 }, deps: { keep } });
    assert.deepEqual(order, ['request', 'step', 'request', 'step', 'request', 'answer']);
  });

  for (const wish of ['stop', 'answer'] as const) {
    it(`has kept a step when it tells that it is accepted, also where the reader then says ${wish}`, async () => {
      const stop = new AbortController();
      const breakIn = { stop: () => stop.abort(), answer: undefined };
      const { events, nodes } = await play(repeatingModel(answerLast), {
        signal: stop.signal,
        watch: (event, wishForAnswer) => event.type === 'step-end' && (breakIn[wish] ?? wishForAnswer)(),
      });
      const told = events.flatMap(event => (event.type === 'step-end' ? [event.step.node] : []));
      assert.deepEqual(told, ['n1']);
      assert.deepEqual(
        nodes.map(({ id }) => id),
        wish === 'stop' ? ['n0', 'n1'] : ['n0', 'n1', 'n3'],
      );
    });
  }

  it('ends and says so when a node cannot be kept', async () => {
    const keep = () => Promise.reject(new Error('disk full'));
    const { ending } = await play(repeatingModel(answerLast), { deps: { keep } });
    assert.match(ending.type === 'run-error' ? String(ending.facts['said']) : '', /disk full/);
  });

  it('ends with the failure of an action that its strategy still wants', async () => {
    const stubborn: Strategy = { name: 'stubborn', next: () => ({ actions: [onlyStep] }) };
    const { ending } = await playWith(
      stubborn,
      repeatingModel(() => [' ']),
    );
    assert.equal(ending.type === 'run-error' && ending.cause, 'unreadable-step');
  });
});

const onlyStep: Action = { do: 'step', slot: '0/step/0', at: 'n0', chain: 0, checkAnotherWay: false };
