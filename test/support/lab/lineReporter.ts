import { logLine } from './suiteLog.ts';

/** A mocha reporter in plain lines, for suites inside the extension host. It ends with the line `N passed, N failed`. */
export class LineReporter {
  private passed = 0;
  private failed = 0;

  constructor(runner: Mocha.Runner) {
    runner.on('pass', test => {
      this.passed += 1;
      logLine(`ok      ${test.fullTitle()}`);
    });
    runner.on('fail', (test, error: unknown) => {
      this.failed += 1;
      logLine(`failed  ${test.fullTitle()}`);
      logLine(error);
    });
    runner.once('end', () => logLine(`${this.passed} passed, ${this.failed} failed`));
  }
}
