import assert from 'node:assert/strict';
import type { ReasoningEvent, RunStart } from '../../src/engine/events.ts';
import { chainOf, runCancel, runEnd, runStart } from './events.ts';
import { pagesForSuite } from './suite.ts';
import { connectedUi, type TestPage } from './testPage.ts';

const VOTE: RunStart = { ...runStart('How many r?'), strategy: 'vote' };

const tally = (...groups: readonly (readonly [string, ...number[]])[]): Extract<ReasoningEvent, { type: 'tally' }> => ({
  type: 'tally',
  answers: groups.map(([text, ...chains]) => ({ text, chains })),
});

/** Turn and turn about, as chains that are thought at once come. */
function interleaved(...chains: readonly (readonly ReasoningEvent[])[]): readonly ReasoningEvent[] {
  const longest = Math.max(...chains.map(({ length }) => length));
  return Array.from({ length: longest }, (_, place) => chains.flatMap(chain => chain[place] ?? [])).flat();
}

describe('several chains on the page', function () {
  const openPage = pagesForSuite(this);
  let host: TestPage;

  beforeEach(async () => {
    host = await openPage();
    await host.snapshot({ ui: { ...connectedUi, stepDisplay: 'expanded' } });
  });

  const tabs = () => host.page.getByRole('tablist', { name: 'Chains' }).getByRole('tab');
  const show = async (place: number) => {
    await tabs().nth(place).click();
    await host.drawn();
  };
  const names = async () => (await tabs().evaluateAll(all => all.map(tab => tab.textContent ?? ''))).map(name => name.trim());
  const selected = () => host.page.getByRole('tab', { selected: true }).innerText();
  const panel = () => host.page.getByRole('tabpanel').innerText();
  const answerRegion = () => host.page.getByRole('region', { name: 'Answer', exact: true });
  const progress = () => host.page.getByRole('status', { name: 'Progress' }).innerText();

  const three = interleaved(
    chainOf(0, ['Spell', 'Count'], 'It is 2.'),
    chainOf(1, ['Cut', 'Add'], 'It is 3.'),
    chainOf(2, ['Turn', 'Sum'], 'So 3.'),
  );
  const ended = [tally(['3', 1, 2], ['2', 0]), runEnd({ answer: 'It is 3.', answerNode: 'n199' })];

  it('has a tab for each, with what it came to and whether it agrees, and shows the one that counts', async () => {
    await host.events(VOTE, ...three, ...ended);
    assert.deepEqual(await names(), ['Chain 1 · 2 says otherwise', 'Chain 2 · 3 agrees', 'Chain 3 · 3 agrees']);
    assert.match(await selected(), /^Chain 2/);
    assert.match(await panel(), /Cut it\.[\s\S]*Add it\./);
    assert.doesNotMatch(await panel(), /It is 3\./);
    assert.match(await answerRegion().innerText(), /It is 3\./);
    assert.match(await host.text(), /2 of 3 agree/);
  });

  it('shows the steps of a chain and its answer under its tab; the answer that counts stays', async () => {
    await host.events(VOTE, ...three, ...ended);
    await show(2);
    assert.match(await panel(), /Turn it\.[\s\S]*Sum it\.[\s\S]*So 3\./);
    assert.equal(await host.page.getByRole('group', { name: 'Answer of chain 3' }).count(), 1);
    assert.match(await answerRegion().innerText(), /It is 3\./);
    await host.button('Copy answer of chain 3').click();
    await host.button('Retry step 2').click();
    assert.deepEqual(await host.posted(), [
      { type: 'copy', text: 'So 3.' },
      { type: 'retryStep', node: 'n202' },
    ]);
  });

  it('shows the first that is writing while they are thought, each of them live with a clock of its own, and no answer of the run yet', async () => {
    const writing: readonly ReasoningEvent[] = [
      { type: 'step-start', index: 0, node: 'n1', parent: 'n0' },
      { type: 'step-start', index: 0, node: 'n101', parent: 'n0', chain: 1 },
      { type: 'step-delta', index: 0, title: 'Spell', content: 'One word' },
      { type: 'step-delta', index: 0, title: 'Cut', content: 'Another', chain: 1 },
    ];
    await host.events(VOTE, ...writing);
    await host.snapshot({ ui: { ...connectedUi, stepDisplay: 'expanded' }, elapsedMs: { run: 9000, parts: { 0: 8000, 1: 65_000 } } });
    assert.deepEqual(await names(), ['Chain 1 · Step 1', 'Chain 2 · Step 1']);
    assert.match(await panel(), /\b(?:[89]|1\d)\.\d s[\s\S]*One word/);
    await show(1);
    assert.match(await panel(), /1 min \d+ s[\s\S]*Another/);
    await host.events({ type: 'step-delta', index: 0, content: ' one', chain: 1 });
    assert.match(await panel(), /Another one/);
    await host.events(...chainOf(0, ['Spell'], 'It is 2.').slice(2));
    assert.equal(await answerRegion().count(), 0);
    assert.match(await selected(), /^Chain 2/);
  });

  it('turns to a chain that writes when the one that is shown has its answer, unless that holds the reader', async () => {
    const second = chainOf(1, ['Cut'], 'It is 3.');
    await host.events(VOTE, ...chainOf(0, ['Spell'], 'It is 2.').slice(0, 4), ...second.slice(0, 2));
    assert.match(await selected(), /^Chain 1/);
    await host.events(...chainOf(0, ['Spell'], 'It is 2.').slice(4));
    assert.match(await selected(), /^Chain 2/);
    await host.stepText(1).hover();
    await host.events(...second.slice(2), ...chainOf(2, ['Turn']).slice(0, 2));
    assert.match(await selected(), /^Chain 2/);
  });

  it('keeps the reader’s choice, also over a reload', async () => {
    await host.events(VOTE, ...three);
    await show(0);
    await host.events(...ended);
    assert.match(await selected(), /^Chain 1/);
    await host.page.reload();
    await host.snapshot();
    assert.match(await selected(), /^Chain 1/);
  });

  it('goes through them with the arrow keys, Home and End, as one stop of the Tab key', async () => {
    await host.events(VOTE, ...three, ...ended);
    assert.deepEqual(await tabs().evaluateAll(all => all.map(tab => (tab as HTMLElement).tabIndex)), [-1, 0, -1]);
    await tabs().nth(1).focus();
    const seen: string[] = [];
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'End']) {
      await host.page.keyboard.press(key);
      await host.drawn();
      seen.push((await selected()).slice(0, 7));
    }
    assert.deepEqual(seen, ['Chain 3', 'Chain 1', 'Chain 3', 'Chain 1', 'Chain 3']);
    assert.match((await host.page.evaluate(() => document.activeElement?.textContent)) ?? '', /^Chain 3/);
  });

  it('tells a screen reader which chain a step belongs to', async () => {
    await host.events(VOTE, ...chainOf(1, ['Cut'], 'It is 3.'));
    assert.match(await progress(), /Chain 2: Step 1 is finished: Cut, 1\.2 s\.\s+Chain 2: The answer is written\./);
    assert.doesNotMatch(await progress(), /Step 1 has begun/);
  });

  it('marks an answer that a check did not come to as doubtful', async () => {
    await host.events(
      { ...VOTE, strategy: 'verify' },
      ...chainOf(0, ['Spell'], 'It is 2.'),
      ...chainOf(1, ['Cut'], 'It is 3.'),
      ...chainOf(2, ['Turn'], 'It is 2.'),
      { ...tally(['2', 0, 2], ['3', 1]), doubtful: true },
      runEnd({ answer: 'It is 2.' }),
    );
    assert.match(await host.text(), /Kept, but doubtful: a check came to another answer\./);
    assert.match(await answerRegion().innerText(), /It is 2\./);
  });

  it('offers Answer now, Pause and a remark after the first answer too, and to go on where it was stopped', async () => {
    await host.events(VOTE, ...chainOf(0, ['Spell'], 'It is 2.'), ...chainOf(1, ['Cut']));
    await host.page.getByRole('textbox', { name: 'Question' }).fill('Mind the case.');
    for (const name of ['Answer now', 'Pause', 'Remark']) assert.equal(await host.button(name).count(), 1, name);
    await host.events(runCancel);
    assert.equal(await host.button('Resume').count(), 1);
    assert.equal(await answerRegion().count(), 0);
  });

  describe('of a search', () => {
    const TREE: RunStart = { ...VOTE, strategy: 'tree' };
    const rows = () => host.page.getByRole('tree', { name: 'Steps as a tree' }).getByRole('treeitem');
    /** As a screen reader says them. */
    const rowNames = () =>
      rows().evaluateAll(all =>
        all.map(one => {
          const copy = one.cloneNode(true) as Element;
          for (const silent of copy.querySelectorAll('[aria-hidden]')) silent.remove();
          return copy.textContent?.trim();
        }),
      );
    const row = (name: string) => host.page.getByRole('treeitem', { name: new RegExp(`: ${name}`) });
    const open = async (name: string) => {
      await row(name).click();
      await host.drawn();
    };
    const way = () => host.page.getByRole('group', { name: /^Chain \d$/ }).innerText();
    const focused = () => host.page.evaluate(() => document.activeElement?.querySelector('.tree-title')?.textContent);
    const value = (node: string, visits: number, share: number) => ({ type: 'value', node, visits, value: share }) as const;
    const first = chainOf(0, ['Spell', 'Count'], 'It is 2.');
    const second = chainOf(1, ['Add', 'Check'], 'It is 3.', { node: 'n1', index: 1 });
    const third = chainOf(2, ['Cut', 'Sum'], 'So 3.');
    const found = [tally(['3', 1, 2], ['2', 0]), value('n1', 2, 0.5), value('n2', 1, 0), value('n102', 1, 1), value('n201', 1, 1)];

    it('is a tree that grows, each step with its ways and its value', async () => {
      await host.events(TREE, ...first);
      assert.deepEqual(await rowNames(), ['Step 1: Spell', 'Step 2: Count']);
      await host.events(...second, ...third.slice(0, 2), ...found);
      assert.deepEqual(await rowNames(), [
        'Step 1: Spell — 2 ways, 50%',
        'Step 2: Count — 1 way, 0%, answer: 2',
        'Step 2: Add — 1 way, 100%',
        'Step 3: Check — answer: 3',
        'Step 1: Cut — 1 way, 100%',
      ]);
      assert.deepEqual(await rows().evaluateAll(all => all.map(one => one.ariaLevel)), ['1', '2', '2', '3', '1']);
      assert.equal(await tabs().count(), 0);
    });

    it('shows the way through a step that is chosen, with what it shares, and opens the step', async () => {
      await host.snapshot();
      await host.events(TREE, ...first, ...second, ...third, ...found, runEnd({ answer: 'It is 3.', answerNode: 'n199' }));
      assert.match(await way(), /Spell[\s\S]*Add[\s\S]*Check/);
      assert.ok(!(await host.isOpen(2)));
      await open('Add');
      assert.ok(await host.isOpen(2));
      await open('Sum');
      assert.match(await way(), /Cut[\s\S]*Sum it\.[\s\S]*Answer of chain 3[\s\S]*So 3\./);
      assert.match(await answerRegion().innerText(), /It is 3\./);
    });

    it('marks the way that counts, and shows it as the chain in the end', async () => {
      await host.events(TREE, ...first, ...second, ...third, ...found, runEnd({ answer: 'It is 3.', answerNode: 'n199' }));
      assert.deepEqual(
        (await rowNames()).map(name => /leads to the answer/.test(name ?? '')),
        [true, false, true, true, false, false],
      );
      assert.match(await way(), /Spell it\.[\s\S]*Add it\.[\s\S]*Check it\./);
      assert.match(await host.text(), /2 of 3 agree/);
    });

    it('is gone through with the arrow keys, Home and End, as one stop of the Tab key; left and right fold it', async () => {
      await host.events(TREE, ...first, ...second, ...third, ...found, runEnd({ answer: 'It is 3.', answerNode: 'n199' }));
      assert.equal(await rows().evaluateAll(all => all.filter(one => (one as HTMLElement).tabIndex === 0).length), 1);
      await row('Check').focus();
      const seen: (string | null | undefined)[] = [];
      for (const key of ['Home', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'End']) {
        await host.page.keyboard.press(key);
        await host.drawn();
        seen.push(await focused());
      }
      assert.deepEqual(seen, ['Spell', 'Count', 'Add', 'Add', 'Sum']);
      assert.equal(await row('Check').count(), 0);
      await host.page.keyboard.press('Enter');
      await host.drawn();
      assert.match(await way(), /Sum it\./);
      await row('Add').focus();
      await host.page.keyboard.press('ArrowRight');
      await host.drawn();
      assert.equal(await row('Check').count(), 1);
    });
  });

  it('leaves a chain alone as it was: no tabs', async () => {
    await host.events(runStart('Why?'), ...chainOf(0, ['Look'], 'So.'), runEnd());
    assert.equal(await tabs().count(), 0);
    assert.match(await answerRegion().innerText(), /So\./);
  });
});
