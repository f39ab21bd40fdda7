import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import {
  answer,
  answerDelta,
  answerStart,
  runCancel,
  runEnd,
  runError,
  runOn,
  runStart,
  step,
  stepDelta,
  stepEnd,
  stepStart,
} from '../../page/events.ts';
import { listed, offers } from '../../page/scenes.ts';
import { pagesForSuite } from '../../page/suite.ts';
import { connectedUi, type TestPage } from '../../page/testPage.ts';

/** More stops than any page here has. */
const MOST_STOPS = 80;

describe('by keyboard alone a reader', function () {
  const openPage = pagesForSuite(this);
  let host: TestPage;

  beforeEach(async () => {
    host = await openPage();
    await host.snapshot();
  });

  const box = (): Locator => host.page.getByRole('textbox', { name: 'Question' });
  const hasFocus = (element: Locator): Promise<boolean> => element.evaluate(one => one === document.activeElement);

  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await host.page.keyboard.press(key);
    await host.drawn();
  };

  /** Goes on with Tab until the element has the focus. */
  async function tabTo(element: Locator, key = 'Tab'): Promise<void> {
    await element.waitFor();
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      if (await hasFocus(element)) return;
      await host.page.keyboard.press(key);
    }
    assert.fail(`${element} cannot be reached with ${key}.`);
  }

  /** The name of each stop of the Tab key, once around. */
  async function stops(): Promise<readonly string[]> {
    const names: string[] = [];
    for (let count = 0; count < MOST_STOPS; count += 1) {
      await host.page.keyboard.press('Tab');
      const name = await host.page.evaluate(() => {
        const held = document.activeElement;
        return held === document.body ? '' : (held?.getAttribute('aria-label') ?? held?.textContent ?? '').trim();
      });
      if (!name) return names;
      names.push(name);
    }
    return names;
  }

  const begun = [runStart('Why?'), ...step(0, 'One', 'First.'), stepStart(1), stepDelta(1, { title: 'Two', content: 'Half' })];
  const finished = [runStart('Why?'), ...step(0, 'One', 'First.'), ...step(1, 'Two', 'Second.'), ...answer('So.')];

  it('connects to an endpoint', async () => {
    await host.send({ type: 'ui', ui: { ...connectedUi, connected: false, offers } });
    await tabTo(host.page.getByRole('button', { name: /^Ollama/ }));
    await press('Enter');
    assert.deepEqual(await host.posted(), [{ type: 'connectTo', offer: 'ollama' }]);
    await host.send({ type: 'ui', ui: connectedUi });
    assert.ok(await hasFocus(box()));
  });

  it('asks a question, and can ask the next at once', async () => {
    await tabTo(box());
    await host.page.keyboard.type('Why?');
    await press('Enter');
    assert.deepEqual(await host.posted(), [{ type: 'ask', question: 'Why?' }]);
    await host.events(...finished);
    assert.ok(await hasFocus(box()));
  });

  it('asks an example question of the empty page, and is then in the question box', async () => {
    await tabTo(host.button('How many letters r are in strawberry?'));
    await press('Enter');
    assert.deepEqual(await host.posted(), [{ type: 'ask', question: 'How many letters r are in strawberry?' }]);
    await host.events(runStart('How many letters r are in strawberry?'), stepStart(0));
    assert.ok(await hasFocus(box()));
  });

  it('breaks a line, and brings an earlier question back', async () => {
    await host.events(...finished);
    await tabTo(box());
    await press('ArrowUp');
    assert.equal(await box().inputValue(), 'Why?');
    await press('End', 'Shift+Enter');
    await host.page.keyboard.type('And how?');
    await press('Enter');
    assert.deepEqual(await host.posted(), [{ type: 'ask', question: 'Why?\nAnd how?' }]);
  });

  it('chooses preset, strategy and model', async () => {
    for (const [name, key, value] of [
      ['Preset', 'ArrowDown', 'thorough'],
      ['Strategy', 'ArrowDown', 'direct'],
      ['Model', 'ArrowDown', 'qwen2.5-7b-instruct'],
    ] as const) {
      await tabTo(host.page.getByRole('combobox', { name }));
      await press(key);
      const said = await host.posted();
      assert.deepEqual(said.at(-1), { type: 'choose', what: name.toLowerCase(), value });
    }
  });

  it('opens and folds a step, and stays on it', async () => {
    await host.events(...finished);
    await tabTo(host.step(1));
    await press('Enter');
    assert.ok(await host.isOpen(1));
    await press('Space');
    assert.ok(!(await host.isOpen(1)) && (await hasFocus(host.step(1))));
  });

  it('copies a step and the answer', async () => {
    await host.events(...finished);
    await tabTo(host.button('Copy step 1'));
    await press('Enter');
    await tabTo(host.button('Copy answer'));
    await press('Enter');
    assert.deepEqual(await host.posted(), [
      { type: 'copy', text: 'One\n\nFirst.' },
      { type: 'copy', text: 'So.' },
    ]);
  });

  it('sees what a step was sent', async () => {
    await host.events(...finished);
    await tabTo(host.step(2));
    await press('Enter');
    await tabTo(host.button('Show prompt of step 2'));
    await press('Enter');
    assert.deepEqual(await host.posted(), [{ type: 'showPrompt', node: 'n2' }]);
  });

  it('reads the model’s own reasoning and a failed attempt', async () => {
    await host.events(...begun, { type: 'reasoning-delta', index: 1, text: 'Let me see.' });
    await host.events({ type: 'step-retry', index: 1, attempt: 1, delayMs: 1000, reason: 'network' });
    await host.events({ type: 'reasoning-delta', index: 1, text: 'Once more.' });
    for (const name of [/^Attempt 1/, "The model's own reasoning"]) {
      await tabTo(host.page.getByRole('button', { name }));
      await press('Enter');
      assert.ok(await hasFocus(host.page.getByRole('button', { name, expanded: true })));
    }
    assert.match(await host.stepText(2).innerText(), /Half[\s\S]*Once more\./);
  });

  it('stops a run, and is then in the question box', async () => {
    await host.events(...begun);
    await tabTo(host.button('Stop'));
    await press('Enter');
    await host.events(runCancel);
    assert.deepEqual(await host.posted(), [{ type: 'action', action: 'stop' }]);
    assert.ok(await hasFocus(box()));
  });

  it('asks for the answer now', async () => {
    await host.events(...begun);
    await tabTo(host.button('Answer now'));
    await press('Enter');
    await host.events(answerStart, answerDelta('So'));
    assert.deepEqual(await host.posted(), [{ type: 'action', action: 'answerNow' }]);
    assert.ok(await hasFocus(box()));
  });

  it('goes on with a run that was stopped', async () => {
    await host.events(...begun, runCancel);
    await tabTo(host.button('Resume'));
    await press('Enter');
    assert.deepEqual(await host.posted(), [{ type: 'resume', runId: 'r1' }]);
    await host.events(runStart('Why?'), stepStart(1));
    assert.ok(await hasFocus(box()));
  });

  it('does the next thing after a failure', async () => {
    await host.events(...begun, runError('auth', 'key-refused', { origin: 'https://api.openai.com', status: 401 }));
    await tabTo(host.button('Set API key'));
    await press('Enter');
    await tabTo(host.button('Retry from step 2'));
    await press('Enter');
    assert.deepEqual(await host.posted(), [
      { type: 'action', action: 'setApiKey' },
      { type: 'resume', runId: 'r1' },
    ]);
  });

  it('scrolls up, and jumps to the latest', async () => {
    await host.events(...begun, stepDelta(1, { content: 'Line.\n\n'.repeat(80) }));
    await tabTo(host.step(2));
    await press('PageUp');
    await tabTo(host.button('Jump to latest'));
    await press('Enter');
    await host.button('Jump to latest').waitFor({ state: 'detached' });
    assert.ok(await hasFocus(box()));
  });

  it('edits a step and goes on from there', async () => {
    await host.events(...finished);
    await tabTo(host.step(1));
    await press('Enter');
    await tabTo(host.button('Edit step 1'));
    await press('Enter');
    await tabTo(host.page.getByRole('textbox', { name: 'Title' }));
    await press('End');
    await host.page.keyboard.type(' and a half');
    await tabTo(host.button('Go on from here'));
    await press('Enter');
    assert.deepEqual(await host.posted(), [{ type: 'editStep', node: 'n1', title: 'One and a half', content: 'First.' }]);
    assert.ok(await hasFocus(host.button('Edit step 1')));
  });

  it('goes from branch to branch', async () => {
    await host.events(...finished, runOn('r2', { purpose: 'retry-step', branch: 1, from: 'n1' }), ...step(1, 'Anew', 'Better.'));
    await host.send({ type: 'ui', ui: { ...connectedUi, branch: 1 } });
    await tabTo(host.page.getByRole('tab', { selected: true }), 'Shift+Tab');
    await press('ArrowLeft');
    assert.deepEqual(await host.posted(), [{ type: 'showBranch', branch: 0 }]);
    await host.send({ type: 'ui', ui: connectedUi });
    assert.ok(await hasFocus(host.page.getByRole('tab', { name: 'Original', selected: true })));
  });

  it('pauses a run, and resumes it', async () => {
    await host.events(...begun);
    await tabTo(host.button('Pause'));
    await press('Enter');
    await host.events(stepEnd(1, 'Two', 'Half'), { type: 'run-cancel', paused: true, durationMs: 900, usage: {}, requests: 2 });
    await tabTo(host.button('Resume'), 'Shift+Tab');
    await press('Enter');
    assert.deepEqual(await host.posted(), [
      { type: 'action', action: 'pause' },
      { type: 'resume', runId: 'r1' },
    ]);
  });

  it('drops in a remark, and lets a question wait', async () => {
    await host.events(...begun);
    for (const [words, button] of [
      ['You forgot zero.', 'Remark'],
      ['And then?', 'Queue'],
    ] as const) {
      await tabTo(box());
      await host.page.keyboard.type(words);
      await tabTo(host.button(button));
      await press('Enter');
    }
    assert.deepEqual(await host.posted(), [
      { type: 'remark', text: 'You forgot zero.' },
      { type: 'queue', question: 'And then?' },
    ]);
    assert.ok(await hasFocus(box()));
  });

  it('finds an earlier session, opens it, and is in the page again', async () => {
    const entries = [listed('a', 'Which lock?', 60_000), listed('b', 'Why does it overflow?', 120_000)];
    await host.send({ type: 'history', list: { entries, deleted: [], isKept: true } });
    await tabTo(host.page.getByRole('searchbox', { name: 'Search history' }));
    await host.page.keyboard.type('overflow');
    await press('ArrowDown', 'Enter');
    assert.deepEqual(await host.posted(), [{ type: 'openSession', session: 'b' }]);
  });

  it('takes a file out of a question again', async () => {
    const attachments = [{ id: 'a1', label: 'stock.ts:3-9', tokens: 120 }];
    await host.send({ type: 'ui', ui: { ...connectedUi, attachments } });
    await tabTo(host.page.getByRole('button', { name: /^Remove .*stock\.ts/ }));
    await press('Enter');
    assert.deepEqual(await host.posted(), [{ type: 'detach', id: 'a1' }]);
    await host.send({ type: 'ui', ui: connectedUi });
    assert.ok(await hasFocus(box()));
  });

  it('meets everything in the order in which it is read', async () => {
    await host.events(...finished);
    const inOrder = ['1Step 1: One', 'Copy step 1', '2Step 2: Two', 'Copy step 2', 'Copy answer', 'Question', 'Preset', 'Model', 'Ask'];
    const met = (await stops()).flatMap(
      name => inOrder.find(expected => name === expected || (/^\d/.test(expected) && name.startsWith(expected))) ?? [],
    );
    assert.deepEqual(met, inOrder);
  });

  it('keeps the focus on a step that is finished while it has it, and when the run ends', async () => {
    await host.events(...begun);
    await tabTo(host.step(2));
    await host.events(stepEnd(1, 'Two', 'Half and half'), stepStart(2));
    assert.ok((await hasFocus(host.step(2))) && (await host.isOpen(2)));
    await host.events(answerStart, answerDelta('So.'), runEnd());
    assert.ok(await hasFocus(host.step(2)));
  });
});
