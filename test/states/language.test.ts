import assert from 'node:assert/strict';
import type { HostMessage } from '../../src/protocol/messages.ts';
import { runStart, step } from '../page/events.ts';
import { findMisplacedText } from '../page/look.ts';
import { SCENES } from '../page/scenes.ts';
import { pagesForSuite } from '../page/suite.ts';
import { CHINESE_WORDS, inForeignLetters, pseudoWords, textsShown, unmarkedWords } from '../page/wordsShown.ts';

/** What stands in Chinese text as it is: names of keys, formats and programs that have no other name. */
const ENGLISH_IN_CHINESE = /strawberry|US\$|Ctrl|Enter|Shift|Esc|Python|TypeScript|JSON Lines|vLLM|Ollama|llama\.cpp|DashScope/g;

/** Dates and times by Intl, as English has them. */
const BY_INTL = /\d+ (?:minute|hour|day)s? ago|yesterday|(?:\w+day, )?[A-Z][a-z]{2,8} \d{1,2}, \d{4}(?: at \d{1,2}:\d{2}\s[AP]M)?/g;

describe('the words of the page', function () {
  const openPage = pagesForSuite(this);
  const pseudo = pseudoWords();
  const inGreek = (message: HostMessage): HostMessage => inForeignLetters(message, 'λ');
  const inHan = (message: HostMessage): HostMessage => inForeignLetters(message, '字');

  for (const [name, play] of Object.entries(SCENES)) {
    it(`are all translated, and have room for 40 % more: ${name}`, async () => {
      const host = await openPage({ width: 640 });
      host.rewrite = inGreek;
      await play(host);
      await host.speak(pseudo, 'en');
      assert.deepEqual(unmarkedWords(await textsShown(host.page), BY_INTL), []);
      for (const width of [640, 300]) {
        await host.page.setViewportSize({ width, height: 720 });
        await host.drawn();
        assert.deepEqual(await findMisplacedText(host.page), [], `${width} pixels`);
      }
    });

    it(`are Chinese but for names that have no other: ${name}`, async () => {
      const host = await openPage({ width: 360 });
      host.rewrite = inHan;
      await play(host);
      await host.speak(CHINESE_WORDS, 'zh-cn');
      assert.deepEqual(unmarkedWords(await textsShown(host.page), ENGLISH_IN_CHINESE), []);
      assert.deepEqual(await findMisplacedText(host.page), []);
    });
  }

  it('would be found where one is not translated', async () => {
    const host = await openPage();
    host.rewrite = inGreek;
    await SCENES['finished']?.(host);
    const { Reasoning: _missing, ...rest } = pseudo;
    await host.speak(rest, 'en');
    assert.deepEqual(unmarkedWords(await textsShown(host.page)), ['Reasoning']);
  });

  it('are read out in the reader’s language', async () => {
    const host = await openPage();
    host.rewrite = inGreek;
    await host.snapshot();
    await host.speak(pseudo, 'en');
    await host.events(runStart('Why?'), ...step(0, 'One', 'x'));
    const heard = await host.page.getByRole('status', { name: /Progress/ }).innerText();
    assert.deepEqual(unmarkedWords(heard.split('\n')), []);
    assert.match(heard, /⟦Step 1 is finished/);
  });
});
