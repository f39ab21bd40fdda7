export const root: string;
export const labFolder: string;
export function inLab(...names: string[]): string;
