export function tryToLock(name: string): Promise<(() => void) | undefined>;
