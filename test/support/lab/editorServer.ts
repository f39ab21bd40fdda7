import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installExtension, type RunningCodeServer, startCodeServer } from '../../../scripts/lab/codeServer.mjs';
import { installCodeServer } from '../../../scripts/setup/codeServer.mjs';

/** What a fresh VS Code server is started with. */
export interface EditorServerOptions {
  /** The packaged extension to install. */
  readonly vsix?: string;
  /** Settings as a person would make them; those of machine scope are put where VS Code looks for them. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** False opens the folder in Restricted Mode, without a question. */
  readonly trust?: boolean;
  /** Added to the environment of the extension host. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A VS Code server with settings and extensions of its own, all of which go away with `close`. */
export interface EditorServer {
  readonly origin: string;
  /** A folder for whatever else the test writes. */
  readonly folder: string;
  /** The server's own data, with `data/Machine/settings.json` and `data/User/settings.json`. */
  readonly dataFolder: string;
  close(): Promise<void>;
}

const machineScoped: ReadonlySet<string> = new Set(['stepwise.baseUrl', 'stepwise.model', 'stepwise.endpoints']);

function settingsOf(settings: Readonly<Record<string, unknown>>, wanted: (name: string) => boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => wanted(name)));
}

async function start(folder: string, options: EditorServerOptions): Promise<RunningCodeServer> {
  const { vsix, settings = {}, trust = true, environment = {} } = options;
  const codeServer = await installCodeServer();
  const folders = { codeServer, dataFolder: join(folder, 'data'), extensionsFolder: join(folder, 'extensions') };
  await mkdir(folders.extensionsFolder);
  if (vsix) await installExtension({ ...folders, vsix });
  return startCodeServer({
    ...folders,
    trustAll: trust,
    testDriver: true,
    environment,
    machineSettings: settingsOf(settings, name => machineScoped.has(name)),
    userSettings: {
      'security.workspace.trust.startupPrompt': 'never',
      'security.workspace.trust.banner': 'never',
      ...settingsOf(settings, name => !machineScoped.has(name)),
    },
  });
}

/** Starts a fresh VS Code server in a temporary folder. */
export async function startEditorServer(options: EditorServerOptions): Promise<EditorServer> {
  const folder = await mkdtemp(join(tmpdir(), 'stepwise-editor-'));
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const server = await start(folder, options);
    return {
      origin: server.origin,
      folder,
      dataFolder: server.dataFolder,
      close: async () => {
        await server.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
