import { drawHostileStrings } from './hostileSuite.ts';

describe('hostile text on the page', function () {
  drawHostileStrings(this, 'short');
});
