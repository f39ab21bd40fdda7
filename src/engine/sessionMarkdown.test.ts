import assert from 'node:assert/strict';
import { recordSession } from '../../test/support/recordedSession.ts';
import { createReaderWords } from './readerWords.ts';
import { sessionOfRecording } from './recording.ts';
import { runMarkdown } from './runMarkdown.ts';
import { sessionMarkdown } from './sessionMarkdown.ts';

const words = createReaderWords({}, 'en');

describe('A session as Markdown', () => {
  it('names its branches, and tells what each run is for', async () => {
    const text = sessionMarkdown(sessionOfRecording((await recordSession()).events, 's'), words);
    assert.deepEqual(
      text.match(/^##? .*$/gm)?.filter(line => !line.startsWith('## Answer')),
      [
        '# Branch: Original',
        '## Question',
        '## Thinking more',
        '## Question',
        '# Branch: Step 2 edited',
        '## Step 2 edited',
        '# Branch: About step 1',
        '## About step 1',
        '# Branch: Direct answer',
        '## Direct answer',
      ],
    );
    assert.match(text, /### Step 1: Look \(0\.0 s\)\n\nAs plain text\.\n\n> Remark: Mind the empty list\.\n/);
    assert.match(text, /### Step 2: Mind \(edited by you\)\n\nThe empty list\.\n/);
    assert.match(text, /`a\.ts:3-9`/);
    assert.doesNotMatch(text, /NEXT: continue/);
  });

  it('is the run where there is but one', async () => {
    const { runs } = sessionOfRecording((await recordSession()).events, 's');
    const [run] = runs;
    assert.ok(run);
    assert.equal(sessionMarkdown({ id: 's', runs: [run] }, words), runMarkdown(run, words));
  });
});
