import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { silence } from '../../support/scriptedReplies.ts';
import { scriptedRun } from '../../vscode/scriptedRun.ts';
import { workbenchSuite } from '../../vscode/workbenchSuite.ts';

const question = (page: FrameLocator): Locator => page.getByRole('textbox', { name: 'Question' });
/** The words come back from the extension, in their own time. */
async function untilBoxHolds(page: FrameLocator, words: string): Promise<void> {
  while ((await question(page).inputValue()) !== words) await new Promise(resolve => setTimeout(resolve, 50));
}
const chip = (page: FrameLocator, label: string): Locator => page.getByRole('button', { name: `Remove ${label}` });

describe('Questions in the workbench of a real VS Code', function () {
  const bench = workbenchSuite(this);
  const statusItem = (name: string | RegExp): Locator => bench.editor.page.locator('.statusbar-item').getByRole('button', { name });

  it('take along a selection, pasted code and a named file, as they stand when they are asked', async () => {
    await bench.openConnected();
    const { editor, server } = bench;
    const { keyboard } = editor.page;
    await editor.runCommand('Stepwise: Ask…');
    const page = editor.stepwiseFrame('view');
    await question(page).waitFor();
    await editor.openFile('meetings.py');
    await editor.selectLines(1, 4);
    await page.getByRole('button', { name: 'Add meetings.py:1-4' }).click();
    await chip(page, 'meetings.py:1-4').waitFor();

    await editor.openFile('stock.ts');
    await editor.selectLines(6, 14);
    await keyboard.press('Control+c');
    await question(page).click();
    await keyboard.press('Control+v');
    await chip(page, 'stock.ts:6-14').waitFor();
    assert.equal(await question(page).inputValue(), '');

    await question(page).pressSequentially('What is in @read');
    await page.getByRole('option', { name: /README\.md/ }).waitFor();
    await keyboard.press('Enter');
    await chip(page, 'README.md').waitFor();
    assert.equal(await question(page).inputValue(), 'What is in README.md ');
    await chip(page, 'meetings.py:1-4').click();
    await chip(page, 'meetings.py:1-4').waitFor({ state: 'detached' });

    // The lines go on standing for the same text.
    await editor.openFile('stock.ts');
    await keyboard.press('Control+Home');
    await keyboard.type('// A new first line.');
    await keyboard.press('Enter');
    await chip(page, 'stock.ts:7-15').waitFor();

    server.script(...scriptedRun());
    await question(page).press('Enter');
    await page.getByRole('region', { name: 'Answer' }).getByText('It is a queue.').waitFor();
    const sent = bench.chatRequests()[0]?.body.messages.find(({ role }) => role === 'user')?.content ?? '';
    assert.deepEqual(
      [...sent.matchAll(/<excerpt path="([^"]+)" lines="([\d-]+)"/g)].map(([, path, lines]) => `${path}:${lines}`),
      ['stock.ts:7-15', 'README.md:1-9'],
    );
    assert.equal(await page.getByRole('list', { name: 'Goes along with the question' }).count(), 0);

    // The step in the status bar, and the page at a click.
    server.script(...scriptedRun().slice(0, 1), silence);
    await question(page).fill('And why?');
    await question(page).press('Enter');
    await statusItem(/Stepwise: step 2/).waitFor();
    const sideBar = editor.page.locator('.part.sidebar').getByRole('heading', { name: 'Stepwise' }).first();
    const badge = editor.page.getByRole('tab', { name: /^Stepwise.*A run goes on/ });
    assert.equal(await badge.count(), 0);
    await editor.runCommand('View: Toggle Primary Side Bar Visibility');
    await sideBar.waitFor({ state: 'hidden' });
    await badge.waitFor();
    await statusItem(/Stepwise: step 2/).click();
    await sideBar.waitFor();
    await badge.waitFor({ state: 'detached' });
    await statusItem('Stepwise: Stop').click();
    await statusItem('Stepwise: Stop').waitFor({ state: 'hidden' });
  });

  it('about a selection are put from the context menu of the editor', async () => {
    await bench.openConnected();
    const { editor, server } = bench;
    await editor.openFile('stock.ts');
    await editor.selectLines(6, 14);
    await editor.page.locator('.view-lines').getByText('stockByItem').first().click({ button: 'right' });
    await editor.page.locator('.monaco-menu').getByRole('menuitem', { name: 'Reason About Selection' }).click();
    server.script(...scriptedRun());
    await bench.quickInput().getByText('lines 6–14 of stock.ts').waitFor();
    await editor.page.keyboard.press('Enter');
    await editor.stepwiseFrame('panel').getByRole('region', { name: 'Answer' }).getByText('It is a queue.').waitFor();
    assert.match(bench.chatRequests()[0]?.body.messages.at(-1)?.content ?? '', /stockByItem/);
  });

  it('are not asked elsewhere as dearly before a yes, and stand in the box again after a no', async () => {
    await bench.open({ 'stepwise.baseUrl': 'http://models.invalid/v1', 'stepwise.model': 'm1', 'stepwise.preset': 'thorough' });
    await bench.editor.runCommand('Stepwise: Ask…');
    const page = bench.editor.stepwiseFrame('view');
    const dialog = bench.editor.page.locator('.monaco-dialog-box');
    await page.getByText(/^6–26 requests, up to about/).waitFor();
    await question(page).fill('Why?');
    await question(page).press('Enter');
    await dialog.getByText('Ask m1 on models.invalid?').waitFor();
    await dialog.getByText(/6–26 requests, up to about [\d,]+ tokens/).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await untilBoxHolds(page, 'Why?');
    assert.equal(await page.getByRole('alert').count(), 0);

    await question(page).press('Enter');
    await dialog.getByRole('button', { name: 'Ask' }).click();
    await page.getByRole('alert').first().waitFor();
    await question(page).fill('And now?');
    await question(page).press('Enter');
    await page.getByRole('heading', { name: 'And now?' }).waitFor();
    assert.equal(await dialog.count(), 0, 'It is asked once.');
  });
});
