import { printHostileStrings } from './hostileConsole.ts';

describe('hostile text on the console', function () {
  printHostileStrings(this, 'short');
});
