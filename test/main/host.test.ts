import { checkActivation, packagedHosts } from './packagedHost.ts';

describe('the packaged extension in its host', function () {
  const run = packagedHosts(this);

  it('activates quickly in a fresh host, and loads the model adapter at the first request only', () => checkActivation(run, 1));

  it('stops within 200 ms in every phase', async () => {
    process.stdout.write((await run('stop.suite.ts')).replaceAll(/^/gm, '      '));
  });
});
