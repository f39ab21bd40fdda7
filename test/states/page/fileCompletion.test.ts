import assert from 'node:assert/strict';
import type { PageMessage } from '../../../src/protocol/messages.ts';
import { pagesForSuite } from '../../page/suite.ts';
import type { TestPage } from '../../page/testPage.ts';

const files = [
  { uri: 'file:///w/src/meetings.py', path: 'src/meetings.py' },
  { uri: 'file:///w/meetup.md', path: 'meetup.md' },
];

describe('A file that is named with @ in the question box', function () {
  const openPage = pagesForSuite(this);
  let host: TestPage;

  beforeEach(async () => {
    host = await openPage();
    await host.snapshot();
  });

  const box = () => host.page.getByRole('textbox', { name: 'Question' });
  const options = () => host.page.getByRole('listbox', { name: 'Files' }).getByRole('option');
  const lastAsked = async () =>
    (await host.posted()).findLast((message): message is Extract<PageMessage, { type: 'findFiles' }> => message.type === 'findFiles');
  const type = async (text: string, found = files) => {
    await box().pressSequentially(text);
    const asked = await lastAsked();
    if (asked) await host.send({ type: 'files', request: asked.request, files: found });
  };
  const active = async () => {
    const id = await box().getAttribute('aria-activedescendant');
    return id === null ? undefined : host.page.locator(`#${id}`).innerText();
  };
  const attached = async () => (await host.posted()).flatMap(message => (message.type === 'attach' ? message.uris : []));
  const asks = async () => (await host.posted()).filter(message => message.type === 'ask').length;

  it('is offered in a list that the box controls, while the focus stays in the box', async () => {
    await type('see @meet');
    assert.equal((await lastAsked())?.typed, 'meet');
    assert.deepEqual(await options().allInnerTexts(), ['meetings.py\nsrc', 'meetup.md']);
    assert.equal(await box().getAttribute('aria-controls'), await host.page.getByRole('listbox').getAttribute('id'));
    assert.match((await active()) ?? '', /^meetings\.py/);
    assert.ok(await box().evaluate(element => element === document.activeElement));
  });

  it('goes along as a chip with Enter, and its name stands in the sentence', async () => {
    await type('see @meet');
    await box().press('Enter');
    assert.deepEqual(await attached(), ['file:///w/src/meetings.py']);
    assert.equal(await box().inputValue(), 'see meetings.py ');
    assert.equal(await options().count(), 0);
    assert.equal(await asks(), 0);
  });

  it('is chosen with the arrows, Tab or a click', async () => {
    await type('@meet');
    await box().press('ArrowDown');
    await box().press('Enter');
    await type('@meet');
    await box().press('ArrowUp');
    await box().press('Tab');
    await type('@meet');
    await options().first().click();
    assert.deepEqual(await attached(), ['file:///w/meetup.md', 'file:///w/meetup.md', 'file:///w/src/meetings.py']);
    assert.equal(await box().inputValue(), 'meetup.md meetup.md meetings.py ');
  });

  it('is left alone after Escape, and Enter sends then', async () => {
    await type('@meet');
    await box().press('Escape');
    assert.equal(await options().count(), 0);
    await type('ings');
    assert.equal(await options().count(), 0);
    await box().press('Enter');
    assert.equal(await asks(), 1);
  });

  it('does not get into the way of other words with an @', async () => {
    await type('mail a@b.example');
    assert.equal(await lastAsked(), undefined);
    await type(' @override', [{ uri: 'file:///w/overview.md', path: 'docs/not_override.md' }]);
    assert.equal(await options().count(), 1);
    assert.equal(await active(), undefined, 'No file begins with that name.');
    await box().press('Enter');
    assert.equal(await asks(), 1);
    await type('@nothing', []);
    assert.equal(await options().count(), 0);
  });

  it('waits for the end of an input method’s composition', async () => {
    const keyboard = await host.page.context().newCDPSession(host.page);
    await box().pressSequentially('@');
    await keyboard.send('Input.imeSetComposition', { text: 'miti', selectionStart: 4, selectionEnd: 4 });
    assert.equal(await lastAsked(), undefined);
    await keyboard.send('Input.insertText', { text: '谜题' });
    await host.drawn();
    assert.equal((await lastAsked())?.typed, '谜题');
  });

  it('shows only what was found for the last letters', async () => {
    await box().pressSequentially('@me');
    const asked = (await host.posted()).filter(message => message.type === 'findFiles');
    assert.deepEqual(
      asked.map(({ typed }) => typed),
      ['m', 'me'],
    );
    await host.send({ type: 'files', request: asked[1]?.request ?? 0, files: files.slice(1) });
    await host.send({ type: 'files', request: asked[0]?.request ?? 0, files });
    assert.deepEqual(await options().allInnerTexts(), ['meetup.md']);
  });
});
