import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { isResumable, totalsOf } from '../src/engine/session.ts';
import { isNewer, parseSessionFile, parseSessionHead } from '../src/engine/sessionFile.ts';
import { read } from './support/literals.ts';
import { playFrom } from './support/playRun.ts';
import { scriptedModel, stepReply } from './support/scriptedModel.ts';

const FOLDER = 'test/fixtures/sessions';

/** Sessions as earlier versions of this program wrote them: whoever changes the form adds one, and takes none away. */
describe('Session files of every version', () => {
  for (const name of readdirSync(FOLDER)) {
    it(`are read whole: ${name}`, () => {
      const text = read(`${FOLDER}/${name}`);
      const head = parseSessionHead(text);
      assert.ok(head && !isNewer(head));
      const stored = parseSessionFile(text);
      assert.deepEqual([stored?.unreadableLines, stored?.isWhole], [[], true]);
    });
  }

  const stored = parseSessionFile(read(`${FOLDER}/version-1.jsonl`));
  assert.ok(stored);
  const [first, second] = stored.session.runs;

  it('show what was thought', () => {
    assert.deepEqual(
      first?.steps.map(({ title, record }) => [title, record?.repaired]),
      [
        ['Look', false],
        ['', true],
        ['Conclude', false],
      ],
    );
    assert.deepEqual([first?.status, first?.answer?.text, first?.notices.length], ['answered', 'One, two.', 1]);
    assert.deepEqual([first?.excerpts?.[0]?.path, first?.requests, first?.usage?.promptTokens], ['stock.ts', 6, 120]);
    assert.deepEqual([second?.question, second?.status, second?.failure?.cause], ['为什么？', 'failed', 'reset']);
  });

  it('can be gone on with, with the same words to the letter', async () => {
    assert.ok(second && isResumable(second));
    const spec = stored.specs.find(({ id }) => id === second.runId);
    assert.ok(spec);
    const model = scriptedModel([stepReply('答', 'final_answer')], ['因为。']);
    const { ending } = await playFrom(stored.nodes, spec, model, { deps: { before: { spent: totalsOf(second) } } });
    assert.equal(ending.type === 'run-end' && ending.answer, '因为。');
    const turns = stored.nodes.flatMap(node => (node.run === second.runId && 'turn' in node ? [node.turn.user, node.turn.assistant] : []));
    const sent = model.heard[0]?.messages.map(({ content }) => content) ?? [];
    assert.deepEqual(sent.slice(-turns.length - 1, -1), turns);
  });
});
