import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fact, type Part } from '../part.ts';

/** A session of 100 steps in a real browser. */
export const page: Part = {
  name: 'page',
  about: '100 steps and 500 KB of Markdown in a real browser: npm run bench:page',
  measure: async tell => {
    const child = spawn('npm', ['run', '--silent', 'bench:page'], { stdio: 'inherit' });
    const [status] = await once(child, 'close');
    tell({
      ...fact('npm run bench:page', status === 0 ? 'see above' : `ended with ${status}`),
      aim: 'each aim named there',
      isMet: status === 0,
    });
  },
};
