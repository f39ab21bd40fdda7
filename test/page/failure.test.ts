import assert from 'node:assert/strict';
import { runError, runStart, stepDelta, stepStart } from './events.ts';
import { pagesForSuite } from './suite.ts';
import type { TestPage } from './testPage.ts';

describe('a failed run on the page', function () {
  const openPage = pagesForSuite(this);
  let host: TestPage;

  beforeEach(async () => {
    host = await openPage();
    await host.snapshot();
  });

  const NEXT = {
    auth: ['key-refused', 'Set API key', 'setApiKey'],
    network: ['unreachable', 'Try again', 'tryAgain'],
    timeout: ['first-byte-timeout', 'Try again', 'tryAgain'],
    server: ['server-failed', 'Try again', 'tryAgain'],
    'rate-limit': ['rate-limited', 'Try again', 'tryAgain'],
    'model-not-found': ['model-not-found', 'Select model', 'selectModel'],
    'context-overflow': ['context-overflow', 'Shorten the excerpt', 'shortenExcerpt'],
    'bad-request': ['bad-request', 'Show log', 'showLog'],
    malformed: ['empty-answer', 'Show log', 'showLog'],
    refusal: ['content-filter', 'Show log', 'showLog'],
  } as const;

  for (const kind of Object.keys(NEXT) as (keyof typeof NEXT)[]) {
    const [cause, label, action] = NEXT[kind];
    it(`alerts the reader to ${kind} and offers “${label}”`, async () => {
      await host.events(runStart('Why?'), stepStart(0), runError(kind, cause, { origin: 'http://127.0.0.1:8080', status: 401 }));
      const alert = host.page.getByRole('alert');
      assert.ok((await alert.innerText()).length > label.length + 10);
      await alert.getByRole('button', { name: label }).click();
      assert.deepEqual(await host.posted(), [{ type: 'action', action }]);
    });
  }

  it('keeps the unfinished step and says so', async () => {
    await host.events(runStart('Why?'), stepStart(0), stepDelta(0, { content: 'Half a' }), runError('network', 'reset'));
    assert.match(await host.stepText(1).innerText(), /Half a\s+This step was not finished\./);
  });

  it('alerts no longer once another question is asked', async () => {
    await host.events(runStart('Why?', 'r1'), runError('network', 'reset'), runStart('Again?', 'r2'));
    assert.equal(await host.page.getByRole('alert').count(), 0);
  });
});
