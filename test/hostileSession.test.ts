import assert from 'node:assert/strict';
import { parseSessionFile } from '../src/engine/sessionFile.ts';

const HEAD = '{"record":"session","version":1,"id":"s1"}';
const NODE =
  '{"record":"node","node":{"id":"n0","chain":0,"run":"r1","slot":"opening","kind":"opening","why":"question","history":[],"lead":"Why?"}}';

/** Lines that no program of ours has written. */
const STRANGE: readonly string[] = [
  '{"record":"node","__proto__":{"polluted":1}}',
  '{"record":"event","event":{"type":"notice","constructor":{"prototype":{"polluted":1}}}}',
  '{"__proto__":{"record":"session","version":1,"id":"x","polluted":1}}',
  NODE.replace('"chain":0', '"chain":1e999'),
  NODE.replace('"chain":0', '"chain":-1'),
  NODE.replace('"chain":0', '"chain":"0"'),
  NODE.replace('"history":[]', '"history":{"length":4294967295}'),
  NODE.replace('"lead":"Why?"', '"lead":["Why?"]'),
  NODE.replace('"kind":"opening"', '"kind":"constructor"'),
  '{"record":"run","spec":{"limits":{"maxSteps":1e400}}}',
  '{"record":"__proto__"}',
  '"session"',
  'null',
  '[]',
  '12345678901234567890',
  `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  `{"record":"node","node":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`,
  '{"record":"session","version":1,"id":',
  '\u0000\u0001\ufffd',
  '<script>alert(1)</script>',
];

describe('A session file that somebody else wrote', () => {
  it(`brings in nothing that does not fit, and throws nothing: ${STRANGE.length} lines`, () => {
    const stored = parseSessionFile([HEAD, NODE, ...STRANGE].join('\n'));
    assert.deepEqual(
      stored?.nodes.map(({ id }) => id),
      ['n0'],
    );
    assert.deepEqual(
      stored?.unreadableLines,
      STRANGE.map((_line, place) => place + 3),
    );
    assert.equal(Reflect.get({}, 'polluted'), undefined);
  });

  it('is left alone where its head is not a session’s', () => {
    for (const line of STRANGE) assert.equal(parseSessionFile(`${line}\n${NODE}`), undefined, line.slice(0, 80));
  });
});
