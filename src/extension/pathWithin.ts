/** Letters of a path that mean nothing else to whoever reads it, such as a search for files. */
const PLAIN = /^[\w@+.-]+(?:\/[\w@+.-]+)*$/;

/** Whether a path of a text can only lead to what lies below the folder that it starts in. */
export const isPathWithin = (path: string): boolean => PLAIN.test(path) && !path.split('/').some(part => part === '..' || part === '.');
