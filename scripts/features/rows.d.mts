export interface FeatureRow {
  readonly chapter: string;
  readonly promise: string;
  readonly file: string;
  readonly title: string;
}
export function readRows(markdown: string): readonly FeatureRow[];
export function findUnheld(rows: readonly FeatureRow[], passed: readonly string[]): readonly FeatureRow[];
