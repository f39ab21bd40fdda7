export function contentHash(folder: string, paths: readonly string[]): Promise<string>;
