import assert from 'node:assert/strict';
import { PAGE_ACTIONS, pageMessageSchema } from './messages.ts';

const WELL_FORMED: readonly unknown[] = [
  { type: 'ready' },
  { type: 'ask', question: 'Why?' },
  ...PAGE_ACTIONS.map(action => ({ type: 'action', action })),
  { type: 'resume', runId: 'r1' },
  { type: 'attachSelection', label: 'a.py:1-2' },
  { type: 'detach', id: 'a1' },
  { type: 'remark', text: 'Mind zero.' },
  { type: 'queue', question: 'And then?' },
  { type: 'retryStep', node: 'n1' },
  { type: 'editStep', node: 'n1', title: '', content: 'Mind zero.' },
  { type: 'askAboutStep', node: 'n1', question: 'Why?' },
  { type: 'compareDirect', runId: 'r1' },
  { type: 'connectTo', offer: 'ollama' },
  { type: 'choose', what: 'preset', value: 'quick' },
  { type: 'openSession', session: 's1' },
  { type: 'renameSession', session: 's1', name: '' },
  { type: 'deleteSession', session: 's1' },
  { type: 'restoreSession', session: 's1' },
  { type: 'exportSession', session: 's1' },
  { type: 'openRecording' },
  { type: 'copy', text: '' },
  { type: 'insertCode', code: 'x' },
  { type: 'openCode', code: 'x', language: '' },
  { type: 'openFile', path: 'src/a.ts' },
  { type: 'openLink', href: 'https://example.com' },
  { type: 'openSetting', setting: 'stepwise.preset' },
];

const WITH_A_LIST: readonly unknown[] = [{ type: 'resolveFiles', paths: ['src/a.ts', 'b.ts'] }];

const NO_TEXTS: readonly unknown[] = [undefined, null, 0, 1, true, Number.NaN, [], {}, ['x'], { toString: () => 'x' }, Symbol('x'), 1n];

/** Each field of each message in every form that is no text, left out, or under another name. */
const MALFORMED: readonly unknown[] = [
  ...NO_TEXTS,
  ...['', 'ready', '{"type":"ready"}', () => ({ type: 'ready' })],
  ...['Ready', ' ready', 'constructor', '__proto__', 'toString'].map(type => ({ type })),
  ...WELL_FORMED.flatMap(message => spoilt(message as Record<string, unknown>)),
  { type: 'ask', question: '' },
  { type: 'ask', question: 'x'.repeat(1_000_001) },
  { type: 'action', action: 'quit' },
  { type: 'action', action: 'constructor' },
  { type: 'action', action: '__proto__' },
  ...[undefined, null, 'a.ts', [], [1], [''], [['a.ts']], Array(101).fill('a.ts')].map(paths => ({ type: 'resolveFiles', paths })),
  { type: 'openFile', path: '', line: 1 },
  { type: 'openFile', path: 'a.ts', line: 0 },
  { type: 'openFile', path: 'a.ts', line: '1' },
  { type: 'choose', what: 'baseUrl', value: 'http://attacker.example/v1' },
  { type: 'choose', what: 'endpoints', value: '[]' },
  { type: 'showHistory', shown: 'yes' },
  { type: 'pinSession', session: 's1', pinned: 1 },
  { type: 'renameSession', session: 's1', name: 'x'.repeat(1001) },
  { type: 'openSession', session: 'x'.repeat(101) },
  { types: 'ready' },
  JSON.parse('{"__proto__":{"type":"ready"}}'),
  [{ type: 'ready' }],
];

function spoilt(message: Record<string, unknown>): unknown[] {
  return Object.keys(message).flatMap(name => [
    ...NO_TEXTS.map(value => ({ ...message, [name]: value })),
    Object.fromEntries(Object.entries(message).filter(([other]) => other !== name)),
  ]);
}

describe('A message of the page', () => {
  it('is taken in the forms that the page has for it', () => {
    for (const message of [...WELL_FORMED, ...WITH_A_LIST]) assert.deepEqual(pageMessageSchema.safeParse(message).data, message);
  });

  it(`is left alone, and nothing is thrown, in any other form: ${MALFORMED.length} of them`, () => {
    for (const message of MALFORMED) assert.equal(pageMessageSchema.safeParse(message).success, false, String(describeForm(message)));
  });

  it('names what goes along with a question, within bounds', () => {
    const isTaken = (message: unknown) => pageMessageSchema.safeParse(message).success;
    assert.ok(isTaken({ type: 'ask', question: 'Why?', attachments: ['a1'] }));
    assert.ok(isTaken({ type: 'attach', uris: ['file:///w/a.py'] }));
    assert.ok(isTaken({ type: 'attachPasted', request: 1, text: 'a\nb' }));
    assert.ok(isTaken({ type: 'findFiles', request: 1, typed: '' }));
    assert.ok(!isTaken({ type: 'ask', question: 'Why?', attachments: undefined }));
    assert.ok(!isTaken({ type: 'ask', question: 'Why?', attachments: [1] }));
    assert.ok(!isTaken({ type: 'attach', uris: Array(101).fill('file:///w/a.py') }));
    assert.ok(!isTaken({ type: 'attach', uris: ['x'.repeat(4097)] }));
    assert.ok(!isTaken({ type: 'attachPasted', request: '1', text: 'a' }));
    assert.ok(!isTaken({ type: 'findFiles', request: 1, typed: 'x'.repeat(201) }));
  });

  it('names a place or a branch by a whole number, and by nothing else', () => {
    for (const [type, name] of [
      ['unqueue', 'place'],
      ['askQueued', 'place'],
      ['showBranch', 'branch'],
    ] as const) {
      assert.deepEqual(pageMessageSchema.safeParse({ type, [name]: 2 }).data, { type, [name]: 2 });
      for (const value of [undefined, null, '2', 1.5, Number.NaN, Number.POSITIVE_INFINITY, [2], true])
        assert.equal(pageMessageSchema.safeParse({ type, [name]: value }).success, false, `${type} ${String(value)}`);
    }
  });

  it('brings nothing in beside its own fields', () => {
    const polluted = JSON.parse('{"type":"ready","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"more":1}');
    assert.deepEqual(pageMessageSchema.safeParse(polluted).data, { type: 'ready' });
    assert.equal(Reflect.get({}, 'polluted'), undefined);
  });
});

const describeForm = (message: unknown): string => {
  try {
    return JSON.stringify(message);
  } catch {
    return String(message);
  }
};
