import { startLlamaServer } from '../../lab/llamaServer.mjs';
import { startVllmServer } from '../../lab/vllmServer.mjs';
import { installLocalModel } from '../../setup/localModel.mjs';
import { installVllmModel } from '../../setup/vllmModel.mjs';
import { type Figure, fact, type Part } from '../part.ts';
import { type BenchProxyOptions, startBenchProxy } from '../speed/benchProxy.ts';
import { endpointAt, type Measured, type RunOptions, runBare, runProgram } from '../speed/contestants.ts';

const LENGTHS = [40, 200, 500];
const STEPS = 3;
const OF_OURS_PER_STEP = 300;
/** Left to itself, a small model can keep a seed busy with unreadable steps, three tries each, for the better part of an hour. */
const LEFT_TO_ITSELF_MS = 120_000;
const SEEDS = ['seed-notebook', 'seed-streamlit'];

interface Server {
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey?: string;
  stop(): Promise<void>;
}

type Tell = (figure: Figure) => void;

/** Stepwise beside the seeds' loops and a bare stream, on the same server. */
export const speedOnLlama: Part = {
  name: 'llama',
  about:
    'beside the seeds’ loops and a bare stream on llama.cpp, which refuses messages that end with the assistant’s: the seeds’ greeting is left out there, and “Go on.” follows their last step',
  measure: async tell => compareOn(await startLlamaServer(await installLocalModel()), true, tell),
};

/** The same on vLLM, with the seeds' messages as they are. */
export const speedOnVllm: Part = {
  name: 'vllm',
  about: 'the same on vLLM, with the seeds’ messages as they are',
  measure: async tell => compareOn(await startVllmServer(await installVllmModel()), false, tell),
};

async function compareOn(server: Server, endsWithUser: boolean, tell: Tell): Promise<void> {
  try {
    for (const tokens of LENGTHS) await compare(server, { endsWithUser, tokens }, `${tokens} tokens a step`, tell);
    await compare(server, { endsWithUser }, 'as the model likes', tell);
  } finally {
    await server.stop();
  }
}

/** The same question for each, worded so that none finds the other's words in the server's cache. */
const questionFor = (name: string): string =>
  `Exam of the ${name}: Anna is taller than Ben, and Ben is taller than Carl. Who is the shortest of the three?`;

async function compare(server: Server, how: Pick<BenchProxyOptions, 'endsWithUser' | 'tokens'>, title: string, tell: Tell) {
  const proxy = await startBenchProxy({ target: server.baseUrl, apiKey: server.apiKey, steps: STEPS, ...how });
  const run = async (strategy: string): Promise<Measured> => {
    const options = { strategy, steps: STEPS, tokens: how.tokens ?? OF_OURS_PER_STEP };
    await meetBriefly(server, how, options);
    const limit = how.tokens === undefined && { signal: AbortSignal.timeout(LEFT_TO_ITSELF_MS) };
    return runProgram(endpointAt(proxy.baseUrl, server.model), proxy, {
      ...options,
      ...limit,
      question: questionFor(`${strategy}, ${title}`),
    });
  };
  try {
    const ours = await run('chain');
    const word = questionFor(`chain, ${title}`);
    const bare = await runBare(proxy, ours.bodies, content => content.replace(word, questionFor(`bare stream, ${title}`)));
    report(`${title}, bare stream`, bare, bare, tell);
    report(`${title}, Stepwise`, ours, bare, tell);
    for (const seed of SEEDS) await reportSeed(`${title}, ${seed}`, () => run(seed), bare, tell);
  } finally {
    await proxy.close();
  }
}

/**
 * A run of replies of one token each, on another question: the server has seen each program's instructions once before it is
 * measured, so that the bare stream, which repeats what ours sent, does not alone find them in the cache.
 */
async function meetBriefly(
  server: Server,
  { endsWithUser }: Pick<BenchProxyOptions, 'endsWithUser'>,
  options: Omit<RunOptions, 'question'>,
): Promise<void> {
  const { steps } = options;
  const proxy = await startBenchProxy({ target: server.baseUrl, apiKey: server.apiKey, endsWithUser, tokens: 1, steps });
  try {
    await runProgram(endpointAt(proxy.baseUrl, server.model), proxy, { ...options, question: 'What comes before the exam?' });
  } finally {
    await proxy.close();
  }
}

/** A program that breaks on what the model writes is told of, and the others go on. */
async function reportSeed(title: string, run: () => Promise<Measured>, bare: Measured, tell: Tell): Promise<void> {
  try {
    report(title, await run(), bare, tell);
  } catch (error) {
    tell(fact(title, error instanceof Error ? error.message : String(error)));
  }
}

function report(title: string, measured: Measured, bare: Measured, tell: Tell): void {
  const { firstWordMs, totalMs, requests, steps, completionTokens, computedTokens, ownMsAStep } = measured;
  const times = (value: number, of: number): string => `${(value / of).toFixed(2)} × bare`;
  tell(fact(`${title}: first visible word`, `${firstWordMs.toFixed(0)} ms, ${times(firstWordMs, bare.firstWordMs)}`));
  tell(
    fact(`${title}: in all`, `${(totalMs / 1000).toFixed(1)} s, ${steps} steps, ${requests} requests, ${completionTokens} tokens written`),
  );
  tell(
    fact(
      `${title}: a token written`,
      `${(totalMs / completionTokens).toFixed(1)} ms, ${times(totalMs / completionTokens, bare.totalMs / bare.completionTokens)}`,
    ),
  );
  tell(fact(`${title}: prompt tokens computed; own time a step`, `${computedTokens}; ${ownMsAStep.toFixed(1)} ms`));
}
