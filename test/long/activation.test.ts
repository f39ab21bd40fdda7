import { checkActivation, packagedHosts } from '../main/packagedHost.ts';

describe('the packaged extension in many fresh hosts', function () {
  const run = packagedHosts(this);

  it('activates quickly (best of five fresh hosts)', () => checkActivation(run, 5));
});
