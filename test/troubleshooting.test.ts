import assert from 'node:assert/strict';
import { ERROR_CAUSES } from '../src/engine/errors.ts';
import { errorTables, withTables } from './documents/errorTables.ts';
import { read } from './support/literals.ts';

const document = read('docs/troubleshooting.md');

describe('docs/troubleshooting.md', () => {
  it('has every message as the code has it (else: npm run docs:errors)', () => {
    assert.equal(withTables(document), document);
  });

  it('is seen to differ where a message has changed', () => {
    const [cause = ''] = ERROR_CAUSES;
    assert.notEqual(withTables(document.replace(`\`${cause}\``, '`another`')), document.replace(`\`${cause}\``, '`another`'));
  });

  it('has a row for every cause, in English and in Chinese', () => {
    const table = errorTables().get('## When a run fails') ?? '';
    for (const cause of ERROR_CAUSES) assert.match(table, new RegExp(`\\| \`${cause}\` \\| .+[.] \\| .*[\\u4e00-\\u9fff].* \\|`), cause);
  });

  it('leaves nobody without advice: a message of a failed run has a second sentence', () => {
    const rows = (errorTables().get('## When a run fails') ?? '').split('\n').slice(2);
    const bare = rows.map(line => line.split(' | ')[1] ?? '').filter(said => !/[.:"] [A-Z].*\.$/.test(said));
    assert.deepEqual(bare, []);
    assert.ok(rows.length >= ERROR_CAUSES.length);
  });
});
