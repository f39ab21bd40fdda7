export interface MakeOnceOptions {
  readonly title: string;
  readonly folder: string;
  readonly wanted: unknown;
  readonly build: (partial: string) => Promise<void>;
}
export function makeOnce(options: MakeOnceOptions): Promise<void>;
