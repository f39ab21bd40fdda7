export function packageConsole(folder: string): Promise<string>;
