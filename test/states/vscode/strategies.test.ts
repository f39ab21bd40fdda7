import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { PROMPTS } from '../../../src/engine/prompts/prompts.ts';
import { STRATEGIES } from '../../../src/engine/strategies/index.ts';
import { startLocalModel } from '../../support/lab/localModel.ts';
import { failure, type Reply, sse, sseStep } from '../../support/scriptedReplies.ts';
import type { SeenRequest } from '../../support/scriptedServer.ts';
import { workbenchSuite } from '../../vscode/workbenchSuite.ts';

/** How the scripted server takes what goes beyond the first step. */
type Mood = 'well' | 'hangs' | 'wants a key';

const LIMITS = { 'stepwise.preset': 'quick', 'stepwise.minSteps': 1, 'stepwise.maxSteps': 2, 'stepwise.concurrency': 2 };
const ANSWER = 'The answer is 3.';

describe('Every strategy in a real VS Code', function () {
  const bench = workbenchSuite(this);
  this.timeout(400_000);

  const openPage = async (settings: Readonly<Record<string, unknown>>): Promise<FrameLocator> => {
    await bench.openConnected({ ...LIMITS, ...settings });
    await bench.editor.runCommand('Stepwise: Ask…');
    return bench.editor.stepwiseFrame('view');
  };
  const newestRun = (page: FrameLocator): Locator => page.getByRole('region', { name: 'Reasoning' }).last();
  const button = (page: FrameLocator, name: string | RegExp): Locator => page.getByRole('button', { name }).last();
  /** Waits until the newest run has its answer. */
  const answered = (page: FrameLocator): Promise<void> => button(page, 'Copy answer').waitFor();
  /** In a session of its own. */
  const ask = async (page: FrameLocator, strategy: string): Promise<void> => {
    await bench.editor.runCommand('Stepwise: New Session');
    await page.getByRole('region', { name: 'Reasoning' }).waitFor({ state: 'detached' });
    await page.getByRole('combobox', { name: 'Strategy' }).selectOption(strategy);
    await page.getByRole('textbox', { name: 'Question' }).fill(`How many, by ${strategy}?`);
    await page.getByRole('textbox', { name: 'Question' }).press('Enter');
  };

  it('stops, fails and goes on from the steps that stand', async () => {
    let mood: Mood = 'well';
    bench.server.always(request => reply(request, mood));
    const page = await openPage({});
    for (const strategy of STRATEGIES.keys()) {
      mood = 'hangs';
      const before = bench.chatRequests().length;
      await ask(page, strategy);
      const hanging = await hangingRequest(before);
      // The first step stands once the second has begun; the reply of a single pass holds both.
      if (strategy !== 'direct')
        await newestRun(page)
          .getByRole('button', { name: /^Step 2: / })
          .waitFor();
      await button(page, 'Stop').click();
      await hanging.closed;
      await page.getByRole('button', { name: 'Ask', exact: true }).waitFor();
      if (strategy !== 'direct') {
        await button(page, 'Resume').waitFor();
        mood = 'wants a key';
        await button(page, 'Resume').click();
        await page.getByRole('alert').getByRole('button', { name: 'Set API key' }).waitFor();
        mood = 'well';
        await button(page, /^Retry from step 2/).click();
        await answered(page);
        await page
          .getByRole('button', { name: /^Step 1: / })
          .last()
          .waitFor();
      }
      assert.ok(bench.chatRequests().length > before);
    }

    mood = 'wants a key';
    await ask(page, 'direct');
    await page.getByRole('alert').getByRole('button', { name: 'Set API key' }).waitFor();
  });

  /** The first request after so many that is left without an end. */
  async function hangingRequest(before: number): Promise<SeenRequest> {
    for (;;) {
      const hanging = bench.chatRequests().slice(before).find(isBeyondFirstStep);
      if (hanging) return hanging;
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  it('comes to its answer with the real model', async () => {
    const model = await startLocalModel({ parallel: 2 });
    try {
      const limits = { 'stepwise.maxTokensPerStep': 24, 'stepwise.maxTokensForAnswer': 16 };
      const page = await openPage({ ...limits, 'stepwise.baseUrl': model.baseUrl, 'stepwise.model': model.model });
      for (const strategy of STRATEGIES.keys()) {
        await ask(page, strategy);
        await answered(page);
        if (strategy !== 'direct')
          await page
            .getByRole('button', { name: /^Step 1: / })
            .last()
            .waitFor();
      }
      assert.equal(await page.getByRole('alert').count(), 0);
    } finally {
      await model.stop();
    }
  });
});

const lastWords = ({ body }: SeenRequest): string => body.messages.at(-1)?.content ?? '';
const asksForAllSteps = (request: SeenRequest): boolean => lastWords(request).includes(PROMPTS.en.asMarkedSteps);
const asksForStep = (request: SeenRequest): boolean => asksForAllSteps(request) || request.body.response_format !== undefined;

/** Whether a reply would go beyond the first step: a single pass begins with it. */
const isBeyondFirstStep = (request: SeenRequest): boolean =>
  asksForAllSteps(request) || !asksForStep(request) || request.body.messages.some(({ role }) => role === 'assistant');

function reply(request: SeenRequest, mood: Mood): Reply {
  if (mood === 'wants a key') return failure(401, 'Incorrect API key provided.');
  if (mood === 'hangs' && isBeyondFirstStep(request)) {
    return sse([asksForAllSteps(request) ? '## Look\nAll of it.\nNEXT: continue\n## Ha' : 'Ha'], {
      finish: null,
      done: false,
      ending: 'silence',
    });
  }
  if (asksForAllSteps(request)) return sse(['## Conclude\nSo it is.\nNEXT: final_answer\n']);
  if (!asksForStep(request)) return sse([ANSWER]);
  const isFirst = !request.body.messages.some(({ role }) => role === 'assistant');
  return sseStep({ title: isFirst ? 'Look' : 'Conclude', content: 'So it is.', nextAction: isFirst ? 'continue' : 'final_answer' });
}
