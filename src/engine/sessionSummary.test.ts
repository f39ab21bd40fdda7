import assert from 'node:assert/strict';
import { recordSession } from '../../test/support/recordedSession.ts';
import { formatHead, formatRecord } from './sessionFile.ts';
import { summarizeSession } from './sessionSummary.ts';

describe('The summary of a session', () => {
  it('names it after its first question and counts what was asked', async () => {
    const { nodes, specs } = await recordSession();
    const lines = [
      ...specs.map(spec => formatRecord({ record: 'run', spec })),
      ...nodes.map(node => formatRecord({ record: 'node', node })),
    ];
    const found = summarizeSession([formatHead('s'), ...lines, '{"record":"node","no'].join('\n'));
    assert.ok(found);
    assert.deepEqual([found.name, found.questions, found.model], ['Why?', 3, 'scripted']);
    for (const words of ['And then?', 'Is that so?', 'Mind', 'Try', 'It is so.', 'Just so.']) assert.ok(found.text.includes(words), words);
    assert.doesNotMatch(found.text, /The empty list/);
  });

  it('takes one line of a long question, and not too much of anything', () => {
    const spec = (id: string, question: string) => JSON.stringify({ record: 'run', spec: { id, question, model: 'm', from: 'n0' } });
    const many = Array.from({ length: 40 }, (_, number) => spec(`r${number}`, `${number} ${'x'.repeat(500)}`));
    const found = summarizeSession([formatHead('s'), spec('r', `First\nline ${'y'.repeat(500)}`), ...many].join('\n'));
    assert.deepEqual([found?.name, found?.questions], ['First', 41]);
    assert.ok((found?.text.length ?? 0) <= 3000);
  });

  it('is none where nothing was asked, and none of a newer version', () => {
    assert.equal(summarizeSession(formatHead('s')), undefined);
    assert.equal(summarizeSession('my notes'), undefined);
    assert.equal(summarizeSession(`${formatHead('s').replace('"version":1', '"version":2')}\n`), undefined);
  });
});
