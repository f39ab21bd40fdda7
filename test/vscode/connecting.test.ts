import assert from 'node:assert/strict';
import type { Browser, Locator } from 'playwright-core';
import { currentVsix } from '../../scripts/lab/vsix.mjs';
import { answerChecks } from '../support/checkedServer.ts';
import { openBrowser } from '../support/lab/browser.ts';
import { openWorkbench, type Workbench } from '../support/lab/workbench.ts';
import { type ScriptedServer, startScriptedServerAt } from '../support/scriptedServer.ts';
import { type SampleFolder, sampleFolder } from './sampleFolder.ts';

/** The machine may have much else to do. */
const PATIENCE_MS = 90_000;
/** Where LM Studio, llama.cpp, Ollama and vLLM usually listen. */
const USUAL_PORTS = [1234, 8080, 11_434, 8000];

/** Takes the place of a local server, at the first of the usual ports that is free here. */
async function startAtUsualPort(): Promise<ScriptedServer> {
  for (const port of USUAL_PORTS) {
    const server = await startScriptedServerAt(port).catch(() => undefined);
    if (server) return server;
  }
  throw new Error(`Other programs listen at all of the ports ${USUAL_PORTS.join(', ')}. End one of them.`);
}

describe('Connecting in a real VS Code', function () {
  this.timeout(240_000);
  let browser: Browser;
  let sample: SampleFolder;
  let server: ScriptedServer;
  let baseUrl: string;
  let editor: Workbench;

  before(async () => {
    [browser, sample, server] = await Promise.all([openBrowser(), sampleFolder(), startAtUsualPort()]);
    answerChecks(server);
    baseUrl = `http://localhost:${new URL(server.origin).port}/v1`;
    const settings = {
      'stepwise.baseUrl': baseUrl,
      'stepwise.model': 'm1',
      'stepwise.endpoints': [{ name: 'Here', baseUrl, headers: { 'X-Team': 'team-$' + '{secret:team}' } }],
    };
    editor = await openWorkbench({ vsix: await currentVsix(), workspaceFolder: sample.path, browser, settings });
    editor.page.setDefaultTimeout(PATIENCE_MS);
  });
  after(async () => {
    await editor.close();
    await browser.close();
    await server.close();
    await sample.remove();
  });

  const quickInput = (): Locator => editor.page.locator('.quick-input-widget');
  const type = async (title: string | RegExp, text: string): Promise<void> => {
    await quickInput().getByText(title).first().waitFor();
    await quickInput().locator('input').fill(text);
    await editor.page.keyboard.press('Enter');
  };
  const keysSeen = () => server.requests.map(({ headers }) => headers.authorization);

  it('finds a local server without sending the key that is kept for it, and puts it first', async () => {
    await editor.runCommand('Stepwise: Set API Key…');
    await type('API key for', 'secret-of-this-server');
    await quickInput().waitFor({ state: 'hidden' });
    await editor.runCommand('Stepwise: Connect to an Endpoint…');
    const first = quickInput().getByRole('option').first();
    await first.filter({ hasText: 'found, 1 model' }).waitFor();
    assert.match((await first.textContent()) ?? '', new RegExp(baseUrl));
    assert.deepEqual(keysSeen(), [undefined]);
    await quickInput().getByRole('option').filter({ hasText: 'OpenAI' }).waitFor();

    // The same watcher sees the key once the reader has chosen.
    await first.click();
    await quickInput().getByRole('option').filter({ hasText: 'context: 32,768 tokens' }).click();
    assert.deepEqual(keysSeen(), [undefined, 'Bearer secret-of-this-server']);
  });

  it('tests the connection with the secret of a header, and shows every line', async () => {
    const before = server.requests.length;
    await editor.runCommand('Stepwise: Test Connection');
    await type('Secret team for', 'red');
    // The list of notifications holds it also after VS Code has put it away.
    await server.request(4 + before);
    await editor.runCommand('Notifications: Show Notifications');
    const message = editor.page.locator('.notifications-center .notification-list-item').filter({ hasText: 'm1 on localhost' });
    await message.getByText('all is well.').waitFor();
    assert.equal(server.requests.at(-1)?.headers['x-team'], 'team-red');
    await message.getByRole('button', { name: 'Show Details' }).click();
    await editor.page.getByRole('tab', { name: 'Connection.txt' }).waitFor();
    const lines = editor.page.locator('.editor-group-container.active .view-line');
    await lines.filter({ hasText: 'accepts the API key' }).waitFor();
    assert.equal(await lines.filter({ hasText: '✓' }).count(), 10);
  });
});
