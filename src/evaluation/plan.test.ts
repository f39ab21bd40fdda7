import assert from 'node:assert/strict';
import { resolveLimits } from '../engine/limits.ts';
import { type EvaluationPlan, findDifference, isInShard, questionCount, seedOf, shardTaskCount, taskCount, tasksOf } from './plan.ts';

const plan: EvaluationPlan = {
  version: 1,
  model: 'small',
  suites: [
    { name: 'letters', questions: 3, digest: 'aaaaaaaaaa' },
    { name: 'mine', questions: 4, digest: 'bbbbbbbbbb' },
  ],
  strategies: ['direct', 'chain'],
  samples: 2,
  seed: 1,
  preset: 'quick',
  limits: resolveLimits('quick'),
  language: 'auto',
};

describe('The plan of an evaluation', () => {
  it('numbers every task once, question by question', () => {
    const tasks = Array.from({ length: questionCount(plan) }, (_, question) => tasksOf(plan, 'letters', question)).flat();
    assert.deepEqual(
      tasks.map(({ number }) => number),
      Array.from({ length: taskCount(plan) }, (_, number) => number),
    );
    assert.deepEqual(
      tasksOf(plan, 'letters', 1).map(({ number, strategy, sample }) => [number, strategy, sample]),
      [
        [4, 'direct', 0],
        [5, 'chain', 0],
        [6, 'direct', 1],
        [7, 'chain', 1],
      ],
    );
  });

  it('gives each question to one shard, whole', () => {
    const shards = [1, 2, 3].map(index => ({ ...plan, shard: { index, count: 3 } }));
    const questions = Array.from({ length: questionCount(plan) }, (_, question) => question);
    assert.deepEqual(
      questions.map(question => shards.filter(shard => isInShard(shard, question)).length),
      questions.map(() => 1),
    );
    assert.deepEqual(
      shards.map(shard => questions.filter(question => isInShard(shard, question)).length * 4),
      shards.map(shardTaskCount),
    );
    assert.equal(shardTaskCount(plan), taskCount(plan));
  });

  it('seeds every strategy alike, and every question and sample apart', () => {
    const tasks = [0, 1, 2].flatMap(question => tasksOf(plan, 'letters', question));
    const seeds = new Map(tasks.map(task => [`${task.question}/${task.sample}`, seedOf(plan, task)]));
    assert.equal(new Set(tasks.map(task => seedOf(plan, task))).size, seeds.size);
    assert.notEqual(seedOf(plan, tasks[0] ?? assert.fail()), seedOf({ ...plan, seed: 2 }, tasks[0] ?? assert.fail()));
  });

  it('names what differs from another, the shard only where it matters', () => {
    const limits = { ...plan.limits, temperature: 0.7 };
    const others: readonly [EvaluationPlan, string][] = [
      [{ ...plan, model: 'big' }, 'model'],
      [{ ...plan, seed: 2 }, 'seed'],
      [{ ...plan, strategies: ['direct'] }, 'strategies'],
      [{ ...plan, suites: plan.suites.slice(1) }, 'suites'],
      [{ ...plan, suites: plan.suites.map(suite => ({ ...suite, digest: 'c' })) }, 'questions'],
      [{ ...plan, limits }, 'temperature'],
      [{ ...plan, language: 'en' }, 'language'],
      [{ ...plan, stepFormat: 'text' }, 'step format'],
    ];
    for (const [other, what] of others) assert.equal(findDifference(plan, other, false)?.what, what);
    assert.equal(findDifference(plan, { ...plan }, true), undefined);
    const shard = { ...plan, shard: { index: 2, count: 3 } };
    assert.equal(findDifference(plan, shard, false), undefined);
    assert.deepEqual(findDifference(plan, shard, true), { what: 'shard', here: '1/1', there: '2/3' });
  });
});
