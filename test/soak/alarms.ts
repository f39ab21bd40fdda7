/** Hears what no process should ever say. Whoever makes it closes it. */
export class Alarms {
  readonly heard: string[] = [];
  private readonly onError = (error: unknown) =>
    void this.heard.push(error instanceof Error ? (error.stack ?? error.message) : String(error));

  constructor() {
    process.on('unhandledRejection', this.onError);
    process.on('uncaughtException', this.onError);
    process.on('warning', this.onError);
  }

  /** Whether it hears a rejection that nobody handles; what was heard then is forgotten. */
  async hearsPlanted(): Promise<boolean> {
    const before = this.heard.length;
    void Promise.reject(new Error('planted'));
    for (let turn = 0; turn < 5 && this.heard.length === before; turn++) await new Promise(resolve => setImmediate(resolve));
    return this.heard.splice(before).some(text => text.includes('planted'));
  }

  close(): void {
    process.off('unhandledRejection', this.onError);
    process.off('uncaughtException', this.onError);
    process.off('warning', this.onError);
  }
}
