import assert from 'node:assert/strict';
import { findMisplacedText } from './look.ts';
import { offers, SCENES } from './scenes.ts';
import { pagesForSuite } from './suite.ts';
import { connectedUi } from './testPage.ts';

describe('the page and its host', function () {
  const openPage = pagesForSuite(this);

  it('asks for the whole when it loads, and shows nothing until then', async () => {
    const host = await openPage();
    assert.equal(await host.readies(), 1);
    assert.equal(await host.page.locator('#root').innerText(), '');
  });

  it('offers to connect while nothing is connected, with one button an offer', async () => {
    const host = await openPage();
    await host.snapshot({ ui: { ...connectedUi, connected: false, offers } });
    const panel = host.page.getByRole('region', { name: 'Connect' });
    assert.equal(await panel.getByRole('button').count(), offers.length);
    await panel.getByRole('button', { name: /^Ollama/ }).click();
    assert.deepEqual(await host.posted(), [{ type: 'connectTo', offer: 'ollama' }]);
    await host.send({ type: 'ui', ui: connectedUi });
    assert.equal(await panel.count(), 0);
  });

  it('names a setting that cannot be used, with the button that opens it', async () => {
    const host = await openPage();
    await host.snapshot({ ui: { ...connectedUi, settingProblem: { setting: 'stepwise.preset', message: 'There is no preset “fast”.' } } });
    const alert = host.page.getByRole('alert');
    assert.match(await alert.innerText(), /There is no preset “fast”\./);
    await alert.getByRole('button', { name: 'Open setting' }).click();
    assert.deepEqual(await host.posted(), [{ type: 'openSetting', setting: 'stepwise.preset' }]);
  });

  it('speaks the reader’s language, with that language’s numbers', async () => {
    const host = await openPage();
    await SCENES['chinese']?.(host);
    assert.equal(await host.page.locator('html').getAttribute('lang'), 'zh-cn');
    assert.ok(await host.page.getByRole('button', { name: /^步骤 1：\s?逐个拼写 1\.3 秒$/ }).isVisible());
    const words = (await host.page.locator('#root').innerText()).replace(
      /Stepwise|English|strawberry|smollm2-135m|qwen2\.5-7b-instruct|s t r a w b e r r y/g,
      '',
    );
    assert.doesNotMatch(words, /[A-Za-z]{2,}/);
  });

  it('fits a side bar of 300 pixels also where its icons do not come', async () => {
    for (const name of ['offers', 'finished', 'streaming']) {
      const host = await openPage({ width: 300, withoutCodicons: true });
      await SCENES[name]?.(host);
      assert.deepEqual(await findMisplacedText(host.page), [], name);
    }
  });
});
