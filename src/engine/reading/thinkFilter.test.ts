import assert from 'node:assert/strict';
import { inUnits } from '../../../test/support/pieces.ts';
import { findLateClose, ThinkFilter } from './thinkFilter.ts';

function part(pieces: readonly string[]): [visible: string, reasoning: string] {
  const filter = new ThinkFilter();
  const parts = [...pieces.map(piece => filter.feed(piece)), filter.end()];
  return [parts.map(({ visible }) => visible).join(''), parts.map(({ reasoning }) => reasoning).join('')];
}

describe('ThinkFilter', () => {
  const replies: readonly [name: string, reply: string, visible: string, reasoning: string][] = [
    ['leaves plain text alone', 'a <think>b</think>', 'a <think>b</think>', ''],
    ['takes a block off the front', '<think>why</think>so', 'so', 'why'],
    ['knows the tag by its other names and in any case', ' <Reasoning>why</REASONING>so', 'so', 'why'],
    ['drops the blanks beside the tags', '\n<thought>\n\nwhy\n</thought>\n\n  so', 'so', 'why\n'],
    ['takes a block that is never closed for reasoning', '<thinking>why </thin', '', 'why </thin'],
    ['takes only the first block', '<think>a</think>b<think>c</think>', 'b<think>c</think>', 'a'],
    ['keeps signs in the block that look like tags', '<think>a < b </b> </think', '', 'a < b </b> </think'],
    ['drops a closing tag at the very beginning, whose opening one the server had taken', ' </think>\n\nso', 'so', ''],
    ['leaves a closing tag behind words alone', 'so </think> on', 'so </think> on', ''],
    ['takes an unknown tag for text', '<table>a', '<table>a', ''],
    ['gives blanks back that were no beginning', ' \n a', ' \n a', ''],
    ['gives a beginning back that came to nothing', '<thi', '<thi', ''],
  ];

  for (const [name, reply, visible, reasoning] of replies) {
    it(`${name}, whole and in single characters`, () => {
      assert.deepEqual(part([reply]), [visible, reasoning]);
      assert.deepEqual(part(inUnits(reply)), [visible, reasoning]);
    });
  }

  describe('where reasoning is expected that no tag opens', () => {
    const expected: readonly [name: string, reply: string, visible: string, reasoning: string][] = [
      ['takes all before the closing tag for reasoning', 'Okay, so.\n</think>\n\n{"a":1}', '{"a":1}', 'Okay, so.\n'],
      ['reads a reply without a closing tag as what it is', 'Okay, so </thi', 'Okay, so </thi', 'Okay, so '],
      ['reads an object, a fence and a heading at once', '{"a":"</think>"}', '{"a":"</think>"}', ''],
      ['still knows an opening tag', '<think>why</think>so', 'so', 'why'],
    ];
    for (const [name, reply, visible, reasoning] of expected) {
      it(`${name}, whole and in single characters`, () => {
        const part = (pieces: readonly string[]): string[] => {
          const filter = new ThinkFilter({ expectsThought: true });
          const parts = [...pieces.map(piece => filter.feed(piece)), filter.end()];
          return [parts.map(({ visible }) => visible).join(''), parts.map(({ reasoning }) => reasoning).join('')];
        };
        assert.deepEqual(part([reply])[0], visible);
        assert.deepEqual(part(inUnits(reply)), [visible, reasoning]);
      });
    }
  });

  it('finds the end of reasoning that no tag opened only on a line of its own, before anything that was asked for', () => {
    assert.equal(findLateClose('Okay.\n</think>\n\nSo.'), 'Okay.\n</think>\n\n'.length);
    assert.equal(findLateClose('Write `</think>` here.'), undefined);
    assert.equal(findLateClose('{"content":"a\n</think>\nb"}'), undefined);
    assert.equal(findLateClose('## Title\n</think>\nb'), undefined);
  });

  it('shows reasoning as it comes', () => {
    const filter = new ThinkFilter();
    assert.equal(filter.feed('<think>one ').reasoning, 'one ');
    assert.equal(filter.feed('two</th').reasoning, 'two');
    assert.deepEqual(filter.feed('ink>three'), { visible: 'three', reasoning: '' });
  });

  it('does not wait for ever behind blanks', () => {
    assert.equal(new ThinkFilter().feed(' '.repeat(300)).visible.length, 300);
  });
});
