import assert from 'node:assert/strict';
import { answer, runEnd, runError, runStart, step, stepStart } from './events.ts';
import { pagesForSuite } from './suite.ts';

describe('the copy of a run', function () {
  const openPage = pagesForSuite(this);

  it('is the whole of it as Markdown: question, steps with their times, answer, totals', async () => {
    const host = await openPage();
    await host.snapshot();
    await host.events(runStart('Is it?'), ...step(0, 'Look', 'At *both*.'), ...answer('Yes.').slice(0, -1), runEnd({ answer: 'Yes.' }));
    await host.button('Copy run as Markdown').click();
    const [posted] = await host.posted();
    assert.ok(posted?.type === 'copy');
    assert.match(
      posted.text,
      /^## Question\n\n> Is it\?\n\n### Step 1: Look \(1\.2 s\)\n\nAt \*both\*\.\n\n## Answer \(0\.6 s\)\n\nYes\.\n\n---\n\n_smollm2-135m · balanced · 5\.1 s · /,
    );
  });

  it('tells of a failure too', async () => {
    const host = await openPage();
    await host.snapshot();
    await host.events(runStart('Is it?'), stepStart(0), runError('auth', 'key-refused', { host: 'a.example' }));
    await host.button('Copy run as Markdown').click();
    const [posted] = await host.posted();
    assert.match(posted?.type === 'copy' ? posted.text : '', /a\.example refused the API key/);
  });
});
