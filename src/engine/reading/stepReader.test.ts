import assert from 'node:assert/strict';
import { cutOnce, inPieces, inUnits, seeded } from '../../../test/support/pieces.ts';
import { StepReader } from './stepReader.ts';

interface Case {
  readonly name: string;
  readonly reply: string;
  readonly title?: string;
  readonly content?: string;
  readonly next?: 'final_answer';
  /** The reply is the step as asked for. */
  readonly clean?: true;
  readonly reasoning?: string;
  /** What goes back, where it is not the reply itself. */
  readonly written?: string;
}

const STEP = '{"title":"A","content":"b","next_action":"continue"}';
const A = { title: 'A', content: 'b' } as const;

const REPLIES: readonly Case[] = [
  { name: 'the object asked for', reply: STEP, ...A, clean: true },
  {
    name: 'the object with blanks and line ends',
    reply: `\n{ "title" : "A",\n  "content": "b", "next_action": "continue" }\n`,
    ...A,
    clean: true,
  },
  { name: 'a decision to end', reply: STEP.replace('continue', 'final_answer'), ...A, next: 'final_answer', clean: true },
  {
    name: 'escapes',
    reply: '{"title":"\\u00e9\\t","content":"\\"x\\" \\\\ \\/ \\n","next_action":"continue"}',
    title: 'é\t',
    content: '"x" \\ / \n',
    clean: true,
  },
  {
    name: 'surrogate pairs, raw and escaped',
    reply: '{"title":"\\ud83d\\ude00","content":"😀😀","next_action":"continue"}',
    title: '😀',
    content: '😀😀',
    clean: true,
  },
  {
    name: 'an object in a string',
    reply: '{"title":"A","content":"{\\"a\\": [1, 2]}","next_action":"continue"}',
    title: 'A',
    content: '{"a": [1, 2]}',
    clean: true,
  },
  { name: 'a fence', reply: `\`\`\`json\n${STEP}\n\`\`\``, ...A },
  { name: 'a fence and words after it', reply: `\`\`\`json\n${STEP}\n\`\`\`\n\nThat is all.`, title: 'A', content: 'b\n\nThat is all.' },
  { name: 'words before and after', reply: `Here: ${STEP} Done.`, title: 'A', content: 'Here: \n\nb\n\nDone.' },
  {
    name: 'two objects in fences',
    reply: `\`\`\`\n${STEP}\n\`\`\`\n\`\`\`\n{"title":"B","content":"c","next_action":"final_answer"}\n\`\`\``,
    title: 'A',
    content: 'b\n\nB\n\nc',
    next: 'final_answer',
  },
  { name: 'two objects in a row', reply: `${STEP}{"title":"B","content":"c"}`, title: 'A', content: 'b\n\nB\n\nc' },
  {
    name: 'a list of steps',
    reply: `[${STEP}, {"title":"B","content":"c","next_action":"final_answer"}]`,
    title: 'A',
    content: 'b\n\nB\n\nc',
    next: 'final_answer',
  },
  { name: 'a list of steps in a fence', reply: `\`\`\`json\n[\n${STEP}\n]\n\`\`\`\nSo.`, title: 'A', content: 'b\n\nSo.' },
  { name: 'an object that is no step', reply: '{"result": 42, "why": "so"}', content: 'result: 42\n\nwhy: so' },
  { name: 'a list that is no step', reply: '[1, 2, 3]', content: '[1, 2, 3]' },
  { name: 'a bare string', reply: '"just words"', content: '"just words"' },
  { name: 'no title', reply: '{"content":"b"}', content: 'b' },
  { name: 'no content', reply: '{"title":"A"}', title: 'A' },
  {
    name: 'fields that nobody asked for',
    reply: '{"thought":"hm","title":"A","content":"b","confidence":0.9}',
    title: 'A',
    content: 'thought: hm\n\nb\n\nconfidence: 0.9',
  },
  { name: 'repeated keys', reply: '{"title":"A","title":"B","content":"c","content":"d"}', title: 'A', content: 'B\n\nc\n\nd' },
  {
    name: 'the decision first',
    reply: '{"next_action":"final_answer","content":"b","title":"A"}',
    ...A,
    clean: true,
    next: 'final_answer',
  },
  { name: 'odd case and other names', reply: '{"Step Title":"A","CONTENT":"b","nextAction":"Final Answer"}', ...A, next: 'final_answer' },
  {
    name: 'a final answer as a field',
    reply: '{"title":"A","content":"b","Final Answer":"42"}',
    title: 'A',
    content: 'b\n\n42',
    next: 'final_answer',
  },
  { name: 'Chinese keys', reply: '{"标题":"甲","内容":"乙","下一步":"结束"}', title: '甲', content: '乙', next: 'final_answer' },
  { name: 'wrong types', reply: '{"title":7,"content":null,"next_action":"continue"}', title: '7' },
  {
    name: 'a number longer than a double',
    reply: '{"title":"A","content":12345678901234567890}',
    title: 'A',
    content: '12345678901234567890',
  },
  {
    name: 'a nested content',
    reply: '{"title":"A","content":{"a":["x","y"],"b":{"c":"}"}},"next_action":"final_answer"}',
    title: 'A',
    content: 'a: x\ny\nb: c: }',
    next: 'final_answer',
  },
  {
    name: 'a decision that is none',
    reply: '{"title":"A","content":"b","action":"Add the numbers."}',
    title: 'A',
    content: 'b\n\naction: Add the numbers.',
  },
  {
    name: 'a long text as decision',
    reply: `{"title":"A","content":"b","next":"${'word '.repeat(20)}"}`,
    title: 'A',
    content: `b\n\nnext: ${'word '.repeat(20)}`,
  },
  {
    name: 'raw line ends and bad escapes',
    reply: '{"title":"A","content":"one\ntwo \\(x\\) C:\\dir","next_action":"continue"}',
    title: 'A',
    content: 'one\ntwo \\(x\\) C:\\dir',
  },
  {
    name: 'quotes without an escape',
    reply: '{"title":"A","content":"he said "no", twice","next_action":"continue"}',
    title: 'A',
    content: 'he said "no", twice',
  },
  { name: 'a trailing comma', reply: '{"title":"A","content":"b","next_action":"final_answer",}', ...A, next: 'final_answer' },
  { name: 'a bare decision', reply: '{"title":"A","content":"b","next_action":final_answer}', ...A, next: 'final_answer' },
  {
    name: 'single quotes',
    reply: "{'title': 'A', 'content': 'it's \\'b\\'', 'next_action': 'final_answer'}",
    title: 'A',
    content: "it's 'b'",
    next: 'final_answer',
  },
  {
    name: 'Chinese punctuation',
    reply: '{“title”：“甲”，“content”：“乙，丙：“丁””，“next_action”：“final_answer”}',
    title: '甲',
    content: '乙，丙：“丁”',
    next: 'final_answer',
  },
  { name: 'brackets that close nothing', reply: `${STEP}}}`, title: 'A', content: 'b\n\n}}' },
  { name: 'a string that the token limit cut', reply: '{"title":"A","content":"half a sen', title: 'A', content: 'half a sen' },
  { name: 'an escape that was cut', reply: '{"title":"A","content":"b\\u00', ...A },
  { name: 'a key that was cut', reply: '{"title":"A","content":"b","next_act', ...A },
  { name: 'a decision that was cut', reply: '{"title":"A","content":"b","next_action":"final_ans', ...A },
  { name: 'a nested value that was cut', reply: '{"title":"A","content":["x","y', title: 'A', content: 'x\ny' },
  { name: 'words in the place of a key', reply: '{"title":"A","content":7, and so on', title: 'A', content: '7\n\nand so on' },
  { name: 'words in the place of a key, closed', reply: '{"title":7,"done"}', title: '7', content: 'done' },
  {
    name: 'words after what may have been the end of a string',
    reply: '{"title":"A","content":"he said "no", "and more',
    title: 'A',
    content: 'he said "no", "and more',
  },
  {
    name: 'a think block',
    reply: `<think>\nhm {"title":"x"}</think>\n\n${STEP}`,
    ...A,
    clean: true,
    reasoning: 'hm {"title":"x"}',
    written: STEP,
  },
  { name: 'a think block that is never closed', reply: '<think>hm, </thin', reasoning: 'hm, </thin', written: '' },
  {
    name: 'a think tag in a string',
    reply: '{"title":"A","content":"<think>b</think>","next_action":"continue"}',
    title: 'A',
    content: '<think>b</think>',
    clean: true,
  },
  { name: 'a think tag in code', reply: '```html\n<think>b</think>\n```', content: '```html\n<think>b</think>\n```' },
  { name: 'nothing', reply: '' },
  { name: 'blanks', reply: ' \n\t ' },
  { name: 'an empty object', reply: '{}' },
  { name: 'prose', reply: 'First {look}, then {"a": 1}.\n\nThen `think`.', content: 'First {look}, then {"a": 1}.\n\nThen `think`.' },
  { name: 'marked lines', reply: '## A\nb\n\nc\n\nNEXT: final_answer\n', title: 'A', content: 'b\n\nc', next: 'final_answer', clean: true },
  { name: 'marked lines in Chinese', reply: '## 甲\n乙\nNEXT：continue', title: '甲', content: '乙', clean: true },
  { name: 'marked lines in bold', reply: '#  A\nb\n**NEXT: final answer**', ...A, next: 'final_answer', clean: true },
  {
    name: 'a decision line in the middle',
    reply: '## A\nb\nNEXT: continue\nc\nNEXT: final_answer',
    title: 'A',
    content: 'b\nNEXT: continue\nc',
    next: 'final_answer',
    clean: true,
  },
  {
    name: 'a line that only begins like a decision',
    reply: '## A\nNext: look closer.\nNEXT: maybe',
    title: 'A',
    content: 'Next: look closer.\nNEXT: maybe',
  },
  {
    name: 'marked lines with code',
    reply: '## A\n```js\nf({"title": "no"}); // {\n```\nNEXT: continue',
    title: 'A',
    content: '```js\nf({"title": "no"}); // {\n```',
    clean: true,
  },
  { name: 'a second heading', reply: '# A\n## B\nb', title: 'A', content: '## B\nb' },
  {
    name: 'an object in prose that is an example',
    reply: 'Take this:\n\n```json\n{"name": "x"}\n```\nGood.',
    content: 'Take this:\n\n```json\n{"name": "x"}\n```\nGood.',
  },
  {
    name: 'marked lines after an object',
    reply: `${STEP}\nMore.\nNEXT: final_answer`,
    title: 'A',
    content: 'b\n\nMore.',
    next: 'final_answer',
  },
];

/** All that a reader gives: the joined deltas, and the step in the end. */
function read(pieces: readonly string[]) {
  const reader = new StepReader();
  const deltas = [...pieces.map(piece => reader.feed(piece)), reader.end()];
  const joined = (field: 'title' | 'content' | 'reasoning'): string => deltas.map(delta => delta[field] ?? '').join('');
  const shown = { title: joined('title'), content: joined('content'), reasoning: joined('reasoning') };
  return { shown, step: reader.result(), isEmpty: reader.isEmpty(), deltas };
}

/** Step and joined deltas as one text, which is quick to compare. */
const outcomeOf = (pieces: readonly string[]): string => JSON.stringify({ ...read(pieces), deltas: undefined });

describe('StepReader', () => {
  for (const { name, reply, title = '', content = '', next = 'continue', clean = false, reasoning = '', written = reply } of REPLIES) {
    it(`reads ${name}`, () => {
      const { step, shown, isEmpty } = read([reply]);
      assert.deepEqual(step, { title, content, nextAction: next, written, repaired: !clean });
      assert.deepEqual(shown, { title, content, reasoning });
      assert.equal(isEmpty, title === '' && content === '');
    });

    it(`reads ${name} in whatever pieces it comes`, () => {
      const cuts = [inUnits(reply), ...cutOnce(reply), ...[1, 2, 3, 4, 5].map(seed => inPieces(reply, seed))];
      const whole = outcomeOf([reply]);
      for (const pieces of cuts) assert.equal(outcomeOf(pieces), whole, `${pieces.length} pieces, the first ${pieces[0]}`);
    });
  }

  it('gives words as they come, and never half a character', () => {
    const { deltas } = read(['{"title":"A", "con', 'tent":"one ', 'two \ud83d', '\ude00 th', 'ree", "next_action":"continue"}']);
    assert.deepEqual(deltas, [{ title: 'A' }, { content: 'one ' }, { content: 'two ' }, { content: '😀 th' }, { content: 'ree' }, {}]);
  });

  it('holds back no more of plain words than it must', () => {
    const { deltas } = read(['## Loo', 'k\n', 'A {b', 'race.\nNe', 'xt door.\n', 'NEXT: con', 'tinue']);
    assert.deepEqual(deltas, [
      { title: 'Loo' },
      { title: 'k' },
      { content: 'A {b' },
      { content: 'race.' },
      { content: '\nNext door.' },
      {},
      {},
      {},
    ]);
  });

  it('gives half a character only where the reply ends with it', () => {
    assert.equal(read(['{"title":"A","content":"b\ud83d']).shown.content, 'b\ud83d');
  });

  it('survives mutilated replies: it never throws, and pieces, deltas and step agree', () => {
    const random = seeded(7);
    for (let round = 0; round < 200; round++) {
      const reply = mutilate(REPLIES[Math.floor(random() * REPLIES.length)]?.reply ?? '', random);
      const { shown, step } = read([reply]);
      assert.equal(outcomeOf(inPieces(reply, round, 4)), outcomeOf([reply]), reply);
      assert.deepEqual([shown.title, shown.content], [step.title, step.content]);
    }
  });

  it('is empty where only the signs of an object or a fence have come', () => {
    for (const reply of ['{', '{\n\n', '```json\n```', '```\n{', '[]', '""']) assert.equal(read([reply]).isEmpty, true, reply);
    for (const reply of ['{ 4', '😀', '=', '```json\nx\n```']) assert.equal(read([reply]).isEmpty, false, reply);
  });

  it('gives up waiting where a model loops', () => {
    const loops = [
      '\n',
      ' ',
      '[',
      '{ ',
      '`',
      '"',
      '\\',
      '{"title":"a"  ',
      'next',
      '```json ',
      '{"title":"a”  ',
      '\\nab',
      '"content":"a" \n',
    ];
    for (const loop of loops) {
      const reader = new StepReader();
      for (let at = 0; at < 1000; at++) reader.feed(loop);
      reader.end();
      assert.equal(reader.result().written, loop.repeat(1000));
    }
  });

  it('takes lists nested deeper than the stack', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    assert.equal(read([`{"title":"A","content":${deep}}`]).step.content, deep);
  });
});

function mutilate(reply: string, random: () => number): string {
  const signs = ['"', '\\', '{', '}', '[', ',', ':', '\n', '```', '<think>', '# ', '“', '：', ' and words ', '😀'];
  const at = Math.floor(random() * reply.length);
  const sign = signs[Math.floor(random() * signs.length)] ?? '';
  const choice = random();
  if (choice < 0.4) return reply.slice(0, at) + sign + reply.slice(at);
  return choice < 0.8 ? reply.slice(0, at) + reply.slice(at + 1 + Math.floor(random() * 3)) : reply.slice(0, at);
}
