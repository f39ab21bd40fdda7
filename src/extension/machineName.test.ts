import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nameMachine } from './machineName.ts';

describe('The name of the machine that localhost means', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stepwise-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is plain in a local window', async () => {
    assert.equal(await nameMachine(folder, undefined), 'local');
  });
  it('stays the same on one remote', async () => {
    const remote = join(folder, 'not', 'there', 'yet');
    const names = await Promise.all([nameMachine(remote, 'ssh-remote'), nameMachine(remote, 'ssh-remote')]);
    assert.equal(names[0], names[1]);
    assert.equal(await nameMachine(remote, 'ssh-remote'), names[0]);
  });
  it('is another one on another remote', async () => {
    assert.notEqual(await nameMachine(join(folder, 'a'), 'ssh-remote'), await nameMachine(join(folder, 'b'), 'ssh-remote'));
  });
});
