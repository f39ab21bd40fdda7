/**
 * Ends everything that is still running, in reverse order, when this process is asked to stop or fails.
 * One owner for signals: a script adds its endings here and never listens to signals itself.
 */
const endings = [];

/** Adds something to do before this process ends. */
export function beforeEnd(ending) {
  endings.push(ending);
}

let ended = false;

/** Tells whether we are ending on purpose, so that what ends now needs no words. */
export const isEnding = () => ended;

/** Does all endings, each once, and then ends this process. */
export async function endProcess(code) {
  if (ended) return;
  ended = true;
  for (const ending of endings.reverse()) await ending();
  process.exit(code);
}

/** Makes the signals that ask us to stop do the endings; `code` is the exit status after them. */
export function endOnSignals(code) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void endProcess(code));
}

/**
 * Does the endings when npm's shell is gone. npm passes SIGTERM on to the shell between it and us, which dies of it without a word to us.
 */
export function endWithNpm(code) {
  const parent = process.ppid;
  const isOrphan = () => process.ppid !== parent;
  if (process.env.npm_lifecycle_event) setInterval(() => isOrphan() && void endProcess(code), 300).unref();
}
