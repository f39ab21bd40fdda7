import { runBundled } from '../bundled.ts';
import { atMost, fact, type Part } from '../part.ts';

const MOST_TIMES = 5;
/** In megabytes, where Node has 16. What is left of a ratio then is the reader's; the rest is the garbage collector's moving of what a long text holds on to. */
const MUCH_ROOM_MB = 128;

type Ratios = readonly (readonly [form: string, times: number])[];

/** Four times the text should cost the step reader at most five times the work. */
export const reader: Part = {
  name: 'reader',
  about: 'processor time of the step reader for 400 KB of one step, in times of that for 100 KB (best of seven)',
  measure: async tell => {
    for (const [form, times] of await runBundled<Ratios>('reader.ts')) tell(atMost(form, times, MOST_TIMES, 'times'));
    for (const [form, times] of await runBundled<Ratios>('reader.ts', [`--max-semi-space-size=${MUCH_ROOM_MB}`]))
      tell(fact(`${form}, with room for young objects`, `${times.toFixed(1)} times`));
  },
};
