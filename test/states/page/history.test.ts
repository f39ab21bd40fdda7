import assert from 'node:assert/strict';
import type { HistoryEntry, HistoryList } from '../../../src/protocol/messages.ts';
import { answer, runStart } from '../../page/events.ts';
import { listed } from '../../page/scenes.ts';
import { pagesForSuite } from '../../page/suite.ts';
import type { TestPage } from '../../page/testPage.ts';

const entry = (id: string, name: string, over: Partial<HistoryEntry> = {}): HistoryEntry => listed(id, name, 5 * 60_000, over);

const ENTRIES = [
  entry('p', 'Which lock is held too long?', { isPinned: true, text: 'Look at the writer\nThe second one.' }),
  entry('a', 'Is this binary search correct?', { isCurrent: true, text: 'Try the smallest inputs' }),
  entry('b', '为什么会溢出？', { questions: 1, isInUse: true }),
];
const listOf = (entries: readonly HistoryEntry[], over: Partial<HistoryList> = {}): HistoryList => ({
  entries,
  deleted: [],
  isKept: true,
  ...over,
});

describe('the history on the page', function () {
  const openPage = pagesForSuite(this);
  let host: TestPage;

  beforeEach(async () => {
    host = await openPage();
    await host.snapshot();
    await host.events(runStart('Why?'), ...answer('Because.'));
    await host.send({ type: 'history', list: listOf(ENTRIES) });
  });

  const show = (list: HistoryList) => host.send({ type: 'history', list });
  const search = () => host.page.getByRole('searchbox', { name: 'Search history' });
  const sessions = () => host.page.getByRole('list', { name: 'Sessions' });
  const row = (name: string) => sessions().getByRole('listitem').filter({ hasText: name });
  const open = (name: string) => sessions().getByRole('button', { name: new RegExp(`^${name}`) });
  /** As they are drawn: a row that has just come has no text before the browser knows that it is in the window. */
  const names = async () => {
    await host.drawn();
    return sessions().getByRole('listitem').locator('.session-name').allInnerTexts();
  };
  const focused = () =>
    host.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
  const press = (key: string) => host.page.keyboard.press(key);

  it('lists sessions by their first question, with when, how many questions and which model', async () => {
    assert.deepEqual(
      await names(),
      ENTRIES.map(({ name }) => name),
    );
    assert.match(await row('Is this binary').innerText(), /\d minutes ago · shown now · 2 questions · smollm2-135m/);
    assert.match(await row('为什么').innerText(), /open in another window · 1 question · smollm2-135m/);
    assert.match((await open('Which lock').textContent()) ?? '', /\(pinned\)/);
    assert.equal(await open('Is this binary').getAttribute('aria-current'), 'true');
  });

  it('stands in the place of the session, which is there again as it was', async () => {
    assert.equal(await host.page.getByText('Because.').isVisible(), false);
    assert.equal(await host.page.getByRole('textbox', { name: 'Question' }).isVisible(), false);
    await host.send({ type: 'history' });
    assert.equal(await host.page.getByText('Because.').isVisible(), true);
    assert.equal(await search().count(), 0);
  });

  it('is searched as one types, in names, steps and answers', async () => {
    assert.ok((await focused()).includes('Search history'));
    await search().pressSequentially('smallest');
    assert.deepEqual(await names(), ['Is this binary search correct?']);
    await search().fill('溢出');
    assert.deepEqual(await names(), ['为什么会溢出？']);
    await search().fill('second one');
    assert.deepEqual(await names(), ['Which lock is held too long?']);
    await press('Enter');
    assert.deepEqual(await host.posted(), [{ type: 'openSession', session: 'p' }]);
    await search().fill('nowhere');
    assert.equal(await host.page.getByText('No session matches “nowhere”.').isVisible(), true);
    await press('Escape');
    assert.equal((await names()).length, 3);
  });

  it('is gone through with the arrow keys, and Enter opens', async () => {
    await press('ArrowDown');
    assert.match(await focused(), /^Which lock/);
    await press('ArrowDown');
    await press('ArrowDown');
    await press('ArrowDown');
    assert.match(await focused(), /^为什么/);
    await press('ArrowUp');
    assert.match(await focused(), /^Is this binary/);
    await press('End');
    await press('Home');
    await press('Enter');
    assert.deepEqual(await host.posted(), [{ type: 'openSession', session: 'p' }]);
  });

  it('gives one stop of the Tab key to the list, and then its buttons', async () => {
    await press('Tab');
    assert.match(await focused(), /^Which lock/);
    await press('Tab');
    assert.equal(await focused(), 'Unpin “Which lock is held too long?”');
    for (const _ of ['Rename', 'Export', 'Delete', 'beyond']) await press('Tab');
    assert.match(await focused(), /Open a recording/);
  });

  it('renames with F2, in the list itself', async () => {
    await open('Is this binary').focus();
    await press('F2');
    const box = host.page.getByRole('textbox', { name: 'Name of the session' });
    assert.equal(await box.inputValue(), 'Is this binary search correct?');
    await host.page.keyboard.type('Binary search');
    await press('Enter');
    assert.deepEqual(await host.posted(), [{ type: 'renameSession', session: 'a', name: 'Binary search' }]);
    assert.match(await focused(), /^Is this binary/, 'the row has the focus again');
    await press('F2');
    await host.page.keyboard.type('Nothing');
    await press('Escape');
    assert.equal((await host.posted()).length, 1, 'Escape keeps the name');
    assert.equal(await search().count(), 1, 'and the list');
  });

  it('pins and takes the pin back', async () => {
    await row('Is this binary').hover();
    await host.button('Pin “Is this binary search correct?”').click();
    await host.button('Unpin “Which lock is held too long?”').click();
    assert.deepEqual(await host.posted(), [
      { type: 'pinSession', session: 'a', pinned: true },
      { type: 'pinSession', session: 'p', pinned: false },
    ]);
  });

  it('deletes with Delete, hands the focus to the next row, and Undo gives the session back', async () => {
    await open('Is this binary').focus();
    await press('Delete');
    assert.deepEqual(await host.posted(), [{ type: 'deleteSession', session: 'a' }]);
    const deleted = [{ id: 'a', name: 'Is this binary search correct?' }];
    await show(
      listOf(
        ENTRIES.filter(({ id }) => id !== 'a'),
        { deleted },
      ),
    );
    assert.match(await focused(), /^为什么/);
    await host.button('Undo').click();
    assert.deepEqual((await host.posted()).at(-1), { type: 'restoreSession', session: 'a' });
    await show(listOf(ENTRIES));
    assert.equal(await focused(), 'Search history');
  });

  it('exports a session from its row', async () => {
    await host.button('Export “为什么会溢出？”…').click();
    assert.deepEqual(await host.posted(), [{ type: 'exportSession', session: 'b' }]);
  });

  it('goes back to the session with its button and with Escape', async () => {
    await press('Escape');
    await host.button('Back to the session').click();
    assert.deepEqual(await host.posted(), [
      { type: 'showHistory', shown: false },
      { type: 'showHistory', shown: false },
    ]);
  });

  it('opens a recording', async () => {
    await host.button('Open a recording…').click();
    assert.deepEqual(await host.posted(), [{ type: 'openRecording' }]);
  });

  it('teaches what will stand there while there is nothing, and says where nothing is kept', async () => {
    await show(listOf([]));
    assert.match(await host.text(), /Every session of this workspace will stand here, named after its first question\./);
    await show(listOf([], { isKept: false }));
    await host.button('Open setting').click();
    assert.deepEqual(await host.posted(), [{ type: 'openSetting', setting: 'stepwise.history.enabled' }]);
  });

  it('says that the sessions are being read, as long as they are', async () => {
    await show(listOf([], { isReading: true }));
    assert.match(await host.text(), /Reading the sessions…/);
    assert.doesNotMatch(await host.text(), /will stand here/);
  });

  it('lists 500 sessions and finds one among them', async () => {
    const many = Array.from({ length: 500 }, (_, number) => entry(`e${number}`, `Session ${number}`, { text: 'x '.repeat(500) }));
    await show(listOf(many));
    await search().fill('session 499');
    assert.deepEqual(await names(), ['Session 499']);
    await search().fill('');
    assert.equal((await names()).length, 500);
  });
});
