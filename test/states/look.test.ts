import assert from 'node:assert/strict';
import { findMisplacedText, findUglyThings } from '../page/look.ts';
import { SCENES } from '../page/scenes.ts';
import { pagesForSuite } from '../page/suite.ts';
import type { TestPage } from '../page/testPage.ts';

/** The smallest side bar, a wide editor, and a window of 1280 by 720 at a zoom of 200 %, which leaves half of each. */
const SIZES = [
  { what: '300 pixels', width: 300, height: 760 },
  { what: '900 pixels', width: 900, height: 760 },
  { what: 'a zoom of 200 %', width: 640, height: 360 },
] as const;

describe('the look of the page', function () {
  const openPage = pagesForSuite(this);

  /** Elements that are wider than the place that they have, as the window itself sees them. */
  const widerThanTheirPlace = (host: TestPage): Promise<readonly string[]> =>
    host.page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('main, .session, footer, .composer, .toolbar')]
        .filter(element => element.scrollWidth > element.clientWidth)
        .map(element => element.className || element.tagName),
    );

  for (const [name, play] of Object.entries(SCENES)) {
    it(`has nothing too wide, cut, overlapping or without a visible focus at any size: ${name}`, async () => {
      const host = await openPage(SIZES[0]);
      await play(host);
      for (const { what, ...size } of SIZES) {
        await host.page.setViewportSize(size);
        await host.drawn();
        assert.deepEqual(await widerThanTheirPlace(host), [], what);
        assert.deepEqual(await findUglyThings(host.page), [], what);
      }
    });
  }

  it('shows the focus in high contrast and in forced colours too', async () => {
    for (const theme of ['high-contrast', 'high-contrast-light'] as const) {
      const host = await openPage({ theme, width: 400 });
      await SCENES['finished']?.(host);
      assert.deepEqual(await findUglyThings(host.page), [], theme);
      await host.page.emulateMedia({ forcedColors: 'active' });
      assert.deepEqual(await findUglyThings(host.page), [], `${theme} in forced colours`);
    }
  });

  describe('would be found wrong', () => {
    let host: TestPage;
    beforeEach(async () => {
      host = await openPage();
      await SCENES['finished']?.(host);
      assert.deepEqual(await findMisplacedText(host.page), []);
    });

    const styled = (selector: string, styles: Readonly<Record<string, string>>): Promise<void> =>
      host.page
        .locator(selector)
        .first()
        .evaluate((element, wanted) => Object.assign((element as HTMLElement).style, wanted), styles)
        .then(() => {});

    it('where text lies upon text', async () => {
      await styled('.totals', { position: 'relative', top: '-40px' });
      assert.match((await findMisplacedText(host.page)).join('\n'), /text upon text: .*p\.totals/);
    });

    it('where text is cut', async () => {
      await styled('.totals', { overflow: 'hidden', height: '5px' });
      assert.match((await findMisplacedText(host.page)).join('\n'), /cut: p\.totals/);
    });

    it('where text leaves the window', async () => {
      await styled('.composer', { transform: 'translateX(200px)' });
      assert.match((await findMisplacedText(host.page)).join('\n'), /too wide|outside the window/);
    });

    it('where the focus cannot be seen', async () => {
      await styled('.composer select', { outline: 'none', transition: 'none' });
      assert.match((await findUglyThings(host.page)).join('\n'), /focus not to be seen: select/);
    });
  });
});
