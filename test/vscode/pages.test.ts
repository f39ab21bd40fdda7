import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { silence } from '../support/scriptedReplies.ts';
import { scriptedRun, startListedServer } from './scriptedRun.ts';
import { workbenchSuite } from './workbenchSuite.ts';

const step = (page: FrameLocator, number: number): Locator => page.getByRole('button', { name: `Step ${number}: ` });
const question = (page: FrameLocator): Locator => page.getByRole('textbox', { name: 'Question' });
const answer = (page: FrameLocator): Locator => page.getByRole('region', { name: 'Answer' }).last();
/** Waits until the page says that this model is asked. */
const modelInUse = (page: FrameLocator, model: string): Promise<void> =>
  page.getByRole('combobox', { name: 'Model' }).getByRole('option', { name: model, selected: true }).waitFor({ state: 'attached' });

describe('Stepwise in the workbench of a real VS Code', function () {
  const bench = workbenchSuite(this);
  const statusItem = (name: string): Locator => bench.editor.page.locator('.statusbar-item').getByRole('button', { name });

  it('reasons about a selection beside the editor, and is there again after a reload', async () => {
    await bench.openConnected();
    bench.server.script(...scriptedRun());
    await bench.editor.openFile('stock.ts');
    await bench.editor.selectLines(6, 14);
    await bench.editor.runCommand('Stepwise: Reason About Selection');
    await bench.quickInput().getByText('lines 6–14 of stock.ts').waitFor();
    await bench.editor.page.keyboard.press('Enter');
    const page = bench.editor.stepwiseFrame('panel');
    await answer(page).getByText('It is a queue.').waitFor();
    // The box that asked for the instruction gives the focus back in its own time.
    await bench.editor.page.locator('.monaco-editor.focused').waitFor();
    assert.match(bench.chatRequests()[0]?.body.messages.at(-1)?.content ?? '', /stockByItem/);

    // The command writes down what VS Code remembers first, which a reload by the browser does not wait for.
    await Promise.all([bench.editor.page.waitForEvent('load'), bench.editor.runCommand('Developer: Reload Window')]);
    await answer(page).getByText('It is a queue.').waitFor();
    await step(page, 3).waitFor();

    bench.server.script(...scriptedRun('Because of the order.'));
    await question(page).fill('Why?');
    await question(page).press('Enter');
    await answer(page).getByText('Because of the order.').waitFor();
    const sent = bench.chatRequests()[4]?.body.messages ?? [];
    assert.ok(sent.some(({ role, content }) => role === 'assistant' && content === 'It is a queue.'));
  });

  it('answers in the side view, and Stop ends a run from the status bar', async () => {
    await bench.openConnected();
    await bench.editor.runCommand('Stepwise: Ask…');
    const page = bench.editor.stepwiseFrame('view');
    bench.server.script(...scriptedRun());
    await question(page).fill('What is it?');
    await question(page).press('Enter');
    await answer(page).getByText('It is a queue.').waitFor();
    await step(page, 1).waitFor();

    bench.server.script(silence);
    await question(page).fill('And why?');
    await question(page).press('Enter');
    const waiting = await bench.server.request(5);
    await statusItem('Stepwise: Stop').click();
    await waiting.closed;
    await question(page).and(page.locator(':enabled')).waitFor();
    await statusItem('Stepwise: Stop').waitFor({ state: 'hidden' });
  });

  it('keeps each key for the origin that it was given for', async () => {
    const other = await startListedServer('m2');
    await bench.openConnected();
    await bench.editor.runCommand('Stepwise: Set API Key…');
    await bench
      .quickInput()
      .getByText(`API key for ${new URL(bench.server.origin).host}`)
      .waitFor();
    await bench.quickBox().fill('  "Bearer secret-one" ');
    await bench.editor.page.keyboard.press('Enter');
    await bench.quickInput().waitFor({ state: 'hidden' });

    await bench.editor.runCommand('Stepwise: Ask…');
    const page = bench.editor.stepwiseFrame('view');
    const ask = async (): Promise<void> => {
      await question(page).fill('What is it?');
      await question(page).press('Enter');
    };
    bench.server.script(...scriptedRun('By the first.'));
    await ask();
    await answer(page).getByText('By the first.').waitFor();
    assert.deepEqual([...new Set(bench.chatRequests().map(({ headers }) => headers.authorization))], ['Bearer secret-one']);

    await bench.editor.runCommand('Stepwise: Connect to an Endpoint…');
    await bench.quickInput().getByText('Another URL…').click();
    await bench.typeBaseUrl(other.baseUrl);
    await bench.editor.page.keyboard.press('Enter');
    await bench.quickInput().getByRole('option').filter({ hasText: 'm2' }).click();
    await modelInUse(page, 'm2');
    other.script(...scriptedRun('By the second.'));
    await ask();
    await answer(page).getByText('By the second.').waitFor();
    assert.deepEqual([...new Set(other.requests.map(({ headers }) => headers.authorization))], [undefined]);
    await other.close();
  });

  it('offers to connect where nothing is connected, and asks no server before a click', async () => {
    await bench.open({});
    await bench.editor.runCommand('Stepwise: Ask…');
    const page = bench.editor.stepwiseFrame('view');
    for (const name of ['OpenAI', 'vLLM', 'Ollama', 'LM Studio', 'llama.cpp', 'DeepSeek', 'DashScope', 'OpenRouter', 'Another URL']) {
      await page.getByRole('button', { name }).waitFor();
    }
    await page.getByRole('button', { name: 'Another URL' }).click();
    await bench.typeBaseUrl(bench.server.origin);
    assert.equal(bench.server.requests.length, 0);
    await bench.editor.page.keyboard.press('Enter');
    await bench.quickInput().getByRole('option').filter({ hasText: 'm1' }).click();
    await modelInUse(page, 'm1');
    bench.server.script(...scriptedRun());
    await question(page).fill('What is it?');
    await question(page).press('Enter');
    await answer(page).getByText('It is a queue.').waitFor();
  });
});
