import { type BuiltProgram, buildProgram } from '../support/program.ts';
import { type SharedServer, sharedServer } from './sharedServer.ts';

/** The built program, and the vLLM that all suites share. */
export interface ProgramWithVllm {
  readonly program: BuiltProgram;
  readonly server: SharedServer;
}

/** Registers the hooks of the suite that calls it, and its time limit. */
export function programWithVllm(suite: Mocha.Suite): ProgramWithVllm {
  suite.timeout(300_000);
  let program: BuiltProgram;
  let server: SharedServer;
  before(async () => {
    [program, server] = await Promise.all([buildProgram(), sharedServer()]);
  });
  after(() => program.remove());
  return {
    get program() {
      return program;
    },
    get server() {
      return server;
    },
  };
}
