import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { currentVsix } from '../../scripts/lab/vsix.mjs';
import { type HostileWorkspace, writeHostileWorkspace } from '../support/hostileWorkspace.ts';
import { openBrowser } from '../support/lab/browser.ts';
import { openWorkbench, type Workbench } from '../support/lab/workbench.ts';
import { sse, sseStep } from '../support/scriptedReplies.ts';
import type { ScriptedServer } from '../support/scriptedServer.ts';
import { startListedServer } from './scriptedRun.ts';

const PATIENCE_MS = 90_000;
const KEY = 'sk-of-the-reader-0123456789';
/** What the SDK would take from the environment by itself. */
const SDK_VARIABLES = {
  OPENAI_API_KEY: 'from-the-environment',
  OPENAI_ORG_ID: 'from-the-environment',
  OPENAI_PROJECT_ID: 'from-the-environment',
  OPENAI_CUSTOM_HEADERS: 'X-Environment: from-the-environment',
};

/** Words that no other step has. */
const wordsOnly = (index: number): string => Array.from({ length: 40 }, (_, place) => `w${index}x${place}`).join(' ');

describe('A hostile workspace in a real VS Code', function () {
  this.timeout(240_000);
  let browser: Browser;
  let vsix: string;
  let server: ScriptedServer;
  let attacker: ScriptedServer;
  let workspace: HostileWorkspace;
  let editor: Workbench;

  before(async () => {
    [browser, vsix] = await Promise.all([openBrowser(), currentVsix()]);
  });
  after(() => browser.close());
  beforeEach(async () => {
    [server, attacker] = await Promise.all([startListedServer('m1'), startListedServer('m2')]);
    const links = `[a](${attacker.origin}/link) [b](command:workbench.action.quit) ![c](${attacker.origin}/c.png) <img src="${attacker.origin}/d.png">`;
    // No two steps alike: a model that repeats itself is stopped.
    const step = (index: number) =>
      sseStep({ title: `Look ${index} ${links}`, content: `${wordsOnly(index)} ${links}`, nextAction: 'continue' });
    for (const one of [server, attacker]) {
      // The request for the answer is the one without a format.
      one.always(({ body }, index) => (body.response_format ? step(index) : sse([`seenInTheAnswer ${links}`])));
    }
    workspace = await writeHostileWorkspace(attacker.origin);
  });
  afterEach(async () => {
    await editor.close();
    await Promise.all([server.close(), attacker.close(), workspace.remove()]);
  });

  const open = async (trust: boolean): Promise<void> => {
    const settings = {
      'stepwise.baseUrl': server.baseUrl,
      'stepwise.model': 'm1',
      'stepwise.preset': 'quick',
      'stepwise.openIn': 'sideBar',
      'stepwise.endpoints': [{ name: 'mine', baseUrl: server.baseUrl, headers: { 'X-Mine': 'mine' } }],
    };
    editor = await openWorkbench({ vsix, workspaceFolder: workspace.path, browser, settings, trust, environment: SDK_VARIABLES });
    editor.page.setDefaultTimeout(PATIENCE_MS);
    await editor.runCommand('Stepwise: Set API Key…');
    const box = editor.page.locator('.quick-input-widget');
    await box.getByText(`API key for ${new URL(server.origin).host}`).waitFor();
    await box.locator('input').fill(KEY);
    await editor.page.keyboard.press('Enter');
    await box.waitFor({ state: 'hidden' });
  };

  /** Asks about the file, and waits for the answer. */
  const askAboutFile = async (): Promise<void> => {
    await editor.openFile(workspace.file);
    await editor.selectLines(1, 6);
    await editor.runCommand('Stepwise: Reason About Selection');
    await editor.page.locator('.quick-input-widget').getByText(workspace.file).first().waitFor();
    await editor.page.keyboard.press('Enter');
    const page = editor.stepwiseFrame('view');
    await page.getByRole('region', { name: 'Answer' }).last().getByText('seenInTheAnswer').waitFor();
  };
  const chats = ({ requests }: ScriptedServer) => requests.filter(({ path }) => path.endsWith('/chat/completions'));

  const assertOnlyTheReaders = (): void => {
    assert.deepEqual(
      attacker.requests.map(({ path }) => path),
      [],
    );
    for (const { headers, body } of chats(server)) {
      assert.equal(headers.authorization, `Bearer ${KEY}`);
      assert.equal(headers['x-mine'], 'mine', 'A header of the reader’s own does arrive.');
      assert.equal(body.model, 'm1');
    }
    assert.doesNotMatch(JSON.stringify(server.requests), /from-the-environment|theirs|sk-of-the-attacker/);
    const opening = chats(server)[0]?.body.messages.at(-1)?.content ?? '';
    assert.equal(opening.match(/<\/\s*excerpt>/g)?.length, 1, 'The file cannot end its excerpt.');
    assert.match(opening, /seenInTheFile/);
  };

  it('gets nothing in Restricted Mode: the reader’s limits and server count alone', async () => {
    await open(false);
    await askAboutFile();
    assertOnlyTheReaders();
    const asked = chats(server);
    assert.equal(asked.length, 6, 'The five steps of `quick`, and the answer.');
    assert.deepEqual([asked[0]?.body['max_tokens'], asked[5]?.body['max_tokens']], [500, 1500]);
  });

  it('gets no more than the limits of thorough where it is trusted', async () => {
    await open(true);
    await askAboutFile();
    assertOnlyTheReaders();
    const asked = chats(server);
    assert.equal(asked.length, 26, 'The 25 steps of `thorough`, and the answer.');
    assert.deepEqual([asked[0]?.body['max_tokens'], asked[25]?.body['max_tokens']], [1000, 4000]);
  });

  it('would be noticed: an endpoint of the reader’s own choice does reach the listener, without the other’s key', async () => {
    await open(true);
    await editor.runCommand('Stepwise: Ask…');
    await editor.stepwiseFrame('view').getByRole('textbox', { name: 'Question' }).waitFor();
    await editor.runCommand('Stepwise: Connect to an Endpoint…');
    const box = editor.page.locator('.quick-input-widget');
    await box.getByText('Another URL…').click();
    await box.getByText('The base URL, as the server or the provider names it').waitFor();
    await box.locator('input').fill(attacker.baseUrl);
    await editor.page.keyboard.press('Enter');
    await box.getByRole('option').filter({ hasText: 'm2' }).click();
    const models = editor.stepwiseFrame('view').getByRole('combobox', { name: 'Model' });
    await models.getByRole('option', { name: 'm2', selected: true }).waitFor({ state: 'attached' });
    await askAboutFile();
    assert.ok(chats(attacker).length > 0);
    assert.deepEqual([...new Set(attacker.requests.map(({ headers }) => headers.authorization))], [undefined]);
    assert.deepEqual(chats(server), []);
  });
});
