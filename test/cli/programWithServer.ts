import { type BuiltProgram, buildProgram } from '../support/program.ts';
import { type ScriptedServer, startScriptedServer } from '../support/scriptedServer.ts';

/** The built program, and a server that lists the model `small` and is new for each test. */
export interface ProgramWithServer {
  readonly program: BuiltProgram;
  readonly server: ScriptedServer;
}

/** Registers the hooks of the suite that calls it, and its time limit. */
export function programWithServer(suite: Mocha.Suite): ProgramWithServer {
  suite.timeout(30_000);
  let program: BuiltProgram;
  let server: ScriptedServer;
  before(async () => {
    program = await buildProgram();
  });
  after(() => program.remove());
  beforeEach(async () => {
    server = await startScriptedServer();
    server.route('/v1/models', { body: { data: [{ id: 'small', max_model_len: 8192 }] } });
  });
  afterEach(() => server.close());
  return {
    get program() {
      return program;
    },
    get server() {
      return server;
    },
  };
}
