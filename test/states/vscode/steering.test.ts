import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { type Piece, sse } from '../../support/scriptedReplies.ts';
import { scriptedRun } from '../../vscode/scriptedRun.ts';
import { workbenchSuite } from '../../vscode/workbenchSuite.ts';

const step = (page: FrameLocator, number: number): Locator => page.getByRole('button', { name: `Step ${number}: ` });
const stepText = (page: FrameLocator, number: number): Locator => page.getByRole('group', { name: `Step ${number}`, exact: true });
const answer = (page: FrameLocator): Locator => page.getByRole('region', { name: 'Answer' }).last();
const tab = (page: FrameLocator, name: string): Locator => page.getByRole('tab', { name, exact: true, selected: true });
const button = (page: FrameLocator, name: string): Locator => page.getByRole('button', { name, exact: true });

describe('Steering on the page of a real VS Code', function () {
  const bench = workbenchSuite(this);

  const ask = async (page: FrameLocator, question: string): Promise<void> => {
    await page.getByRole('textbox', { name: 'Question' }).fill(question);
    await page.getByRole('textbox', { name: 'Question' }).press('Enter');
  };

  it('retries, edits and asks about a step in branches that stay, and compares with the direct answer', async () => {
    await bench.openConnected();
    await bench.editor.runCommand('Stepwise: Ask…');
    const page = bench.editor.stepwiseFrame('view');
    bench.server.script(...scriptedRun());
    await ask(page, 'What is it?');
    await answer(page).getByText('It is a queue.').waitFor();

    bench.server.script(...scriptedRun('It is a stack.').slice(1));
    await step(page, 2).click();
    await button(page, 'Retry step 2').click();
    await tab(page, 'Step 2 retried').waitFor();
    await answer(page).getByText('It is a stack.').waitFor();

    bench.server.script(...scriptedRun('It is a list.').slice(2));
    await step(page, 3).click();
    await button(page, 'Edit step 3').click();
    await page.getByRole('textbox', { name: 'Content' }).fill('Mind the empty list.');
    await button(page, 'Go on from here').click();
    await tab(page, 'Step 3 edited').waitFor();
    await answer(page).getByText('It is a list.').waitFor();
    assert.match(JSON.stringify(bench.chatRequests().at(-2)?.body.messages), /Mind the empty list\./);

    bench.server.script(...scriptedRun('It is so.'));
    await step(page, 1).click();
    await button(page, 'Ask about step 1').click();
    await page.getByRole('textbox', { name: 'Question about step 1' }).fill('Is that so?');
    await page.getByRole('textbox', { name: 'Question about step 1' }).press('Enter');
    await tab(page, 'About step 1').waitFor();
    await answer(page).getByText('It is so.').waitFor();

    await page.getByRole('tab', { name: 'Original' }).click();
    await answer(page).getByText('It is a queue.').waitFor();
    bench.server.script(sse(['Just ', 'a queue.']));
    await button(page, 'Compare with the direct answer').click();
    const comparison = page.getByRole('region', { name: 'Comparison' });
    await comparison.getByText('Just a queue.').waitFor();
    await comparison.getByText('It is a queue.').waitFor();
    await button(page, 'Close').click();
    await tab(page, 'Original').waitFor();
    assert.equal(await page.getByRole('tab').count(), 5);

    await bench.editor.runCommand('Stepwise: Compare…');
    await bench.quickInput().getByText('5. What is it?').waitFor();
    await bench.editor.page.keyboard.press('Enter');
    await comparison.getByText('It is so.').waitFor();
    await comparison.getByText('Just a queue.').waitFor();
  });

  it('shows the same in side view and panel, doubled, moved, hidden and reloaded while a step is written', async () => {
    await bench.openConnected();
    await bench.editor.runCommand('Stepwise: Ask…');
    const view = bench.editor.stepwiseFrame('view');
    const panel = bench.editor.stepwiseFrame('panel');
    const { pieces, say } = heldBack(['one ', 'two ', 'three ', 'four ', 'five ', 'six']);
    bench.server.script(sse(['{"title":"Read","content":"', ...pieces, '","next_action":"continue"}']), ...scriptedRun().slice(1));
    const bothShow = async (text: string): Promise<void> => {
      for (const page of [view, panel]) await stepText(page, 1).getByText(text, { exact: true }).waitFor();
    };
    await ask(view, 'What is it?');
    say();
    await stepText(view, 1).getByText('one').waitFor();

    await bench.editor.runCommand('Stepwise: Open in Editor');
    say();
    await bothShow('one two');

    await bench.editor.openFile('stock.ts');
    say();
    await stepText(view, 1).getByText('one two three').waitFor();
    await bench.editor.runCommand('Stepwise: Open in Editor');
    await bothShow('one two three');

    await bench.editor.runCommand('View: Move Editor into Right Group');
    say();
    await bothShow('one two three four');

    await bench.editor.runCommand('Developer: Reload Webviews');
    say();
    await bothShow('one two three four five');

    say();
    for (const page of [view, panel]) await answer(page).getByText('It is a queue.').waitFor();
    for (const page of [view, panel]) assert.equal(await page.getByRole('button', { name: /^Step \d: / }).count(), 3);
  });
});

/** Words that a server holds back until it is told to say the next. */
function heldBack(words: readonly string[]): { readonly pieces: readonly Piece[]; readonly say: () => void } {
  const waiting: (() => void)[] = [];
  const pieces = words.flatMap(word => [new Promise<void>(resolve => waiting.push(resolve)), word]);
  return { pieces, say: () => waiting.shift()?.() };
}
