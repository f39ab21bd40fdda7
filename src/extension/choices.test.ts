import assert from 'node:assert/strict';
import { Choices } from './choices.ts';

describe('What was chosen on a page', () => {
  it('is settled once all of it is written', async () => {
    const choices = new Choices();
    const happened: string[] = [];
    let finish = (): void => {};
    void choices.take(
      new Promise(resolve => {
        finish = resolve;
      }),
    );
    void choices.take(Promise.resolve());
    const settled = choices.settled().then(() => happened.push('settled'));
    await new Promise(resolve => setImmediate(resolve));
    happened.push('written');
    finish();
    await settled;
    assert.deepEqual(happened, ['written', 'settled']);
  });

  it('is settled, too, where it could not be written; whoever wrote it hears of it', async () => {
    const choices = new Choices();
    await assert.rejects(choices.take(Promise.reject(new Error('The file is read-only.'))), /read-only/);
    await choices.settled();
  });

  it('is settled where nothing was chosen', async () => {
    await new Choices().settled();
  });
});
