import { version } from '../../package.json';

/** The program's version, as `package.json` says it. */
export const VERSION: string = version;
