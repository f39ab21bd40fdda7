import assert from 'node:assert/strict';
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, FrameLocator, Locator } from 'playwright-core';
import { currentVsix } from '../../scripts/lab/vsix.mjs';
import { writeStep } from '../../src/engine/step.ts';
import { openBrowser } from '../support/lab/browser.ts';
import { openWorkbench, type Workbench } from '../support/lab/workbench.ts';
import { failure, silence } from '../support/scriptedReplies.ts';
import type { ScriptedServer, SeenRequest } from '../support/scriptedServer.ts';
import { type SampleFolder, sampleFolder } from '../vscode/sampleFolder.ts';
import { scriptedRun, scriptedStep, startListedServer } from '../vscode/scriptedRun.ts';

/** The machine may have much else to do. */
const PATIENCE_MS = 90_000;

const question = (page: FrameLocator): Locator => page.getByRole('textbox', { name: 'Question' });
const step = (page: FrameLocator, number: number): Locator => page.getByRole('button', { name: `Step ${number}: ` }).last();
const answer = (page: FrameLocator): Locator => page.getByRole('region', { name: 'Answer' }).last();
const bytesOf = ({ body }: SeenRequest): string => JSON.stringify(body.messages);

describe('A run that was interrupted, in a real VS Code', function () {
  this.timeout(240_000);
  let browser: Browser;
  let sample: SampleFolder;
  let server: ScriptedServer;
  let editor: Workbench;

  before(async () => {
    const [vsix] = await Promise.all([
      currentVsix(),
      openBrowser().then(opened => {
        browser = opened;
      }),
      sampleFolder().then(made => {
        sample = made;
      }),
      startListedServer().then(started => {
        server = started;
      }),
    ]);
    // A model that is not listed makes Stepwise ask here for the context size.
    server.route('/props', failure(404, 'no'));
    const settings = { 'stepwise.baseUrl': server.baseUrl, 'stepwise.model': 'm1' };
    editor = await openWorkbench({ vsix, workspaceFolder: sample.path, browser, settings });
    editor.page.setDefaultTimeout(PATIENCE_MS);
  });
  after(async () => {
    await editor.close();
    await browser.close();
    await server.close();
    await sample.remove();
  });

  const chatRequests = () => server.requests.filter(({ path }) => path.endsWith('/chat/completions'));
  async function untilAsked(times: number): Promise<void> {
    for (let index = 0; chatRequests().length < times; index++) await server.request(index);
  }

  /** Under the test driver VS Code shows no toasts: what was told is found in its notification center. */
  async function untilTold(words: string, { page, runCommand }: Workbench): Promise<void> {
    await runCommand('Notifications: Show Notifications');
    await page.locator('.notifications-center .notification-list-item-message').filter({ hasText: words }).first().waitFor();
  }

  async function showPage(window = editor): Promise<FrameLocator> {
    await window.runCommand('Stepwise: Ask…');
    const page = window.stepwiseFrame('view');
    await question(page).waitFor();
    return page;
  }

  async function ask(page: FrameLocator, words: string): Promise<void> {
    await question(page).fill(words);
    await question(page).press('Enter');
  }

  /** As somebody writes it into the settings. */
  async function useModel(model: string, page: FrameLocator): Promise<void> {
    const settings = { 'stepwise.baseUrl': server.baseUrl, 'stepwise.model': model };
    await writeFile(join(editor.dataFolder, 'data/Machine/settings.json'), JSON.stringify(settings));
    const choice = page.getByRole('combobox', { name: 'Model' }).getByRole('option', { name: model, selected: true });
    await choice.waitFor({ state: 'attached' });
  }

  async function newSession(): Promise<void> {
    await editor.runCommand('Stepwise: New Session');
  }

  async function reload(): Promise<FrameLocator> {
    await editor.reload();
    return showPage();
  }

  /** The folder that VS Code gives to the extension for this workspace. */
  async function sessionsFolder(): Promise<string> {
    const storage = join(editor.dataFolder, 'data/User/workspaceStorage');
    const [workspace = ''] = await readdir(storage);
    return join(storage, workspace, 'stepwise.stepwise/sessions');
  }

  async function filesOf(ending: string): Promise<string[]> {
    const folder = await sessionsFolder();
    const names = await readdir(folder);
    return names.filter(name => name.endsWith(ending)).map(name => join(folder, name));
  }

  /** The lock of the session names the process that is to be killed. */
  async function killExtensionHost(): Promise<void> {
    const [lock = ''] = await filesOf('.lock');
    process.kill(JSON.parse(await readFile(lock, 'utf8')).pid, 'SIGKILL');
  }

  it('by a kill of the extension host goes on from its last step, to the letter as if it had not been', async () => {
    const page = await showPage();
    server.script(scriptedStep('Read'), scriptedStep('Compare'), silence);
    await ask(page, 'What is it?');
    await untilAsked(3);
    await step(page, 3).waitFor();
    await killExtensionHost();
    const [file = ''] = await filesOf('.jsonl');
    await appendFile(file, '{"record":"node","node":{"id":"n');

    const again = await reload();
    await again.getByText('Interrupted before its end.').waitFor();
    await step(again, 2).waitFor();
    await untilTold('lines that could not be read are left out (1)', editor);
    assert.equal(await step(again, 3).count(), 0, 'What was not accepted is not kept.');

    server.script(...scriptedRun().slice(2));
    await again.getByRole('button', { name: 'Resume' }).click();
    await answer(again).getByText('It is a queue.').waitFor();
    assert.equal(await again.getByRole('heading', { name: 'What is it?' }).count(), 1, 'It is the same run.');
    assert.equal(await again.getByText('Interrupted before its end.').count(), 0);

    const [first, second, cut, resumed, answered] = chatRequests();
    assert.ok(first && second && cut && resumed && answered);
    assert.equal(bytesOf(resumed), bytesOf(cut), 'The step is asked for anew in the same words.');
    const accepted = [...second.body.messages, { role: 'assistant', content: written('Compare') }];
    assert.ok(bytesOf(resumed).startsWith(JSON.stringify(accepted).slice(0, -1)), 'It begins with the accepted request and reply.');
    assert.ok(bytesOf(answered).startsWith(bytesOf(resumed).slice(0, -1)));

    await newSession();
    server.script(...scriptedRun());
    await ask(again, 'What is it?');
    await answer(again).getByText('It is a queue.').waitFor();
    const undisturbed = chatRequests().slice(5);
    assert.deepEqual(undisturbed.map(bytesOf), [first, second, resumed, answered].map(bytesOf));
  });

  it('by a failure offers after a reload to go on from its steps, or to answer from them', async () => {
    await newSession();
    const page = await showPage();
    server.script(scriptedStep('Read'), failure(401, 'no'));
    await ask(page, 'And this?');
    await page.getByRole('alert').getByRole('button', { name: 'Set API key' }).waitFor();

    const again = await reload();
    await useModel('m2', again);
    server.script(scriptedStep('Compare'), failure(401, 'no'));
    await again.getByRole('alert').getByRole('button', { name: 'Retry from step 2' }).click();
    const dialog = editor.page.getByRole('dialog').filter({ hasText: 'Go on with m2' });
    await dialog.getByText('The steps so far are by m1').waitFor();
    await dialog.getByRole('button', { name: 'Go On' }).click();
    const alert = again.getByRole('alert');
    await alert.getByRole('button', { name: 'Retry from step 3' }).waitFor();
    const asked = chatRequests().length;
    server.script(scriptedRun('From two.')[3] ?? silence);
    await alert.getByRole('button', { name: 'Answer from the 2 steps' }).click();
    await answer(again).getByText('From two.').waitFor();
    assert.equal(chatRequests().length, asked + 1, 'No further step was asked for.');
    assert.equal(chatRequests().at(-1)?.body.model, 'm2');
    assert.equal(await again.getByRole('heading', { name: 'And this?' }).count(), 1);
    await again.getByText('Answered early, as you asked.').waitFor();
  });

  it('is left alone by a second window on the same folder, which keeps its own sessions', async () => {
    const files = await filesOf('.jsonl');
    const before = await Promise.all(files.map(file => readFile(file, 'utf8')));
    const other = await editor.openAnotherWindow();
    other.page.setDefaultTimeout(PATIENCE_MS);
    const page = await showPage(other);
    server.script(...scriptedRun('In another window.'));
    await ask(page, 'Alone?');
    await answer(page).getByText('In another window.').waitFor();
    assert.equal(await page.getByRole('heading', { name: 'And this?' }).count(), 0);
    assert.deepEqual(await Promise.all(files.map(file => readFile(file, 'utf8'))), before);
  });
});

/** A step as the model writes it. */
const written = (title: string): string => writeStep({ title, content: `About ${title}.`, nextAction: 'continue' });
