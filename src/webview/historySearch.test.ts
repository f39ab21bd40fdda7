import assert from 'node:assert/strict';
import type { HistoryEntry } from '../protocol/messages.ts';
import { searchHistory } from './historySearch.ts';

const entry = (id: string, name: string, text = ''): HistoryEntry => ({
  id,
  name,
  text,
  changedAtMs: 0,
  questions: 1,
  model: 'qwen',
  isPinned: false,
  isCurrent: false,
  isInUse: false,
});

describe('The search in the history', () => {
  const entries = [
    entry('a', 'Is it sorted?', 'Try the empty list\nYes.'),
    entry('b', '为什么会溢出？', '检查边界'),
    entry('c', 'Binary search'),
  ];
  const found = (query: string) => searchHistory(entries, query).map(({ id }) => id);

  it('looks through names, questions, steps, answers and models, whatever the case', () => {
    assert.deepEqual([found('SORTED'), found('empty LIST'), found('边界'), found('qwen')], [['a'], ['a'], ['b'], ['a', 'b', 'c']]);
  });

  it('wants every word, in any order', () => {
    assert.deepEqual([found('search binary'), found('search sorted')], [['c'], []]);
  });

  it('shows all where nothing is asked for', () => {
    assert.equal(searchHistory(entries, '  '), entries);
  });

  it('looks through 500 sessions for each letter without making their texts anew', () => {
    let reads = 0;
    const many = Array.from({ length: 500 }, (_, number) => ({
      ...entry(`e${number}`, `Session ${number}`),
      get text() {
        reads++;
        return 'x'.repeat(3000);
      },
    }));
    for (const query of ['s', 'se', 'ses', 'sess', 'session 4', 'session 49', 'session 499']) searchHistory(many, query);
    assert.equal(reads, 500);
    assert.deepEqual(
      searchHistory(many, 'session 499').map(({ id }) => id),
      ['e499'],
    );
  });
});
