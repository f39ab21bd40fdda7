import assert from 'node:assert/strict';
import type { CDPSession } from 'playwright-core';
import { answer, runCancel, runStart, step, stepStart } from './events.ts';
import { pagesForSuite } from './suite.ts';
import { connectedUi, type TestPage } from './testPage.ts';

describe('the question box', function () {
  const openPage = pagesForSuite(this);
  let host: TestPage;

  beforeEach(async () => {
    host = await openPage();
    await host.snapshot();
  });

  const box = () => host.page.getByRole('textbox', { name: 'Question' });

  it('sends with Enter, and is empty then', async () => {
    await box().fill('Why?');
    await box().press('Enter');
    assert.deepEqual(await host.posted(), [{ type: 'ask', question: 'Why?' }]);
    assert.equal(await box().inputValue(), '');
  });

  it('breaks the line with Shift+Enter and grows with its lines', async () => {
    const height = async () => (await box().boundingBox())?.height ?? 0;
    const before = await height();
    await box().pressSequentially('one');
    await box().press('Shift+Enter');
    await box().pressSequentially('two');
    assert.equal(await box().inputValue(), 'one\ntwo');
    assert.deepEqual(await host.posted(), []);
    assert.ok((await height()) > before);
  });

  it('sends with Ask, and keeps the focus in the box', async () => {
    await box().fill('Why?');
    await host.button('Ask').click();
    assert.deepEqual(await host.posted(), [{ type: 'ask', question: 'Why?' }]);
    assert.ok(await box().evaluate(element => element === document.activeElement));
  });

  it('sends nothing that is only blanks', async () => {
    await box().fill('  \n ');
    await box().press('Enter');
    await host.button('Ask').click({ force: true });
    assert.deepEqual(await host.posted(), []);
  });

  it('sends nothing while no endpoint is connected, and keeps the words', async () => {
    await host.send({ type: 'ui', ui: { ...connectedUi, connected: false } });
    await box().fill('Why?');
    await box().press('Enter');
    assert.deepEqual(await host.posted(), []);
    assert.equal(await box().inputValue(), 'Why?');
  });

  it('brings earlier questions back with the up arrow in an empty box', async () => {
    await host.events(runStart('first', 'r1'), ...answer('1'), runStart('second', 'r2'), ...answer('2'));
    await box().press('ArrowUp');
    assert.equal(await box().inputValue(), 'second');
    await box().press('ArrowUp');
    assert.equal(await box().inputValue(), 'first');
    await box().press('ArrowDown');
    assert.equal(await box().inputValue(), 'second');
    await box().press('ArrowDown');
    assert.equal(await box().inputValue(), '');
  });

  it('leaves the up arrow to the words that the reader typed', async () => {
    await host.events(runStart('first'), ...answer('1'));
    await box().fill('my own');
    await box().press('ArrowUp');
    assert.equal(await box().inputValue(), 'my own');
  });

  it('keeps unsent words over a reload', async () => {
    await box().fill('half a thou');
    await host.page.reload();
    await host.snapshot();
    assert.equal(await box().inputValue(), 'half a thou');
  });

  it('offers preset, strategy, language and model, and posts what is chosen', async () => {
    const choose = (name: string, label: string) => host.page.getByRole('combobox', { name }).selectOption({ label });
    await choose('Preset', 'Thorough');
    await choose('Strategy', 'Direct answer');
    await choose('Language', '简体中文');
    await choose('Model', 'qwen2.5-7b-instruct');
    assert.deepEqual(await host.posted(), [
      { type: 'choose', what: 'preset', value: 'thorough' },
      { type: 'choose', what: 'strategy', value: 'direct' },
      { type: 'choose', what: 'language', value: 'zh-cn' },
      { type: 'choose', what: 'model', value: 'qwen2.5-7b-instruct' },
    ]);
  });

  describe('while a run goes on', () => {
    beforeEach(() => host.events(runStart('Why?'), ...step(0, 'One', 'First.'), stepStart(1)));

    it('offers Stop and Answer now', async () => {
      await host.button('Answer now').click();
      await host.button('Stop').click();
      assert.deepEqual(await host.posted(), [
        { type: 'action', action: 'answerNow' },
        { type: 'action', action: 'stop' },
      ]);
    });

    it('hands the focus to the box when Stop goes away with the run', async () => {
      await host.button('Stop').focus();
      await host.events(runCancel);
      assert.equal(await host.button('Stop').count(), 0);
      assert.ok(await box().evaluate(element => element === document.activeElement));
    });

    it('offers no Answer now once the answer is being written', async () => {
      await host.events(answer('x')[0] ?? runCancel);
      assert.equal(await host.button('Answer now').count(), 0);
      assert.equal(await host.button('Stop').count(), 1);
    });

    it('still takes a question', async () => {
      assert.equal(await host.button('Ask').count(), 0);
      await box().fill('Another one');
      await host.button('Ask').click();
      assert.deepEqual(await host.posted(), [{ type: 'ask', question: 'Another one' }]);
    });
  });

  describe('with an input method', () => {
    let keyboard: CDPSession;
    beforeEach(async () => {
      keyboard = await host.page.context().newCDPSession(host.page);
      await box().focus();
    });

    const compose = (text: string) =>
      keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    const key = async (code: number) => {
      const press = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: code, nativeVirtualKeyCode: code };
      await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...press });
      await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...press });
    };

    it('does not send with the Enter that ends a composition', async () => {
      await compose('wei');
      await key(229);
      await keyboard.send('Input.insertText', { text: '为' });
      assert.equal(await box().inputValue(), '为');
      assert.deepEqual(await host.posted(), []);
    });

    it('does not send with an Enter during a composition, whatever its key code', async () => {
      await compose('wei');
      await key(13);
      assert.deepEqual(await host.posted(), []);
    });

    it('does not send with an Enter that comes in one task with the end of a composition', async () => {
      await box().fill('为什么');
      await box().evaluate(element => {
        element.dispatchEvent(new CompositionEvent('compositionend', { data: '么', bubbles: true }));
        element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
      });
      assert.deepEqual(await host.posted(), []);
    });

    it('sends with the next Enter', async () => {
      await compose('weishenme');
      await keyboard.send('Input.insertText', { text: '为什么？' });
      await host.page.evaluate(() => new Promise(resolve => setTimeout(resolve))); // no finger is quicker
      await key(13);
      assert.deepEqual(await host.posted(), [{ type: 'ask', question: '为什么？' }]);
    });
  });
});
