import { runBundled } from '../bundled.ts';
import { atMost, type Part } from '../part.ts';

const MOST_TIMES = 5;
/**
 * Room for young objects, in megabytes: with Node's usual 16 the garbage collector moves what a long text holds on to, and how often
 * it comes to that decides the ratio (4.0 to 6.4 for one form). `own` has that in it.
 */
const YOUNG_MB = 128;

/** Four times the text should cost the step reader at most five times the work. */
export const reader: Part = {
  name: 'reader',
  about:
    'processor time of the step reader for 400 KB of one step, in times of that for 100 KB (best of seven), with room for young objects: what is asked is how the reader works',
  measure: async tell => {
    const ratios = await runBundled<readonly (readonly [form: string, times: number])[]>('reader.ts', [
      `--max-semi-space-size=${YOUNG_MB}`,
    ]);
    for (const [form, times] of ratios) tell(atMost(form, times, MOST_TIMES, 'times'));
  },
};
