const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** The text with one spelling for each sign, and without Markdown's and TeX's marks; a boxed expression stays boxed. */
export function plainPhrases(text: string): string {
  const spelled = text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, sign => `^${SUPERSCRIPTS.indexOf(sign)}`).replaceAll('，', ', ');
  return withoutMarkdown(withoutTex(spelled.normalize('NFKC').replaceAll('\u2212', '-')));
}

const withoutTex = (text: string): string =>
  text
    .replace(/\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, '$1/$2')
    .replace(/\\(?:text|textbf|textit|mathrm|mathbf|operatorname)\s*\{([^{}]*)\}/g, '$1')
    .replace(/\\times\b|\\cdot\b/g, '×')
    .replace(/\{,\}/g, ',')
    .replace(/\\[,;:! ]/g, ' ')
    .replace(/(?<!\\)\${1,2}(?=[^\s$])([^$\n]*[^\s$\\])\${1,2}(?!\d)/g, '$1')
    .replace(/\\[()[\]]/g, '')
    .replace(/\\([$%#_&])/g, '$1');

const withoutMarkdown = (text: string): string =>
  text
    .replace(/\*{1,3}(?=\S)([^*\n]*?\S)\*{1,3}/g, '$1')
    .replace(/(?<![\p{L}\d])_{1,2}(?=\S)([^_\n]*?\S)_{1,2}(?![\p{L}\d])/gu, '$1')
    .replace(/`+/g, '')
    .replace(/^[ \t]*(?:>[ \t]*)+/gm, '')
    .replace(/^[ \t]*#{1,6}[ \t]+(?!-?\d)/gm, '');
