/** The rows of `docs/features.md`: what is promised, by which chapter of the page's plan, and the test that holds it. */
export function readRows(markdown) {
  return markdown.split('\n## ').flatMap(section => {
    const chapter = section.split('\n')[0].trim();
    const rows = section.split('\n').filter(line => /^\| .*\| `[^`]+` \| .* \|$/.test(line));
    return rows.map(line => {
      const [promise = '', where = '', title = ''] = line
        .replaceAll('\\|', '\u0000')
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim().replaceAll('\u0000', '|'));
      return { chapter, promise, file: where.replaceAll('`', ''), title };
    });
  });
}

/** The rows whose test has not passed. A full title begins with those of the suites that the test stands in. */
export function findUnheld(rows, passed) {
  return rows.filter(({ title }) => !passed.some(full => full === title || full.endsWith(` ${title}`)));
}
