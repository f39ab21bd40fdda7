import type { ReasoningEvent } from '../../src/engine/events.ts';
import type { HistoryEntry, PageUi } from '../../src/protocol/messages.ts';
import { answer, chainOf, runEnd, runError, runOn, runStart, step, stepDelta, stepStart } from './events.ts';
import { connectedUi, type TestPage } from './testPage.ts';
import { CHINESE_WORDS } from './wordsShown.ts';

const QUESTION = 'Is this binary search correct for every sorted array, the empty one included?';

const INVARIANT = `The loop keeps one promise: **if the value is there, it lies in \`[low, high]\`.**

- before the loop, \`[0, length - 1]\` is the whole array;
- each turn halves it and drops only what cannot hold the value.`;

const BOUNDS = `The middle is computed like this:

\`\`\`typescript
// Never overflows in JavaScript, but would with 32-bit integers.
function middle(low: number, high: number): number {
  return low + Math.floor((high - low) / 2);
}
\`\`\`

| case | \`low\` | \`high\` | turns |
| --- | ---: | ---: | ---: |
| empty | 0 | -1 | 0 |
| one element | 0 | 0 | 1 |
| 1,000 elements | 0 | 999 | 10 |

With \`high = length - 1\` an empty array gives \`high = -1\``;

const ANSWER = `**Yes**, with one remark.

1. The invariant holds at every turn, and the range shrinks, so the loop ends.
2. For an empty array \`low > high\` holds at once and the result is \`-1\`.

> Use \`low + ((high - low) >>> 1)\` where the numbers may exceed 32 bits.

See [the history of this bug](https://en.wikipedia.org/wiki/Binary_search) for why that matters.`;

const editedByReader: ReasoningEvent = {
  type: 'step-end',
  step: {
    index: 1,
    node: 'n2',
    title: 'Mind the empty array',
    content: 'It has no middle, and `high` is `-1`.',
    nextAction: 'continue',
    durationMs: 0,
    attempts: 0,
    usage: {},
    repaired: false,
    by: 'reader',
  },
};

const REVIEW = `The loop in \`src/search.ts:12-18\` halves the range, so it ends after \\(\\lceil \\log_2 n \\rceil\\) turns. The old src/find.js:3 is not needed.

\\[
T(n) = T\\left(\\frac{n}{2}\\right) + O(1) = O(\\log n)
\\]

\`\`\`python
def middle(low: int, high: int) -> int:
    """The lower of the two middle places."""
    return low + (high - low) // 2  # 32 bits
\`\`\``;

export const offers: PageUi['offers'] = [
  { id: 'openai', label: 'OpenAI', baseUrl: 'https://api.openai.com/v1' },
  { id: 'vllm', label: 'vLLM (local server)', baseUrl: 'http://localhost:8000/v1' },
  { id: 'ollama', label: 'Ollama (local server)', baseUrl: 'http://localhost:11434/v1' },
  { id: 'llamacpp', label: 'llama.cpp (local server)', baseUrl: 'http://localhost:8080/v1' },
  { id: 'dashscope', label: 'DashScope', baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1' },
  { id: 'other', label: 'Another URL…', baseUrl: '' },
];

const DAY_MS = 86_400_000;

/** A session in the list, changed so long ago. */
export const listed = (id: string, name: string, agoMs: number, over: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id,
  name,
  changedAtMs: Date.now() - agoMs,
  questions: 2,
  model: 'smollm2-135m',
  isPinned: false,
  isCurrent: false,
  isInUse: false,
  text: '',
  ...over,
});

const SESSIONS: readonly HistoryEntry[] = [
  listed('a', 'Which lock is held too long?', 3 * DAY_MS, { isPinned: true, model: 'qwen2.5-7b-instruct' }),
  listed('b', QUESTION, 5 * 60_000, { isCurrent: true }),
  listed('c', 'strawberry中有多少个字母r？', 3 * 3_600_000, { questions: 1 }),
  listed('d', 'Why does the cache miss on the second request?', 4 * DAY_MS, { isInUse: true, questions: 12 }),
  listed('e', 'https://example.com/a-name-without-a-single-blank-that-is-longer-than-a-side-bar', 40 * DAY_MS),
];
const unconnectedUi: PageUi = { ...connectedUi, connected: false, endpoint: '', model: '', models: [], offers };

/** Nodes are unique within a session. */
const inRun2 = (event: ReasoningEvent): ReasoningEvent => JSON.parse(JSON.stringify(event).replaceAll(/"n(\d+)"/g, '"n2$1"'));

/** The states of the page that are looked at, each brought about as the extension would. */
export const SCENES: Readonly<Record<string, (page: TestPage) => Promise<void>>> = {
  empty: page => page.snapshot(),
  connecting: page => page.snapshot({ ui: unconnectedUi }),
  offers: page =>
    page.snapshot({
      ui: {
        ...unconnectedUi,
        settingProblem: { setting: 'stepwise.baseUrl', message: 'The setting stepwise.baseUrl is “htp:/localhost”, which is no URL.' },
      },
    }),
  attached: async page => {
    const attachments = [
      { id: 'a1', label: 'src/meetings.py:1-12', tokens: 140 },
      { id: 'a2', label: 'stock.ts', tokens: 420 },
    ];
    const selection = { label: 'src/planning/calendar_of_the_team.py:120-164' };
    const context = { size: 8192, used: 1234, scale: { narrow: 1, wide: 1 } };
    const outlook = { leastRequests: 6, mostRequests: 26, tokens: 419_000 };
    await page.snapshot({ ui: { ...connectedUi, preset: 'thorough', attachments, selection, context, outlook } });
    await page.page.getByRole('textbox', { name: 'Question' }).pressSequentially('Does it hold for meetings.py and @sto');
    const asked = (await page.posted()).findLast(message => message.type === 'findFiles');
    const files = ['stock.ts', 'src/storage/history.ts', 'docs/stories.md'].map(path => ({ path, uri: `file:///w/${path}` }));
    await page.send({ type: 'files', request: asked?.type === 'findFiles' ? asked.request : 0, files });
  },
  streaming: async page => {
    await page.snapshot();
    await page.events(
      runStart(QUESTION),
      { type: 'notice', code: 'format-fallback', message: '' },
      ...step(0, 'State what must be true', INVARIANT, 2310),
      ...step(1, 'Step 2: Try the smallest inputs', 'An empty array, one element, two elements: each ends after at most two turns.', 1840),
      stepStart(2),
      stepDelta(2, { title: 'Check the bounds and the middle', content: BOUNDS }),
    );
  },
  finished: async page => {
    await page.snapshot();
    await page.events(
      runStart(QUESTION),
      ...step(0, 'State what must be true', INVARIANT, 2310),
      stepStart(1),
      { type: 'reasoning-delta', index: 1, text: 'The reader wants to know about the empty array. Let me try it.' },
      stepDelta(1, { title: 'Try', content: 'An empty arr' }),
      { type: 'step-retry', index: 1, attempt: 1, delayMs: 1000, reason: 'network' },
      ...step(1, 'Try the smallest inputs', 'An empty array, one element, two elements.', 1840).slice(1),
      ...step(2, 'Check the bounds and the middle', `${BOUNDS}.`, 65_300),
    );
    await page.page.getByRole('button', { name: /^Step 2: / }).click();
    await page.page.mouse.move(2, 2);
    await page.events(...answer(ANSWER, { durationMs: 70_400 }));
  },
  review: async page => {
    await page.snapshot({ ui: { ...connectedUi, stepDisplay: 'expanded', prices: { 'smollm2-135m': { input: 0.15, output: 0.6 } } } });
    await page.events(
      runStart(QUESTION),
      ...step(0, 'State what must be true', INVARIANT, 1310),
      ...step(1, 'Count the turns', REVIEW, 2840),
      ...answer('It ends after \\(O(\\log n)\\) turns.'),
    );
    await page.send({ type: 'knownFiles', known: { 'src/search.ts': true, 'src/find.js': false } });
    await page.page.locator('.answer .math.set').waitFor();
  },
  followUp: async page => {
    await page.snapshot();
    await page.events(
      runStart(QUESTION),
      ...step(0, 'State what must be true', INVARIANT, 2310),
      ...answer('**Yes**.'),
      runStart('And for a linked list?', 'r2'),
      ...step(0, 'Look at what the search needs', 'It needs the middle at once, which a linked list does not have.', 1530).map(inRun2),
      ...answer('**No**: finding the middle would take as long as the search.'),
    );
  },
  failed: async page => {
    await page.snapshot();
    await page.events(runStart(QUESTION), ...step(0, 'State what must be true', INVARIANT, 2310), stepStart(1), {
      ...runError('auth', 'key-refused', { origin: 'https://api.openai.com', status: 401 }),
      durationMs: 2350,
    });
  },
  history: async page => {
    await page.snapshot();
    const deleted = [{ id: 'x', name: 'What does this regular expression match?' }];
    await page.send({ type: 'history', list: { entries: SESSIONS, deleted, isKept: true } });
    await page.page.keyboard.press('ArrowDown');
  },
  noHistory: async page => {
    await page.snapshot();
    await page.send({ type: 'history', list: { entries: [], deleted: [], isKept: false } });
  },
  branch: async page => {
    await page.snapshot({ ui: { ...connectedUi, stepDisplay: 'expanded' } });
    await page.events(
      runStart(QUESTION),
      ...step(0, 'State what must be true', 'The value, if it is there, lies in `[low, high]`.', 2310),
      ...step(1, 'Try the smallest inputs', 'An empty array, one element, two elements.', 1840),
      ...answer(ANSWER, { durationMs: 4830 }),
      runOn('r2', { question: QUESTION, purpose: 'edit-step', branch: 1, from: 'n1' }),
      stepStart(1),
      editedByReader,
      ...step(2, 'Look at the empty array', 'With `high = -1` the loop is never entered.', 1430),
      ...answer('**Yes**, the empty array included.', { durationMs: 2110 }),
    );
    await page.send({ type: 'ui', ui: { ...connectedUi, stepDisplay: 'expanded', branch: 1 } });
    await page.button('Edit step 3').click();
  },
  compare: async page => {
    await page.snapshot({ ui: { ...connectedUi, stepDisplay: 'expanded' } });
    await page.events(
      runStart(QUESTION),
      ...step(0, 'State what must be true', 'The value, if it is there, lies in `[low, high]`.', 2310),
      ...step(1, 'Try the smallest inputs', 'An empty array, one element, two elements.', 1840),
      ...answer(ANSWER, { durationMs: 4830 }),
      runOn('r2', { question: QUESTION, purpose: 'retry-step', branch: 1, from: 'n1' }),
      ...step(1, 'Look at the middle', BOUNDS, 1430),
      ...answer('**No.** With 32-bit integers the sum of `low` and `high` overflows.', { durationMs: 2110 }),
    );
    await page.send({ type: 'ui', ui: { ...connectedUi, stepDisplay: 'expanded', compared: { left: 'r1', right: 'r2' } } });
  },
  steered: async page => {
    await page.snapshot({
      ui: { ...connectedUi, queued: ['Would it hold for a linked list?', 'And for an array that is sorted the other way round?'] },
    });
    await page.events(
      runStart(QUESTION),
      ...step(0, 'State what must be true', INVARIANT, 2310),
      stepStart(1),
      stepDelta(1, { title: 'Try the smallest inputs', content: 'An empty array, one element' }),
      { type: 'remark', text: 'You forgot the array with two equal values.' },
    );
    await page.page.getByRole('textbox', { name: 'Question' }).fill('What about NaN?');
  },
  paused: async page => {
    await page.snapshot({ ui: { ...connectedUi, queued: ['Would it hold for a linked list?'] } });
    await page.events(runStart(QUESTION), ...step(0, 'State what must be true', INVARIANT, 2310), {
      type: 'run-cancel',
      paused: true,
      durationMs: 2310,
      usage: {},
      requests: 1,
    });
  },
  vote: async page => {
    await page.snapshot();
    await page.events(
      { ...runStart('How many times does the letter r occur in strawberry?'), strategy: 'vote' },
      ...chainOf(0, ['Spell the word', 'Count'], 'It occurs **3** times.'),
      ...chainOf(1, ['Look at each letter', 'Add up'], 'The answer is 2.'),
      ...chainOf(2, ['Cut the word in two', 'Count both parts', 'Add up'], 'Answer: 3'),
      ...chainOf(3, ['Spell it backwards', 'Count'], 'Three, that is: 3.'),
      ...chainOf(4, ['Count from the end', 'Check'], '3'),
      {
        type: 'tally',
        answers: [
          { text: '3', chains: [0, 2, 3, 4] },
          { text: '2', chains: [1] },
        ],
        doubtful: true,
      },
      runEnd({ answer: 'It occurs **3** times.' }),
    );
    await page.page
      .getByRole('tab', { name: /Chain 3|⟦Chain|推理链 3/ })
      .nth(0)
      .click();
  },
  tree: async page => {
    await page.snapshot();
    const value = (node: string, visits: number, share: number) => ({ type: 'value', node, visits, value: share }) as const;
    await page.events(
      { ...runStart('A shop sells 3 pens for 2 euros. What do 12 pens and a book for 7 euros cost?'), strategy: 'tree' },
      ...chainOf(0, ['Find what one pen costs', 'Multiply by twelve', 'Add the book'], 'The answer is 15.'),
      ...chainOf(1, ['Count the packs of three pens that twelve pens make', 'Pay for each pack', 'Add the book'], 'It is 15 euros: 15'),
      ...chainOf(2, ['Round the price of a pen', 'Add'], '14', { node: 'n1', index: 1 }),
      ...chainOf(3, ['Pay for every pack, then for the book', 'Check'], '15', { node: 'n101', index: 1 }),
      ...chainOf(4, ['Multiply the packs by two euros'], '15', { node: 'n302', index: 2 }),
      {
        type: 'tally',
        answers: [
          { text: '15', chains: [0, 1, 3, 4] },
          { text: '14', chains: [2] },
        ],
      },
      value('n1', 2, 0.5),
      value('n2', 1, 1),
      value('n101', 3, 1),
      value('n102', 1, 1),
      value('n302', 2, 1),
      value('n202', 1, 0),
      ...chainOf(5, ['Start with the book', 'Subtract']).slice(0, 5),
    );
    await page.page.getByRole('treeitem').first().click();
    await page.page.mouse.move(2, 2);
    await page.events(runEnd({ answer: 'It is 15 euros: 15', answerNode: 'n199' }));
  },
  chinese: async page => {
    await page.snapshot({ words: CHINESE_WORDS, locale: 'zh-cn' });
    await page.events(
      runStart('strawberry中有多少个字母r？'),
      ...step(0, '步骤 1：逐个拼写', '**重点：**把单词拆成字母：`s t r a w b e r r y`。', 1320),
      ...step(1, '数一数字母r', '第3、8、9个字母是 r，一共**三个**。', 980),
      ...answer('strawberry 中有 **3** 个字母 r。\n\n- 第 3 个字母\n- 第 8 个字母\n- 第 9 个字母', { durationMs: 2980 }),
    );
  },
};
