import assert from 'node:assert/strict';
import { createLadder, createLearnedStore, type LadderOptions, learnedKey, recall, remember } from './learned.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const KEY = learnedKey('http://localhost:8000/v1', 'm');

describe('what was learned about an endpoint', () => {
  it('belongs to an origin and a model', () => {
    assert.equal(KEY, 'http://localhost:8000 m');
    assert.notEqual(KEY, learnedKey('http://localhost:8001/v1', 'm'));
  });

  it('is added to and forgotten after 7 days from the first thing learned', () => {
    const store = createLearnedStore();
    remember(store, KEY, { refused: ['temperature'] }, 1000);
    remember(store, KEY, { rung: 'object' }, 1000 + 6 * DAY_MS);
    assert.deepEqual(recall(store, KEY, 6 * DAY_MS), { learnedAtMs: 1000, refused: ['temperature'], rung: 'object' });
    assert.deepEqual(recall(store, KEY, 1000 + 7 * DAY_MS), {});
    remember(store, KEY, { reasons: true }, 1000 + 8 * DAY_MS);
    assert.deepEqual(store.get(KEY), { learnedAtMs: 1000 + 8 * DAY_MS, reasons: true });
  });

  it('is forgotten on request', () => {
    const store = createLearnedStore();
    remember(store, KEY, { reasons: true }, 0);
    store.set(KEY, undefined);
    assert.deepEqual(recall(store, KEY, 0), {});
  });

  it('outlives the program, less what cannot be read', () => {
    let saved: object = {};
    remember(
      createLearnedStore('rubbish', all => {
        saved = all;
      }),
      KEY,
      { rung: 'text' },
      5,
    );
    const store = createLearnedStore({ ...saved, broken: { rung: 'ladder' }, old: null });
    assert.deepEqual(store.get(KEY), { rung: 'text', learnedAtMs: 5 });
    assert.equal(store.get('broken'), undefined);
  });
});

describe('the ladder', () => {
  const ladder = (options: Partial<LadderOptions> = {}) =>
    createLadder({ store: createLearnedStore(), key: KEY, stepFormat: 'auto', nowMs: () => 0, ...options });

  it('goes down from the schema to marked text', () => {
    const { start, below } = ladder();
    assert.deepEqual([start(), below('schema'), below('object'), below('text')], ['schema', 'object', 'text', undefined]);
  });

  it('stays in the form that the reader chose', () => {
    assert.deepEqual([ladder({ stepFormat: 'json' }).start(), ladder({ stepFormat: 'json' }).below('object')], ['schema', undefined]);
    assert.deepEqual([ladder({ stepFormat: 'text' }).start(), ladder({ stepFormat: 'text' }).below('text')], ['text', undefined]);
  });

  it('begins where it settled, until that is 7 days old', () => {
    let nowMs = 0;
    const store = createLearnedStore();
    ladder({ store }).settle('object');
    assert.equal(ladder({ store, nowMs: () => nowMs }).start(), 'object');
    nowMs = 7 * DAY_MS;
    assert.equal(ladder({ store, nowMs: () => nowMs }).start(), 'schema');
  });

  it('learns nothing from what needs no learning', () => {
    const store = createLearnedStore();
    ladder({ store }).settle('schema');
    ladder({ store, stepFormat: 'text' }).settle('text');
    assert.equal(store.get(KEY), undefined);
  });

  it('begins at its own top where what was learned is not among its ways', () => {
    const store = createLearnedStore();
    ladder({ store }).settle('text');
    assert.equal(ladder({ store, stepFormat: 'json' }).start(), 'schema');
  });
});
