import assert from 'node:assert/strict';
import axe from 'axe-core';
import { SCENES } from '../page/scenes.ts';
import { pagesForSuite } from '../page/suite.ts';
import type { TestPage } from '../page/testPage.ts';
import { THEMES, type ThemeName } from '../page/themes.ts';

const THEME_NAMES = Object.keys(THEMES) as ThemeName[];

/** What axe finds wrong, as theme, rule and element. */
async function findFaults(host: TestPage, theme: ThemeName): Promise<readonly string[]> {
  await host.setTheme(theme);
  const { violations } = await host.page.evaluate<axe.AxeResults>(`axe.run({ resultTypes: ['violations'] })`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${theme}: ${id}: ${html}`));
}

describe('the page for everyone', function () {
  const openPage = pagesForSuite(this);

  it('is looked at in twelve states and four themes at least', () => {
    assert.ok(Object.keys(SCENES).length >= 12 && THEME_NAMES.length >= 4);
  });

  for (const [name, play] of Object.entries(SCENES)) {
    it(`breaks no rule of axe in any theme: ${name}`, async () => {
      const host = await openPage({ width: 400 });
      await play(host);
      await host.page.evaluate(axe.source);
      for (const theme of THEME_NAMES) assert.deepEqual(await findFaults(host, theme), []);
    });
  }

  it('would be told of a fault by axe', async () => {
    const host = await openPage();
    await host.snapshot();
    await host.page.evaluate(axe.source);
    await host.page.evaluate(() => document.querySelector('textarea')?.removeAttribute('aria-label'));
    await host.page.evaluate(() => document.querySelector('textarea')?.removeAttribute('placeholder'));
    assert.match((await findFaults(host, 'light')).join(), /light: label: <textarea/);
  });
});
