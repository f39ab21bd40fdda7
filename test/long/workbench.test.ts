import assert from 'node:assert/strict';
import { scriptedRun } from '../vscode/scriptedRun.ts';
import { workbenchSuite } from '../vscode/workbenchSuite.ts';

describe('Stepwise in more workbenches of a real VS Code', function () {
  const bench = workbenchSuite(this);

  it('says how much goes where, and asks twice before a whole document or a secret leaves', async () => {
    const elsewhere = { 'stepwise.baseUrl': 'http://models.invalid/v1', 'stepwise.model': 'm1', 'stepwise.openIn': 'sideBar' };
    await bench.open(elsewhere);
    await bench.editor.openFile('README.md');
    await bench.editor.runCommand('Stepwise: Reason About Selection');
    await bench
      .quickInput()
      .getByText(/Lines: \d+, tokens: about \d+\. They go to models\.invalid\./)
      .waitFor();
    await bench.editor.page.keyboard.press('Enter');
    const dialog = bench.editor.page.getByRole('dialog').filter({ hasText: 'Nothing is selected.' });
    await dialog.getByText('They go to models.invalid.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await bench.editor.stepwiseFrame('view').getByRole('alert').count(), 0);

    await bench.editor.selectLines(1, 1);
    await bench.editor.runCommand('Stepwise: Reason About Selection');
    await bench.quickInput().getByText('They go to models.invalid.').waitFor();
    await bench.editor.page.keyboard.press('Enter');
    await bench.editor.stepwiseFrame('view').getByRole('alert').getByText('models.invalid').waitFor();
    await bench.editor.stepwiseFrame('view').getByRole('button', { name: 'Try again' }).waitFor();
  });

  it('names a setting that cannot be used, and opens it', async () => {
    await bench.openConnected({ 'stepwise.minSteps': 9, 'stepwise.maxSteps': 2 });
    await bench.editor.openFile('stock.ts');
    await bench.editor.runCommand('Stepwise: Reason About Selection');
    const problem = bench.editor.stepwiseFrame('panel').getByRole('alert').filter({ hasText: 'stepwise.minSteps' });
    await problem.getByRole('button', { name: 'Open setting' }).click();
    await bench.editor.page.locator('.settings-editor').waitFor();
    assert.equal(bench.server.requests.length, 0);
  });

  it('speaks Chinese where VS Code does', async () => {
    await bench.openConnected({}, { language: 'zh-cn' });
    bench.server.script(...scriptedRun());
    await bench.editor.openFile('stock.ts');
    await bench.editor.selectLines(1, 4);
    await bench.editor.runCommand('Stepwise: 对所选内容进行推理');
    await bench.quickInput().getByText('对所选内容（stock.ts 第 1–4 行）进行推理').waitFor();
    await bench.editor.page.keyboard.press('Enter');
    const page = bench.editor.stepwiseFrame('panel');
    await page.getByRole('region', { name: '回答' }).getByText('It is a queue.').waitFor();
    await page.getByRole('button', { name: '步骤 1：' }).waitFor();
    assert.match(
      bench
        .chatRequests()[0]
        ?.body.messages.map(({ content }) => content)
        .join('\n') ?? '',
      /步/,
    );
  });
});
