import { checkMainJob } from '../main/mainJob.ts';
import { sharedServer } from './sharedServer.ts';

describe('the main job on a real vLLM, in a real VS Code with the packaged extension', function () {
  checkMainJob(this, {
    // It is stopped with the last suite, not with this one.
    start: async () => ({ ...(await sharedServer()), stop: async () => {} }),
    // Beside a browser the model writes about 10 tokens a second.
    limits: {
      'stepwise.preset': 'quick',
      'stepwise.maxSteps': 3,
      'stepwise.maxTokensPerStep': 100,
      'stepwise.maxTokensForAnswer': 60,
    },
    // vLLM holds the model to the schema without indentation, and then it finds few words: ten of them may pass between two frames of a
    // busy browser. That the first one stood there before half of the reply had come still tells streaming from its absence.
    bounds: { fewestTokens: 20, fewestLengths: 1 },
    withTwin: true,
  });
});
