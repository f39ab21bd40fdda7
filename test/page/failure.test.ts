import assert from 'node:assert/strict';
import { emptySession, interruptRun, reduceSession } from '../../src/engine/session.ts';
import { answerDelta, answerStart, runCancel, runError, runStart, step, stepDelta, stepStart } from './events.ts';
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

  it('offers no way on where no step was accepted', async () => {
    await host.events(runStart('Why?'), stepStart(0), runError('network', 'reset'));
    assert.equal(await host.page.getByRole('button', { name: /^(Retry from|Answer from|Resume)/ }).count(), 0);
  });

  it('can be gone on from its steps, or answered from them', async () => {
    await host.events(runStart('Why?'), ...step(0, 'A', 'a'), ...step(1, 'B', 'b'), stepStart(2), runError('network', 'reset'));
    const alert = host.page.getByRole('alert');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await alert.getByRole('button', { name: 'Retry from step 3' }).click();
    await alert.getByRole('button', { name: 'Answer from the 2 steps' }).click();
    assert.deepEqual(await host.posted(), [
      { type: 'action', action: 'tryAgain' },
      { type: 'resume', runId: 'r1' },
      { type: 'resume', runId: 'r1', wish: 'answer' },
    ]);
  });

  it('is answered anew where the answer failed', async () => {
    await host.events(runStart('Why?'), ...step(0, 'A', 'a'), answerStart, answerDelta('So'), runError('network', 'reset'));
    const alert = host.page.getByRole('alert');
    await alert.getByRole('button', { name: 'Answer from the first step' }).waitFor();
    assert.equal(await alert.getByRole('button', { name: /^Retry from/ }).count(), 0);
  });

  it('is a failure no longer once it goes on, and its steps are still there', async () => {
    await host.events(
      runStart('Why?'),
      ...step(0, 'A', 'a'),
      stepStart(1),
      stepDelta(1, { content: 'Half' }),
      runError('network', 'reset'),
    );
    await host.events(runStart('Why?'), ...step(1, 'B', 'b'));
    assert.equal(await host.page.getByRole('alert').count(), 0);
    assert.equal(await host.page.getByRole('heading', { name: 'Why?' }).count(), 1);
    for (const name of [/^Step 1: A/, /^Step 2: B/]) assert.equal(await host.page.getByRole('button', { name }).count(), 1);
    await host.page.getByRole('button', { name: /^Step 2: B/ }).click();
    await host.page.getByText('not finished').waitFor();
  });
});

describe('a run on the page that was stopped or interrupted', function () {
  const openPage = pagesForSuite(this);
  const begun = [runStart('Why?'), ...step(0, 'A', 'a'), stepStart(1)];

  it('says that it was stopped, and can be resumed', async () => {
    const host = await openPage();
    await host.snapshot();
    await host.events(...begun, runCancel);
    await host.page.getByText('Stopped.').waitFor();
    await host.page.getByRole('button', { name: 'Resume' }).click();
    assert.deepEqual(await host.posted(), [{ type: 'resume', runId: 'r1' }]);
  });

  it('says after a reload that it was interrupted, and can be resumed', async () => {
    const host = await openPage();
    await host.snapshot({ session: interruptRun(begun.reduce(reduceSession, emptySession('s1'))) });
    await host.page.getByText('Interrupted before its end.').waitFor();
    await host.page.getByRole('button', { name: 'Resume' }).click();
    assert.deepEqual(await host.posted(), [{ type: 'resume', runId: 'r1' }]);
  });

  it('can be asked again where no step was accepted before it was interrupted', async () => {
    const host = await openPage();
    await host.snapshot({ session: interruptRun([runStart('Why?'), stepStart(0)].reduce(reduceSession, emptySession('s1'))) });
    assert.equal(await host.page.getByRole('button', { name: 'Resume' }).count(), 0);
    await host.page.getByRole('button', { name: 'Try again' }).click();
    assert.deepEqual(await host.posted(), [{ type: 'action', action: 'tryAgain' }]);
  });
});
