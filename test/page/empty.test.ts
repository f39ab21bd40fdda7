import assert from 'node:assert/strict';
import { runStart, stepStart } from './events.ts';
import { offers } from './scenes.ts';
import { pagesForSuite } from './suite.ts';
import { connectedUi, type TestPage } from './testPage.ts';
import { CHINESE_WORDS } from './wordsShown.ts';

describe('the empty page', function () {
  const openPage = pagesForSuite(this);
  let host: TestPage;
  beforeEach(async () => {
    host = await openPage();
  });

  const examples = () => host.page.getByRole('region', { name: 'Example questions' });

  it('offers example questions, and asks one with one click', async () => {
    await host.snapshot();
    assert.deepEqual(await examples().getByRole('button').allInnerTexts(), [
      'How many letters r are in strawberry?',
      'Which is larger, 9.11 or 9.9?',
    ]);
    await host.button('Which is larger, 9.11 or 9.9?').click();
    assert.deepEqual(await host.posted(), [{ type: 'ask', question: 'Which is larger, 9.11 or 9.9?' }]);
    await host.events(runStart('Which is larger, 9.11 or 9.9?'), stepStart(0));
    assert.equal(await examples().count(), 0);
  });

  it('offers them in Chinese to a Chinese reader', async () => {
    await host.snapshot({ words: CHINESE_WORDS, locale: 'zh-cn' });
    await host.button('strawberry中有多少个字母r？').click();
    assert.deepEqual(await host.posted(), [{ type: 'ask', question: 'strawberry中有多少个字母r？' }]);
  });

  it('offers a question about the file in the editor, where there is one', async () => {
    await host.snapshot();
    assert.equal(await examples().getByRole('button').count(), 2);
    await host.send({ type: 'ui', ui: { ...connectedUi, openFile: 'meetings.py' } });
    await host.button('What could go wrong in meetings.py?').click();
    assert.deepEqual(await host.posted(), [{ type: 'askAboutEditor', question: 'What could go wrong in meetings.py?' }]);
  });

  it('offers to connect first, and no question, while nothing is connected', async () => {
    await host.snapshot({ ui: { ...connectedUi, connected: false, offers } });
    assert.equal(await examples().count(), 0);
    assert.ok(await host.page.getByRole('region', { name: 'Connect' }).isVisible());
  });
});
