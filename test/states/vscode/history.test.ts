import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { silence } from '../../support/scriptedReplies.ts';
import { scriptedRun } from '../../vscode/scriptedRun.ts';
import { workbenchSuite } from '../../vscode/workbenchSuite.ts';

const KEY = 'sk-planted-key-0815';

const question = (page: FrameLocator): Locator => page.getByRole('textbox', { name: 'Question' });
const answer = (page: FrameLocator): Locator => page.getByRole('region', { name: 'Answer' }).last();
const session = (page: FrameLocator, name: string): Locator =>
  page.getByRole('list', { name: 'Sessions' }).getByRole('button', { name: new RegExp(`^${name}`) });
const search = (page: FrameLocator): Locator => page.getByRole('searchbox', { name: 'Search history' });

describe('The history in the workbench of a real VS Code', function () {
  const bench = workbenchSuite(this);

  it('lists sessions to be opened, renamed, pinned, deleted with Undo and exported, and keeps names over a reload', async () => {
    await bench.openConnected();
    await bench.editor.runCommand('Stepwise: Set API Key…');
    await bench.quickBox().fill(KEY);
    await bench.editor.page.keyboard.press('Enter');
    await bench.quickInput().waitFor({ state: 'hidden' });
    await bench.editor.runCommand('Stepwise: Ask…');
    const page = bench.editor.stepwiseFrame('view');
    const ask = async (words: string, answered: string): Promise<void> => {
      bench.server.script(...scriptedRun(answered));
      await question(page).fill(words);
      await question(page).press('Enter');
      await answer(page).getByText(answered).waitFor();
    };
    await ask(`What is ${KEY}?`, 'It is a key.');
    await bench.editor.runCommand('Stepwise: New Session');
    await ask('And what is a queue?', 'A line.');

    // A run that goes on is stopped when another session is opened, and kept.
    bench.server.script(silence);
    const next = bench.server.requests.length;
    await question(page).fill('And why?');
    await question(page).press('Enter');
    const waiting = await bench.server.request(next);
    await bench.editor.runCommand('Stepwise: Show History');
    await search(page).fill('a key');
    await session(page, 'What is').click();
    await answer(page).getByText('It is a key.').waitFor();
    await waiting.closed;

    // Going on in it: the question follows the answer that stands there.
    await ask('Really?', 'Yes.');
    const sent = bench.chatRequests().at(-1)?.body.messages ?? [];
    assert.ok(sent.some(({ role, content }) => role === 'assistant' && content === 'It is a key.'));

    await bench.editor.runCommand('Stepwise: Show History');
    await session(page, 'What is').focus();
    await session(page, 'What is').press('F2');
    await page.getByRole('textbox', { name: 'Name of the session' }).fill('Keys');
    await page.getByRole('textbox', { name: 'Name of the session' }).press('Enter');
    await session(page, 'Keys').waitFor();
    await page.getByRole('button', { name: 'Pin “And what is a queue?”' }).click();
    await page.getByRole('listitem').first().filter({ hasText: 'And what is a queue?' }).waitFor();

    await session(page, 'And what').press('Delete');
    await session(page, 'And what').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await session(page, 'And what').waitFor();

    await page.getByRole('button', { name: 'Export “Keys”…' }).click();
    await bench.quickInput().getByRole('option').filter({ hasText: 'JSON Lines' }).click();
    await bench.editor.page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('.quick-input-widget input[type="text"]')?.value.endsWith('keys.jsonl') === true,
    );
    await bench.editor.page.keyboard.press('Enter');
    await bench.editor.page.getByText('The session was exported to keys.jsonl.').waitFor();
    assert.ok((await readdir(bench.folder)).includes('keys.jsonl'));
    const exported = await readFile(join(bench.folder, 'keys.jsonl'), 'utf8');
    assert.match(exported, /"question":"What is \[key\]\?"/);
    assert.doesNotMatch(exported, new RegExp(KEY));

    await Promise.all([bench.editor.page.waitForEvent('load'), bench.editor.runCommand('Developer: Reload Window')]);
    await answer(page).getByText('Yes.').waitFor();
    await bench.editor.runCommand('Stepwise: Show History');
    await session(page, 'Keys').waitFor();
    await page.getByRole('listitem').first().filter({ hasText: 'And what is a queue?' }).waitFor();
    await search(page).press('Escape');
    await answer(page).getByText('Yes.').waitFor();
  });
});
