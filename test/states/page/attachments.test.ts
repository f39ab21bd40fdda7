import assert from 'node:assert/strict';
import type { PageMessage, PageUi } from '../../../src/protocol/messages.ts';
import { pagesForSuite } from '../../page/suite.ts';
import { connectedUi, type TestPage } from '../../page/testPage.ts';

const meetings = { id: 'a1', label: 'src/meetings.py:1-12', tokens: 120 };
const stock = { id: 'a2', label: 'stock.ts', tokens: 300 };
const CODE = 'def earliest(meetings):\n    return min(meetings)\n';

describe('What goes along with a question', function () {
  const openPage = pagesForSuite(this);
  let host: TestPage;

  beforeEach(async () => {
    host = await openPage();
    await host.snapshot();
  });

  const box = () => host.page.getByRole('textbox', { name: 'Question' });
  const chips = () => host.page.getByRole('list', { name: 'Goes along with the question' }).getByRole('listitem');
  const ui = (over: Partial<PageUi>) => host.send({ type: 'ui', ui: { ...connectedUi, ...over } });
  const posted = async <Type extends PageMessage['type']>(type: Type) =>
    (await host.posted()).filter((message): message is Extract<PageMessage, { type: Type }> => message.type === type);
  const hasFocus = () => box().evaluate(element => element === document.activeElement);

  it('stands in the box as chips with file and lines, several of them, also after a reload of the page', async () => {
    await ui({ attachments: [meetings, stock] });
    assert.deepEqual(await chips().allInnerTexts(), ['meetings.py:1-12\nsrc/meetings.py:1-12', 'stock.ts\nstock.ts']);
    await host.page.reload();
    await host.snapshot({ ui: { ...connectedUi, attachments: [meetings, stock] } });
    assert.equal(await chips().count(), 2);
  });

  it('is asked about with the question', async () => {
    await ui({ attachments: [meetings, stock] });
    await box().fill('Why?');
    await box().press('Enter');
    assert.deepEqual(await host.posted(), [{ type: 'ask', question: 'Why?', attachments: ['a1', 'a2'] }]);
  });

  it('is taken out with the button of its chip, and the box has the focus then', async () => {
    await ui({ attachments: [meetings] });
    await host.button('Remove src/meetings.py:1-12').click();
    assert.deepEqual(await host.posted(), [{ type: 'detach', id: 'a1' }]);
    await ui({ attachments: [] });
    assert.equal(await chips().count(), 0);
    assert.ok(await hasFocus());
  });

  it('is offered where something is selected in the editor: one click adds it', async () => {
    await ui({ selection: { label: 'src/meetings.py:3-4' } });
    await host.button('Add src/meetings.py:3-4').click();
    assert.deepEqual(await host.posted(), [{ type: 'attachSelection', label: 'src/meetings.py:3-4' }]);
    await ui({});
    assert.equal(await host.button('Add src/meetings.py:3-4').count(), 0);
  });

  it('can be chosen from the files of the workspace', async () => {
    await host.button('Add a file').click();
    assert.deepEqual(await host.posted(), [{ type: 'action', action: 'attachFile' }]);
  });

  describe('by paste', () => {
    const paste = async (text: string, key = 'Control+v') => {
      await host.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await host.page.evaluate(words => navigator.clipboard.writeText(words), text);
      await box().focus();
      await host.page.keyboard.press(key);
    };
    const answer = async (attached: boolean) => {
      await host.page.waitForFunction(() => Reflect.get(window, 'posted').some((one: PageMessage) => one.type === 'attachPasted'));
      const [asked] = await posted('attachPasted');
      assert.equal(asked?.text, CODE);
      await host.send({ type: 'pasted', request: asked.request, attached });
    };

    it('is a chip where the code lies in an editor, and the box stays as it was', async () => {
      await box().fill('Look: ');
      await paste(CODE);
      await answer(true);
      assert.equal(await box().inputValue(), 'Look: ');
    });

    it('is plain text where the code lies nowhere, and can be undone', async () => {
      await box().fill('Look: ');
      await paste(CODE);
      await answer(false);
      assert.equal(await box().inputValue(), `Look: ${CODE}`);
      await box().press('Control+z');
      assert.equal(await box().inputValue(), 'Look: ');
    });

    it('is plain text where the host does not answer', async () => {
      await paste(CODE);
      await host.page.waitForFunction(code => document.querySelector('textarea')?.value === code, CODE);
    });

    it('is plain text, and no host is asked, for a word and for Ctrl+Shift+V', async () => {
      await paste('earliest');
      await paste(CODE, 'Control+Shift+V');
      assert.equal(await box().inputValue(), `earliest${CODE}`);
      assert.deepEqual(await posted('attachPasted'), []);
    });
  });

  describe('by drag and drop', () => {
    const drop = (data: Readonly<Record<string, string>>) =>
      box().evaluate((element, items) => {
        const dataTransfer = new DataTransfer();
        for (const [type, text] of Object.entries(items)) dataTransfer.setData(type, text);
        const options = { dataTransfer, bubbles: true, cancelable: true };
        return ['dragover', 'drop'].map(type => !element.dispatchEvent(new DragEvent(type, options)));
      }, data);

    it('is every file that was dropped, as VS Code names them', async () => {
      assert.deepEqual(await drop({ 'application/vnd.code.uri-list': 'file:///w/a.py\r\nfile:///w/b.py#L3-L9' }), [true, true]);
      assert.deepEqual(await posted('attach'), [{ type: 'attach', uris: ['file:///w/a.py', 'file:///w/b.py#L3-L9'] }]);
    });

    it('is a file of another program, too', async () => {
      await drop({ 'text/uri-list': '# a comment\nfile:///w/c.py' });
      assert.deepEqual(await posted('attach'), [{ type: 'attach', uris: ['file:///w/c.py'] }]);
    });

    it('is nothing where text is dropped: the box takes that by itself', async () => {
      assert.deepEqual(await drop({ 'text/plain': 'words' }), [false, false]);
      assert.deepEqual(await posted('attach'), []);
    });
  });

  it('gives the question back to an empty box where it was not asked after all', async () => {
    await box().fill('Why?');
    await box().press('Enter');
    await host.send({ type: 'giveBack', question: 'Why?' });
    assert.equal(await box().inputValue(), 'Why?');
    await box().fill('Something else');
    await host.send({ type: 'giveBack', question: 'Why?' });
    assert.equal(await box().inputValue(), 'Something else');
  });
});
