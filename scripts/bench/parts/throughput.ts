import { startVllmServer } from '../../lab/vllmServer.mjs';
import { installVllmModel } from '../../setup/vllmModel.mjs';
import { fact, type Part } from '../part.ts';
import { startBenchProxy } from '../speed/benchProxy.ts';
import { endpointAt, runProgram } from '../speed/contestants.ts';

const CHAINS = [1, 4, 16];
const STEPS = 3;
const TOKENS = 60;

/** What chains at once bring on a server that batches. */
export const throughput: Part = {
  name: 'throughput',
  about: `1, 4 and 16 chains at once on vLLM, ${STEPS} steps of ${TOKENS} tokens each`,
  measure: async tell => {
    const server = await startVllmServer(await installVllmModel());
    try {
      await tokensASecond(server, 1);
      let one: number | undefined;
      for (const chains of CHAINS) {
        const speed = await tokensASecond(server, chains);
        one ??= speed;
        tell(fact(`${chains} at once`, `${speed.toFixed(1)} tokens a second, ${(speed / one).toFixed(2)} × one chain`));
      }
    } finally {
      await server.stop();
    }
  },
};

/** Each chain has a proxy of its own, because each counts the steps of one run. */
async function tokensASecond({ baseUrl, model }: { readonly baseUrl: string; readonly model: string }, chains: number): Promise<number> {
  const startedAtMs = performance.now();
  const written = await Promise.all(Array.from({ length: chains }, (_, chain) => thinkOnce(baseUrl, model, `${chains}.${chain}`)));
  const seconds = (performance.now() - startedAtMs) / 1000;
  return written.reduce((sum, tokens) => sum + tokens, 0) / seconds;
}

async function thinkOnce(target: string, model: string, name: string): Promise<number> {
  const proxy = await startBenchProxy({ target, endsWithUser: false, tokens: TOKENS, steps: STEPS });
  try {
    const question = `Question ${name}: which number is larger, 9.11 or 9.9?`;
    const { completionTokens } = await runProgram(endpointAt(proxy.baseUrl, model), proxy, {
      strategy: 'chain',
      steps: STEPS,
      tokens: TOKENS,
      question,
    });
    return completionTokens;
  } finally {
    await proxy.close();
  }
}
