import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, FrameLocator } from 'playwright-core';
import { currentVsix } from '../../scripts/lab/vsix.mjs';
import { root } from '../../scripts/setup/folders.mjs';
import { openBrowser } from '../support/lab/browser.ts';
import { type RecordedRequest, type RecordingProxy, startRecordingProxy } from '../support/lab/recordingProxy.ts';
import { openWorkbench, type Workbench } from '../support/lab/workbench.ts';
import { observePage } from './pageObserver.ts';
import { hasStreamed, type StreamedStep, type StreamingBounds, streamedSteps } from './streamed.ts';

const PATIENCE_MS = 120_000;

/** A server with a model, as far as the main job needs to know it. */
export interface ServedModel {
  readonly baseUrl: string;
  readonly model: string;
  /** Typed into VS Code where it is given. */
  readonly apiKey?: string;
  stop(): Promise<void>;
}

export interface MainJobOptions {
  readonly start: () => Promise<ServedModel>;
  /** Settings that keep the replies short enough for the speed of the model. */
  readonly limits: Readonly<Record<string, unknown>>;
  readonly bounds: StreamingBounds;
  /** Whether to see the measure of streaming fail too, where nothing streams: it takes a minute, and once is enough. */
  readonly withTwin: boolean;
}

/** Adds the tests of the main job to a `describe`: packaged extension, real VS Code, and a real model on a server of your choice. */
export function checkMainJob(suite: Mocha.Suite, { start, limits, bounds, withTwin }: MainJobOptions): void {
  suite.timeout(300_000);
  let model: ServedModel;
  let browser: Browser;
  let vsix: string;
  let folder = '';
  let proxy: RecordingProxy;
  let editor: Workbench;

  before(async () => {
    [model, browser, vsix] = await Promise.all([start(), openBrowser(), currentVsix()]);
    folder = await mkdtemp(join(tmpdir(), 'stepwise-main-'));
    await cp(join(root, 'scripts/lab/sample-workspace'), folder, { recursive: true });
  });
  afterEach(async function () {
    if (this.currentTest?.isFailed()) await editor?.screenshot('main-job-failed');
    await editor?.close();
    await proxy?.close();
  });
  after(async () => {
    await browser?.close();
    await model?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const open = async (streaming: boolean, more: Readonly<Record<string, unknown>> = {}): Promise<FrameLocator> => {
    proxy = await startRecordingProxy({ target: model.baseUrl, streaming });
    const settings = { ...limits, ...more, 'stepwise.baseUrl': proxy.baseUrl, 'stepwise.model': model.model };
    editor = await openWorkbench({ vsix, workspaceFolder: folder, settings, browser });
    if (model.apiKey) await typeKey(model.apiKey);
    await editor.openFile('meetings.py');
    await editor.selectLines(1, 12);
    return editor.stepwiseFrame('panel');
  };
  const typeKey = async (key: string): Promise<void> => {
    await editor.runCommand('Stepwise: Set API Key…');
    await editor.page
      .locator('.quick-input-widget')
      .getByText(`API key for ${new URL(proxy.origin).host}`)
      .waitFor();
    await editor.page.locator('.quick-input-widget input').fill(key);
    await editor.page.keyboard.press('Enter');
    await editor.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  };
  const completions = (): RecordedRequest[] => proxy.requests.filter(({ path }) => path.endsWith('/chat/completions'));

  /** Opens the page, watches it, asks about the selection, and waits for the end. Gives what was seen of each step. */
  const reasonAboutSelection = async (page: FrameLocator): Promise<StreamedStep[]> => {
    await editor.runCommand('Stepwise: Open in Editor');
    await page.getByRole('textbox', { name: 'Question' }).waitFor();
    const seen = await observePage(page.locator('body'));
    await editor.page.locator('.tab', { hasText: 'meetings.py' }).click();
    await editor.runCommand('Stepwise: Reason About Selection');
    await editor.page.locator('.quick-input-widget').getByText('lines 1–12 of meetings.py').waitFor();
    await editor.page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Answer' }).waitFor({ timeout: PATIENCE_MS });
    await page.getByRole('button', { name: 'Copy answer' }).waitFor({ timeout: PATIENCE_MS });
    const accepted = acceptedRequests(completions());
    return streamedSteps(accepted, await seen()).filter(({ tokens }) => tokens >= bounds.fewestTokens);
  };

  it('streams at least three steps and an answer into the page, with every time; stops; and takes a follow-up', async () => {
    const page = await open(true);
    const streamed = await reasonAboutSelection(page);
    await editor.screenshot('main-job');
    const steps = page.getByRole('button', { name: /^Step \d+: / });
    assert.ok((await steps.count()) >= 3, 'three steps');
    console.log(`      ${streamed.map(({ step, tokens, lengths }) => `step ${step}: ${tokens} tokens, ${lengths} lengths`).join('; ')}`);
    assert.ok(streamed.length > 0, `a step of at least ${bounds.fewestTokens} tokens`);
    assert.deepEqual(
      streamed.filter(step => !hasStreamed(step, bounds)),
      [],
    );
    for (const step of await steps.all()) assert.match(await step.innerText(), /\d\s*s|<\s*1\s*s|\d\s*ms/);

    proxy.holdAfter(12);
    const before = completions().length;
    await page.getByRole('textbox', { name: 'Question' }).fill('What else could be wrong?');
    await page.getByRole('textbox', { name: 'Question' }).press('Enter');
    while ((completions()[before]?.chunks.length ?? 0) < 12) await new Promise(resolve => setTimeout(resolve, 20));
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('button', { name: 'Ask' }).waitFor();
    assert.equal(await completions()[before]?.ended, 'client-closed');
    assert.equal(completions().length, before + 1, 'nothing is asked after Stop');
    proxy.holdAfter(Number.POSITIVE_INFINITY);
    const shown = await page.locator('body').innerText();
    await new Promise(resolve => setTimeout(resolve, 1500));
    assert.equal(await page.locator('body').innerText(), shown, 'nothing changes after Stop');

    await page.getByRole('textbox', { name: 'Question' }).fill('Say it in one sentence.');
    await page.getByRole('textbox', { name: 'Question' }).press('Enter');
    // A small model may go round in circles for minutes before it answers by itself.
    await page.getByRole('button', { name: 'Answer now' }).click();
    await page.getByRole('button', { name: 'Copy answer' }).nth(1).waitFor({ timeout: PATIENCE_MS });
    const followUp = JSON.parse(completions().at(-1)?.body ?? '{}') as { messages: { role: string; content: string }[] };
    assert.ok(
      followUp.messages.some(({ role, content }) => role === 'user' && content.includes('meetings.py')),
      'the earlier question is carried on',
    );
  });

  const seeNoStreaming = async () => {
    const streamed = await reasonAboutSelection(await open(false, { 'stepwise.minSteps': 1, 'stepwise.maxSteps': 1 }));
    assert.ok(streamed.length > 0, `a step of at least ${bounds.fewestTokens} tokens`);
    assert.deepEqual(
      streamed.filter(step => hasStreamed(step, bounds)),
      [],
    );
  };
  if (withTwin) it('is seen not to stream when streaming is switched off (the twin)', seeNoStreaming);
}

/** The requests whose reply became a step: one for the same place that came later replaces the one before, and the answer's has no format. */
function acceptedRequests(requests: readonly RecordedRequest[]): RecordedRequest[] {
  const bodies = requests.map(
    ({ body }) => JSON.parse(body) as { readonly messages: readonly unknown[]; readonly response_format?: unknown },
  );
  const isAccepted = (at: number): boolean =>
    (bodies[at + 1]?.messages.length ?? Number.POSITIVE_INFINITY) > (bodies[at]?.messages.length ?? 0);
  return requests.filter((_, at) => bodies[at]?.response_format !== undefined && isAccepted(at));
}
