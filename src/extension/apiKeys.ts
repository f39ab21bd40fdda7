import type * as vscode from 'vscode';
import { isLoopback, originOf } from '../model/baseUrl.ts';

/** The only place that touches SecretStorage: one key for each origin, and for a loopback origin one for each machine too. */
export class ApiKeys {
  private readonly secrets: vscode.SecretStorage;
  private readonly machine: () => Promise<string>;

  /** `machine` names the machine that `localhost` means. */
  constructor(secrets: vscode.SecretStorage, machine: () => Promise<string>) {
    this.secrets = secrets;
    this.machine = machine;
  }

  async read(baseUrl: string): Promise<string | undefined> {
    return this.secrets.get(await this.slot('apiKey', baseUrl));
  }

  async store(baseUrl: string, key: string): Promise<void> {
    await this.secrets.store(await this.slot('apiKey', baseUrl), key);
  }

  async clear(baseUrl: string): Promise<void> {
    await this.secrets.delete(await this.slot('apiKey', baseUrl));
  }

  /** A secret that a header of this endpoint asks for by name; it belongs to the origin as a key does. */
  async readNamed(baseUrl: string, name: string): Promise<string | undefined> {
    return this.secrets.get(await this.slot(`secret ${name}`, baseUrl));
  }

  async storeNamed(baseUrl: string, name: string, secret: string): Promise<void> {
    await this.secrets.store(await this.slot(`secret ${name}`, baseUrl), secret);
  }

  private async slot(what: string, baseUrl: string): Promise<string> {
    const slot = `${what} for ${originOf(baseUrl)}`;
    return isLoopback(baseUrl) ? `${slot} on ${await this.machine()}` : slot;
  }
}
