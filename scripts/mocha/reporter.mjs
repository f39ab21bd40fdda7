import Mocha from 'mocha';

/** Mocha's `spec`, and then the line `N passed, N failed` (and how many were skipped), alone on a line for whoever counts. */
export default class SpecWithTotals extends Mocha.reporters.Spec {
  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    const skipped = pending > 0 ? `, ${pending} skipped` : '';
    console.log(`${passes} passed, ${failures} failed${skipped}`);
  }
}
