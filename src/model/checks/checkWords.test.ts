import assert from 'node:assert/strict';
import chinese from '../../../l10n/bundle.l10n.zh-cn.json' with { type: 'json' };
import { createReaderWords } from '../../engine/readerWords.ts';
import { found } from './check.ts';
import { describeCheckLine } from './checkWords.ts';

const english = createReaderWords({}, 'en');

describe('the line of a check', () => {
  it('says by a mark how good the outcome is, and what was found', () => {
    const lines = [
      found('reachable', 'answers', { origin: 'http://localhost:8000', machine: 'build-7' }),
      found('streaming', 'streams', { firstWordMs: 340 }),
      found('cache', 'cache-used', { cachedTokens: 1280, promptTokens: 1300 }),
      found('parameters', 'parameters-refused', { refused: 'max_tokens', instead: 'max_completion_tokens' }),
      found('model', 'not-tried', { because: 'key' }),
    ].map(result => describeCheckLine(result, english));
    assert.deepEqual(lines, [
      '✓ Reachable: http://localhost:8000 answers, asked from build-7',
      '✓ Streaming: the answer comes as it is written, its first word after 0.3 s',
      '✓ Cached tokens: 1,280 of 1,300 prompt tokens of a second step came from the cache',
      '! Parameters: refused and from now on left out: max_tokens; max_completion_tokens is sent in its place',
      '– Model: not tested, because of "API key"',
    ]);
  });

  it('says of a failure what to do, and from which machine it was', () => {
    const result = found('reachable', 'failure', { cause: 'refused', host: 'localhost:8000', machine: 'build-7' });
    assert.equal(
      describeCheckLine(result, english),
      '✗ Reachable: localhost:8000 does not answer: nothing listens there. Start the server, or check the base URL. The request was sent from build-7.',
    );
  });

  it('is Chinese for a Chinese reader', () => {
    const words = createReaderWords(chinese, 'zh-cn');
    assert.equal(describeCheckLine(found('model', 'model-listed', { host: 'h', model: 'm' }), words), '✓ 模型：h 提供 m');
  });
});
