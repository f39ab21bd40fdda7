import { bestActivation, packagedHosts } from './packagedHost.ts';

describe('the packaged extension in its host', function () {
  const run = packagedHosts(this);

  it('loads the model adapter at the first request only', () => bestActivation(run, 1));

  it('stops within 200 ms in every phase', async () => {
    process.stdout.write((await run('stop.suite.ts')).replaceAll(/^/gm, '      '));
  });
});
