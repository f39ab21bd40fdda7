import assert from 'node:assert/strict';
import axe from 'axe-core';
import { SCENES } from './scenes.ts';
import { pagesForSuite } from './suite.ts';
import type { TestPage } from './testPage.ts';
import { THEMES, type ThemeName } from './themes.ts';

describe('the page for everyone', function () {
  const openPage = pagesForSuite(this);

  /** What axe finds wrong, as rule and element. */
  async function findFaults(host: TestPage): Promise<readonly string[]> {
    await host.page.evaluate(axe.source);
    const { violations } = await host.page.evaluate<axe.AxeResults>('axe.run()');
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }

  for (const theme of Object.keys(THEMES) as ThemeName[]) {
    it(`breaks no rule of axe in any scene: ${theme}`, async () => {
      for (const play of Object.values(SCENES)) {
        const host = await openPage({ theme, width: 400 });
        await play(host);
        assert.deepEqual(await findFaults(host), []);
      }
    });
  }
});
