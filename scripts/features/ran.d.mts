export function beginRecord(folder: string): void;
export function continueRecord(folder: string): void;
export function recordPassed(titles: readonly string[]): void;
export function readPassed(folder: string): readonly string[];
