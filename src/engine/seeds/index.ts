import type { reason } from '../reason.ts';
import { notebook } from './notebook.ts';
import { reenact } from './reenact.ts';
import { streamlit } from './streamlit.ts';

/** The two programs that Stepwise grew from, by the names under which they are chosen. */
export const SEEDS: ReadonlyMap<string, typeof reason> = new Map([notebook, streamlit].map(program => [program.name, reenact(program)]));
