import { runBundled } from '../bundled.ts';
import { OWN_STEPS, type OwnCosts } from '../measured/ownCosts.ts';
import { atMost, fact, type Part } from '../part.ts';

const MOST_MS_A_STEP = 2;
const MOST_TIMES = 5;

/** What a run costs beside reading the same stream and doing nothing with it: loop, step reader, events, session. */
export const own: Part = {
  name: 'own',
  about: `the program’s own processor time over the raw stream, ${OWN_STEPS} steps of a model in its process, folded into a session (best of ten)`,
  measure: async tell => {
    const { smallMs, largeMs, rawMs } = await runBundled<OwnCosts>('own.ts');
    tell(atMost('a step of 1 KB, in pieces of 4 characters', smallMs / OWN_STEPS, MOST_MS_A_STEP, 'ms', 2));
    tell(fact('a step of 4 KB', `${(largeMs / OWN_STEPS).toFixed(2)} ms`));
    tell(atMost('400 KB in times of 100 KB', largeMs / smallMs, MOST_TIMES, 'times'));
    tell(fact('the raw stream itself, a step of 1 KB', `${(rawMs / OWN_STEPS).toFixed(2)} ms`));
  },
};
