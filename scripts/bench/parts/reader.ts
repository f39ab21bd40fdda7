import { runBundled } from '../bundled.ts';
import { atMost, type Part } from '../part.ts';

const MOST_TIMES = 5;

/** Four times the text should cost the step reader at most five times the work. */
export const reader: Part = {
  name: 'reader',
  about: 'processor time of the step reader for 400 KB of one step, in times of that for 100 KB (best of seven)',
  measure: async tell => {
    const ratios = await runBundled<readonly (readonly [form: string, times: number])[]>('reader.ts');
    for (const [form, times] of ratios) tell(atMost(form, times, MOST_TIMES, 'times'));
  },
};
