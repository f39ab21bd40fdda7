import { type Reply, sse, sseStep } from '../support/scriptedReplies.ts';
import { type ScriptedServer, startScriptedServer } from '../support/scriptedServer.ts';

/** A step of a run that nobody has to wait for. */
export const scriptedStep = (title: string, nextAction: 'continue' | 'final_answer' = 'continue'): Reply =>
  sseStep({ title, content: `About ${title}.`, nextAction }, { usage: { prompt: 100, completion: 20 } });

/** Three steps and an answer. */
export const scriptedRun = (answer = 'It is a queue.'): Reply[] => [
  scriptedStep('Read'),
  scriptedStep('Compare'),
  scriptedStep('Conclude', 'final_answer'),
  sse(answer.match(/.{1,6}/gsu) ?? []),
];

/** A scripted server that lists one model. */
export async function startListedServer(model = 'm1'): Promise<ScriptedServer> {
  const server = await startScriptedServer();
  server.route('/v1/models', { body: { data: [{ id: model, max_model_len: 32_768 }] } });
  return server;
}
