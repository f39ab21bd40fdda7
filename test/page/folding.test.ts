import assert from 'node:assert/strict';
import { runStart, step, stepDelta, stepEnd, stepStart } from './events.ts';
import { pagesForSuite } from './suite.ts';
import { connectedUi, type TestPage } from './testPage.ts';

describe('the folds of steps', function () {
  const openPage = pagesForSuite(this);
  let host: TestPage;

  beforeEach(async () => {
    host = await openPage();
    await host.snapshot();
  });

  it('keeps the running step open, and folds it to its title and first line once it is finished', async () => {
    await host.events(runStart('Why?'), stepStart(0), stepDelta(0, { title: 'One', content: '**First** line.\n\nSecond.' }));
    assert.ok(await host.isOpen(1));
    await host.events(stepEnd(0, 'One', '**First** line.\n\nSecond.'), stepStart(1));
    assert.ok(!(await host.isOpen(1)));
    assert.match(await host.text(), /One\s+1\.2 s\s+First line\./);
    assert.doesNotMatch(await host.text(), /Second/);
    assert.ok(await host.isOpen(2));
  });

  it('folds nothing that holds the focus', async () => {
    await host.events(runStart('Why?'), stepStart(0), stepDelta(0, { title: 'One', content: 'First.' }));
    await host.step(1).focus();
    await host.events(stepEnd(0, 'One', 'First.'), stepStart(1));
    assert.ok(await host.isOpen(1));
  });

  it('folds nothing that holds the pointer', async () => {
    await host.events(runStart('Why?'), stepStart(0), stepDelta(0, { title: 'One', content: 'First.' }));
    await host.stepText(1).hover();
    await host.events(stepEnd(0, 'One', 'First.'), stepStart(1));
    assert.ok(await host.isOpen(1));
  });

  it('folds nothing that holds a selection', async () => {
    await host.events(runStart('Why?'), stepStart(0), stepDelta(0, { title: 'One', content: 'First.' }));
    await host.stepText(1).evaluate(element => document.getSelection()?.selectAllChildren(element));
    await host.events(stepEnd(0, 'One', 'First.'), stepStart(1));
    assert.ok(await host.isOpen(1));
  });

  it('folds nothing while the reader has scrolled up', async () => {
    await host.events(runStart('Why?'), stepStart(0), stepDelta(0, { title: 'One', content: 'Line.\n\n'.repeat(80) }));
    await host.scrollUp();
    await host.events(stepEnd(0, 'One', 'Line.\n\n'.repeat(80)), stepStart(1));
    assert.ok(await host.isOpen(1));
  });

  for (const [display, running, finished] of [
    ['expanded', true, true],
    ['collapsed', false, false],
  ] as const) {
    it(`shows each step ${display} where the setting says so`, async () => {
      await host.snapshot({ ui: { ...connectedUi, stepDisplay: display } });
      await host.events(runStart('Why?'), ...step(0, 'One', 'x'), stepStart(1));
      assert.deepEqual([await host.isOpen(1), await host.isOpen(2)], [finished, running]);
    });
  }

  it("lets the reader's own click win, also over a reload", async () => {
    await host.events(runStart('Why?'), ...step(0, 'One', 'x'), ...step(1, 'Two', 'y'), stepStart(2), stepDelta(2, { content: 'z' }));
    await host.step(1).click();
    await host.step(3).click();
    await host.events(stepDelta(2, { content: ' more' }));
    assert.deepEqual([await host.isOpen(1), await host.isOpen(2), await host.isOpen(3)], [true, false, false]);
    await host.events(stepEnd(2, 'Three', 'z more'));
    await host.page.reload();
    await host.snapshot();
    assert.deepEqual([await host.isOpen(1), await host.isOpen(2), await host.isOpen(3)], [true, false, false]);
  });

  it('forgets the folds of another session', async () => {
    await host.events(runStart('Why?'), ...step(0, 'One', 'x'));
    await host.step(1).click();
    await host.snapshot({ session: { ...host.session, id: 's2' } });
    assert.ok(!(await host.isOpen(1)));
  });

  it('works with the keyboard', async () => {
    await host.events(runStart('Why?'), ...step(0, 'One', 'x'));
    await host.step(1).focus();
    await host.page.keyboard.press('Enter');
    await host.drawn();
    assert.ok(await host.isOpen(1));
    await host.page.keyboard.press('Space');
    await host.drawn();
    assert.ok(!(await host.isOpen(1)));
  });
});
