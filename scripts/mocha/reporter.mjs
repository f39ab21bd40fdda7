import Mocha from 'mocha';
import { recordPassed } from '../features/ran.mjs';

/**
 * Mocha's `spec`, and then the line `N passed, N failed` (and how many were skipped), alone on a line for whoever counts.
 * Within `npm test` it also writes down what passed.
 */
export default class SpecWithTotals extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const passed = [];
    runner.on('pass', test => passed.push(test.fullTitle()));
    runner.once('end', () => recordPassed(passed));
  }

  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    const skipped = pending > 0 ? `, ${pending} skipped` : '';
    console.log(`${passes} passed, ${failures} failed${skipped}`);
  }
}
