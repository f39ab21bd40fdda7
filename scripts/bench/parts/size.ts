import { stat } from 'node:fs/promises';
import { currentVsix } from '../../lab/vsix.mjs';
import { atMost, type Part } from '../part.ts';

const MOST_KILOBYTES = 1024;

/** What is shipped. */
export const size: Part = {
  name: 'size',
  about: 'the VSIX as it is shipped',
  measure: async tell => tell(atMost('VSIX', (await stat(await currentVsix())).size / 1024, MOST_KILOBYTES, 'KB', 0)),
};
