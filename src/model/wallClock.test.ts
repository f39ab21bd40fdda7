import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { wallClock } from './wallClock.ts';

describe('the wall clock', () => {
  it('goes forward while somebody sleeps, and leaves no listener', async () => {
    const { signal } = new AbortController();
    const before = wallClock.now();
    await wallClock.sleep(5, signal);
    assert.ok(wallClock.now() > before);
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  });

  it('wakes with the reason when the sleep is stopped', async () => {
    const controller = new AbortController();
    const asleep = wallClock.sleep(60_000, controller.signal);
    controller.abort(new Error('enough'));
    await assert.rejects(asleep, /enough/);
    await assert.rejects(wallClock.sleep(60_000, controller.signal), /enough/);
    assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
  });
});
