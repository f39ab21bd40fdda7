import { printHostileStrings } from '../cli/hostileConsole.ts';
import { drawHostileStrings } from '../page/hostileSuite.ts';

describe('huge hostile text on the console', function () {
  printHostileStrings(this, 'huge');
});

describe('huge hostile text on the page', function () {
  drawHostileStrings(this, 'huge');
});
