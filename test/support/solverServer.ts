import { sse } from './scriptedReplies.ts';
import { type ScriptedServer, startScriptedServer } from './scriptedServer.ts';
import { createSolver, type Problem, type SolverTraits } from './simulatedSolver.ts';

const PIECE = /.{1,12}/gsu;
const CHARACTERS_PER_TOKEN = 4;

/** The simulated solver as an endpoint, under the model's name `solver`. A request that carries a `seed` gets the same reply whenever it comes. */
export async function startSolverServer(find: (said: string) => Problem | undefined, traits: SolverTraits): Promise<ScriptedServer> {
  const solve = createSolver(find, traits);
  const server = await startScriptedServer();
  server.route('/v1/models', { body: { object: 'list', data: [{ id: 'solver', object: 'model' }] } });
  server.always(({ body: { messages, response_format, seed } }) => {
    const text = solve({ messages, form: response_format ? 'json' : 'text', seed: typeof seed === 'number' ? seed : undefined });
    const heard = messages.reduce((sum, { content }) => sum + content.length, 0);
    const usage = { prompt: Math.ceil(heard / CHARACTERS_PER_TOKEN), completion: Math.ceil(text.length / CHARACTERS_PER_TOKEN) };
    return sse(text.match(PIECE) ?? [], { usage });
  });
  return server;
}
