import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createReaderWords } from '../../../src/engine/readerWords.ts';
import type { CheckResult } from '../../../src/model/checks/check.ts';
import { describeCheckLine } from '../../../src/model/checks/checkWords.ts';
import { logLine } from '../../support/lab/suiteLog.ts';
import { activateStepwise } from '../../vscode/suites/stepwiseInHost.ts';

/** The endpoint stands in the settings that the host was opened with. */
describe('Test Connection with a real server', () => {
  it('finds it well in each of the ten checks', async () => {
    await activateStepwise();
    const results = await vscode.commands.executeCommand<readonly CheckResult[] | undefined>('stepwise.testConnection');
    assert.ok(results);
    for (const result of results) logLine(describeCheckLine(result, createReaderWords({}, 'en')));
    assert.equal(results.length, 10);
    assert.deepEqual(
      results.filter(({ status }) => status !== 'passed'),
      [],
    );
  });
});
