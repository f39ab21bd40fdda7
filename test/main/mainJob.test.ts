import { startLocalModel } from '../support/lab/localModel.ts';
import { checkMainJob } from './mainJob.ts';

describe('the main job, in a real VS Code with the packaged extension and a real model', function () {
  checkMainJob(this, {
    start: startLocalModel,
    // The model writes about 40 tokens a second on one thread.
    limits: { 'stepwise.preset': 'quick', 'stepwise.maxTokensPerStep': 160, 'stepwise.maxTokensForAnswer': 120 },
    bounds: { fewestTokens: 40, fewestLengths: 5 },
    withTwin: false,
  });
});
