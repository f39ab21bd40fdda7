import * as vscode from 'vscode';
import type { ScriptedServer } from '../../support/scriptedServer.ts';
import { startListedServer } from '../scriptedRun.ts';
import { activateStepwise, EventWatch } from './stepwiseInHost.ts';

/** A scripted server that is new for each test, and a watch over every event of the window. */
export interface HostSuite {
  readonly server: ScriptedServer;
  readonly watch: EventWatch;
  /** Makes the server the endpoint in use. */
  connect(): Thenable<unknown>;
}

/** Registers the hooks of the `describe` that calls it; what goes on after a test is stopped. */
export function hostSuite(): HostSuite {
  let server: ScriptedServer;
  let watch: EventWatch;
  before(async () => {
    watch = new EventWatch(await activateStepwise());
  });
  beforeEach(async () => {
    server = await startListedServer();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('stepwise.stop');
    await server.close();
  });
  after(() => watch.dispose());
  return {
    get server() {
      return server;
    },
    get watch() {
      return watch;
    },
    connect: () => vscode.commands.executeCommand('stepwise.connect', { baseUrl: server.baseUrl, model: 'm1' }),
  };
}
