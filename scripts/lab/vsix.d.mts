export function packageVsix(file: string): Promise<void>;
export function currentVsix(): Promise<string>;
