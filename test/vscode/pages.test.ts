import assert from 'node:assert/strict';
import type { Browser, FrameLocator, Locator } from 'playwright-core';
import { currentVsix } from '../../scripts/lab/vsix.mjs';
import { openBrowser } from '../support/lab/browser.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../support/lab/workbench.ts';
import { silence } from '../support/scriptedReplies.ts';
import type { ScriptedServer } from '../support/scriptedServer.ts';
import { type SampleFolder, sampleFolder } from './sampleFolder.ts';
import { scriptedRun, startListedServer } from './scriptedRun.ts';

/** The machine may have much else to do. */
const PATIENCE_MS = 90_000;

const step = (page: FrameLocator, number: number): Locator => page.getByRole('button', { name: `Step ${number}: ` });
const question = (page: FrameLocator): Locator => page.getByRole('textbox', { name: 'Question' });
const answer = (page: FrameLocator): Locator => page.getByRole('region', { name: 'Answer' }).last();
/** Waits until the page says that this model is asked. */
const modelInUse = (page: FrameLocator, model: string): Promise<void> =>
  page.getByRole('combobox', { name: 'Model' }).getByRole('option', { name: model, selected: true }).waitFor({ state: 'attached' });

describe('Stepwise in the workbench of a real VS Code', function () {
  this.timeout(240_000);
  let browser: Browser;
  let vsix: string;
  let sample: SampleFolder;
  let server: ScriptedServer;
  let editor: Workbench;

  before(async () => {
    [browser, vsix, sample] = await Promise.all([openBrowser(), currentVsix(), sampleFolder()]);
  });
  after(async () => {
    await browser.close();
    await sample.remove();
  });
  beforeEach(async () => {
    server = await startListedServer();
  });
  afterEach(async () => {
    await editor.close();
    await server.close();
  });

  const open = async (settings: Readonly<Record<string, unknown>>, more: Partial<WorkbenchOptions> = {}): Promise<void> => {
    editor = await openWorkbench({ vsix, workspaceFolder: sample.path, browser, settings, ...more });
    editor.page.setDefaultTimeout(PATIENCE_MS);
  };
  const openConnected = (settings: Readonly<Record<string, unknown>> = {}): Promise<void> =>
    open({ 'stepwise.baseUrl': server.baseUrl, 'stepwise.model': 'm1', ...settings });
  const quickInput = (): Locator => editor.page.locator('.quick-input-widget');
  const quickBox = (): Locator => quickInput().locator('input');
  const chatRequests = () => server.requests.filter(({ path }) => path.endsWith('/chat/completions'));

  it('reasons about a selection beside the editor, and is there again after a reload', async () => {
    await openConnected();
    server.script(...scriptedRun());
    await editor.openFile('stock.ts');
    await editor.selectLines(6, 14);
    await editor.runCommand('Stepwise: Reason About Selection');
    await quickInput().getByText('lines 6–14 of stock.ts').waitFor();
    await editor.page.keyboard.press('Enter');
    const page = editor.stepwiseFrame('panel');
    await answer(page).getByText('It is a queue.').waitFor();
    assert.equal(await editor.page.locator('.monaco-editor.focused').count(), 1, 'The editor keeps the focus.');
    assert.match(chatRequests()[0]?.body.messages.at(-1)?.content ?? '', /stockByItem/);

    // The command writes down what VS Code remembers first, which a reload by the browser does not wait for.
    await Promise.all([editor.page.waitForEvent('load'), editor.runCommand('Developer: Reload Window')]);
    await answer(page).getByText('It is a queue.').waitFor();
    await step(page, 3).waitFor();

    server.script(...scriptedRun('Because of the order.'));
    await question(page).fill('Why?');
    await question(page).press('Enter');
    await answer(page).getByText('Because of the order.').waitFor();
    const sent = chatRequests()[4]?.body.messages ?? [];
    assert.ok(sent.some(({ role, content }) => role === 'assistant' && content === 'It is a queue.'));
  });

  it('answers in the side view, and Stop ends a run from the status bar', async () => {
    await openConnected();
    await editor.runCommand('Stepwise: Ask…');
    const page = editor.stepwiseFrame('view');
    server.script(...scriptedRun());
    await question(page).fill('What is it?');
    await question(page).press('Enter');
    await answer(page).getByText('It is a queue.').waitFor();
    await step(page, 1).waitFor();

    server.script(silence);
    await question(page).fill('And why?');
    await question(page).press('Enter');
    const waiting = await server.request(5);
    await editor.page.locator('.statusbar-item').filter({ hasText: 'Stepwise: Stop' }).click();
    await waiting.closed;
    await question(page).and(page.locator(':enabled')).waitFor();
    await editor.page.locator('.statusbar-item').filter({ hasText: 'Stepwise: Stop' }).waitFor({ state: 'hidden' });
  });

  it('keeps each key for the origin that it was given for', async () => {
    const other = await startListedServer('m2');
    await openConnected();
    await editor.runCommand('Stepwise: Set API Key…');
    await quickInput()
      .getByText(`API key for ${new URL(server.origin).host}`)
      .waitFor();
    await quickBox().fill('  "Bearer secret-one" ');
    await editor.page.keyboard.press('Enter');
    await quickInput().waitFor({ state: 'hidden' });

    await editor.runCommand('Stepwise: Ask…');
    const page = editor.stepwiseFrame('view');
    const ask = async (): Promise<void> => {
      await question(page).fill('What is it?');
      await question(page).press('Enter');
    };
    server.script(...scriptedRun('By the first.'));
    await ask();
    await answer(page).getByText('By the first.').waitFor();
    assert.deepEqual([...new Set(chatRequests().map(({ headers }) => headers.authorization))], ['Bearer secret-one']);

    await editor.runCommand('Stepwise: Connect to an Endpoint…');
    await quickInput().getByText('Another URL…').click();
    await quickBox().fill(other.baseUrl);
    await editor.page.keyboard.press('Enter');
    await quickInput().getByRole('option').filter({ hasText: 'm2' }).click();
    await modelInUse(page, 'm2');
    other.script(...scriptedRun('By the second.'));
    await ask();
    await answer(page).getByText('By the second.').waitFor();
    assert.deepEqual([...new Set(other.requests.map(({ headers }) => headers.authorization))], [undefined]);
    await other.close();
  });

  it('offers to connect where nothing is connected, and asks no server before a click', async () => {
    await open({});
    await editor.runCommand('Stepwise: Ask…');
    const page = editor.stepwiseFrame('view');
    for (const name of ['OpenAI', 'vLLM', 'Ollama', 'LM Studio', 'llama.cpp', 'DeepSeek', 'DashScope', 'OpenRouter', 'Another URL']) {
      await page.getByRole('button', { name }).waitFor();
    }
    await page.getByRole('button', { name: 'Another URL' }).click();
    await quickBox().fill(server.origin);
    assert.equal(server.requests.length, 0);
    await editor.page.keyboard.press('Enter');
    await quickInput().getByRole('option').filter({ hasText: 'm1' }).click();
    await modelInUse(page, 'm1');
    server.script(...scriptedRun());
    await question(page).fill('What is it?');
    await question(page).press('Enter');
    await answer(page).getByText('It is a queue.').waitFor();
  });

  it('says how much goes where, and asks twice before a whole document or a secret leaves', async () => {
    const elsewhere = { 'stepwise.baseUrl': 'http://models.invalid/v1', 'stepwise.model': 'm1', 'stepwise.openIn': 'sideBar' };
    await open(elsewhere);
    await editor.openFile('README.md');
    await editor.runCommand('Stepwise: Reason About Selection');
    await quickInput()
      .getByText(/Lines: \d+, tokens: about \d+\. They go to models\.invalid\./)
      .waitFor();
    await editor.page.keyboard.press('Enter');
    const dialog = editor.page.getByRole('dialog').filter({ hasText: 'Nothing is selected.' });
    await dialog.getByText('They go to models.invalid.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await editor.stepwiseFrame('view').getByRole('alert').count(), 0);

    await editor.selectLines(1, 1);
    await editor.runCommand('Stepwise: Reason About Selection');
    await quickInput().getByText('They go to models.invalid.').waitFor();
    await editor.page.keyboard.press('Enter');
    await editor.stepwiseFrame('view').getByRole('alert').getByText('models.invalid').waitFor();
    await editor.stepwiseFrame('view').getByRole('button', { name: 'Try again' }).waitFor();
  });

  it('names a setting that cannot be used, and opens it', async () => {
    await openConnected({ 'stepwise.minSteps': 9, 'stepwise.maxSteps': 2 });
    await editor.openFile('stock.ts');
    await editor.runCommand('Stepwise: Reason About Selection');
    const problem = editor.stepwiseFrame('panel').getByRole('alert').filter({ hasText: 'stepwise.minSteps' });
    await problem.getByRole('button', { name: 'Open setting' }).click();
    await editor.page.locator('.settings-editor').waitFor();
    assert.equal(server.requests.length, 0);
  });

  it('speaks Chinese where VS Code does', async () => {
    await open({ 'stepwise.baseUrl': server.baseUrl, 'stepwise.model': 'm1' }, { language: 'zh-cn' });
    server.script(...scriptedRun());
    await editor.openFile('stock.ts');
    await editor.selectLines(1, 4);
    await editor.runCommand('Stepwise: 对所选内容进行推理');
    await quickInput().getByText('对所选内容（stock.ts 第 1–4 行）进行推理').waitFor();
    await editor.page.keyboard.press('Enter');
    const page = editor.stepwiseFrame('panel');
    await page.getByRole('region', { name: '回答' }).getByText('It is a queue.').waitFor();
    await page.getByRole('button', { name: '步骤 1：' }).waitFor();
    assert.match(
      chatRequests()[0]
        ?.body.messages.map(({ content }) => content)
        .join('\n') ?? '',
      /步/,
    );
  });
});
