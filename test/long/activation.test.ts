import assert from 'node:assert/strict';
import { bestActivation, packagedHosts } from '../main/packagedHost.ts';

/** Five times the aim: what a reader would begin to feel. */
const LONGEST_MS = 150;

describe('the packaged extension in many fresh hosts', function () {
  const run = packagedHosts(this);

  it('activates quickly (best of five fresh hosts)', async () => {
    assert.ok((await bestActivation(run, 5)) <= LONGEST_MS);
  });
});
