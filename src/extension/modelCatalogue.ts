import * as vscode from 'vscode';
import type { ListedModel } from '../model/listModels.ts';

/** What endpoints were seen to serve and how much their models see at once, until the window closes. */
export class ModelCatalogue implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly names = new Map<string, readonly string[]>();
  private readonly contextSizes = new Map<string, number>();

  readonly onDidChange = this.changed.event;

  namesAt(baseUrl: string): readonly string[] {
    return this.names.get(baseUrl) ?? [];
  }

  /** Takes in what an endpoint listed. */
  take(baseUrl: string, models: readonly ListedModel[]): void {
    this.names.set(
      baseUrl,
      models.map(({ id }) => id),
    );
    for (const { id, contextSize } of models) if (contextSize !== undefined) this.contextSizes.set(`${baseUrl} ${id}`, contextSize);
    this.changed.fire();
  }

  /** In tokens; `undefined` where nobody has said it yet. */
  contextSize(baseUrl: string, model: string): number | undefined {
    return this.contextSizes.get(`${baseUrl} ${model}`);
  }

  setContextSize(baseUrl: string, model: string, tokens: number): void {
    this.contextSizes.set(`${baseUrl} ${model}`, tokens);
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }
}
