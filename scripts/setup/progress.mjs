const seconds = startedAt => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;

/**
 * Runs one stage of set-up and tells about it in one line: on a terminal the seconds count while it runs,
 * elsewhere the line is written when the stage begins and ended when it is done. Everything goes to standard error.
 */
export async function stage(title, work) {
  const startedAt = Date.now();
  const live = process.stderr.isTTY;
  process.stderr.write(`${title} …`);
  const timer = live ? setInterval(() => process.stderr.write(`\r${title} … ${seconds(startedAt)}`), 500) : undefined;
  try {
    const result = await work();
    process.stderr.write(`${live ? `\r${title} …` : ''} done (${seconds(startedAt)})\n`);
    return result;
  } catch (error) {
    process.stderr.write(' failed\n');
    throw error;
  } finally {
    clearInterval(timer);
  }
}
