import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { scriptedRun } from '../../vscode/scriptedRun.ts';
import { workbenchSuite } from '../../vscode/workbenchSuite.ts';

const question = (page: FrameLocator): Locator => page.getByRole('textbox', { name: 'Question' });
const answer = (page: FrameLocator): Locator => page.getByRole('region', { name: 'Answer' }).last();

describe('The first minutes and the code of an answer in the workbench of a real VS Code', function () {
  const bench = workbenchSuite(this);

  it('inserts code at the cursor as one edit, opens it in a new editor, and opens the files that a text names', async () => {
    await bench.openConnected();
    await bench.editor.openFile('stock.ts');
    await bench.editor.selectLines(1, 1);
    await bench.editor.runCommand('Stepwise: Ask…');
    const page = bench.editor.stepwiseFrame('view');
    bench.server.script(...scriptedRun('See stock.ts:6-14, src/none.ts:1.\n\n```ts\nconst added = 1;\nconst more = 2;\n```\n\nDone.'));
    await question(page).fill('What is it?');
    await question(page).press('Enter');
    await page.getByRole('link', { name: 'stock.ts:6-14' }).waitFor();
    await page.locator('.missing', { hasText: 'src/none.ts:1' }).waitFor();

    const editor = bench.editor.page.locator('.editor-instance .view-lines').first();
    const words = async () => (await editor.innerText()).replaceAll('\u00a0', ' ');
    await page.getByRole('button', { name: 'Insert at cursor' }).click();
    await editor.getByText('const more = 2;').waitFor();
    assert.match(await words(), /const more = 2;/);
    assert.doesNotMatch(await words(), /interface Movement/);
    await bench.editor.page.locator('.monaco-editor.focused').waitFor();
    await bench.editor.page.keyboard.press('ControlOrMeta+z');
    await editor.getByText('const more = 2;').waitFor({ state: 'detached' });
    assert.match(await words(), /interface Movement/);

    await page.getByRole('button', { name: 'Open in new editor' }).click();
    await bench.editor.page.getByRole('tab', { name: /Untitled-1/ }).waitFor();
    await page.getByRole('link', { name: 'stock.ts:6-14' }).click();
    await bench.editor.page
      .locator('.statusbar-item')
      .filter({ hasText: /Ln 14, Col \d+ \(\d+ selected\)/ })
      .waitFor();
    await bench.editor.page.getByRole('tab', { name: /stock\.ts/, selected: true }).waitFor();
  });

  it('teaches by a walkthrough that sees what is done, and by an example about the code in the editor', async () => {
    await bench.openConnected();
    bench.server.script(...scriptedRun());
    const openWalkthrough = async (): Promise<void> => {
      await bench.editor.runCommand('Welcome: Open Walkthrough...');
      await bench.quickBox().fill('first minutes');
      await bench.quickInput().getByRole('option').filter({ hasText: 'The first minutes with Stepwise' }).click();
    };
    const tick = (name: string): Locator =>
      bench.editor.page.locator('.gettingStartedContainer').getByRole('checkbox', { name, exact: true });
    await openWalkthrough();
    await tick('Ask: Not completed').waitFor();

    await bench.editor.openFile('stock.ts');
    await bench.editor.runCommand('Stepwise: Ask…');
    const page = bench.editor.stepwiseFrame('view');
    await page.getByRole('button', { name: 'What could go wrong in stock.ts?' }).click();
    await answer(page).getByText('It is a queue.').waitFor();
    assert.match(bench.chatRequests()[0]?.body.messages.at(-1)?.content ?? '', /stockByItem/);

    await openWalkthrough();
    for (const name of ['Connect a model: Completed', 'Ask: Completed', 'Read: Completed', 'Steer: Not completed'])
      await tick(name).waitFor();
  });
});
