/** The forms in which a session leaves Stepwise. */
export const EXPORT_FORMATS = ['markdown', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const ENDINGS: Readonly<Record<ExportFormat, string>> = { markdown: 'md', jsonl: 'jsonl' };

/** Long enough to tell two sessions apart, short enough for a list of files. */
const LONGEST = 60;

/** What the name of an exported file ends with, without the dot. */
export const endingOf = (format: ExportFormat): string => ENDINGS[format];

/** A file name after a session's name: its letters and digits in any script, so that every system takes it. */
export function exportName(name: string, format: ExportFormat): string {
  const words = name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '-');
  const short = [...words].slice(0, LONGEST).join('');
  return `${short.replace(/^-+|-+$/g, '') || 'stepwise'}.${endingOf(format)}`;
}

/** The format that a file's name asks for; `undefined` where it says nothing. */
export const formatOf = (path: string): ExportFormat | undefined =>
  EXPORT_FORMATS.find(format => path.toLowerCase().endsWith(`.${endingOf(format)}`));
