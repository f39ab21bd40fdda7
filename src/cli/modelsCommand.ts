import type { ReaderWords } from '../engine/readerWords.ts';
import { hostOf } from '../model/baseUrl.ts';
import { toJsonLine } from '../model/jsonLine.ts';
import type { ListedModel } from '../model/listModels.ts';
import { listModels, readContextSize } from '../model/main.ts';
import type { Address } from '../model/outgoingHeaders.ts';
import type { ModelsOptions } from './arguments.ts';
import { USER_AGENT } from './describeEndpoint.ts';
import { chooseEndpoint, keysIn } from './endpointChoice.ts';
import { EXIT } from './exitStatus.ts';
import type { Shell } from './shell.ts';
import { toTerminalText } from './terminalText.ts';
import { tellWithheldKey } from './withheldKey.ts';

/** `stepwise models`: lists what the endpoint serves. Returns the exit status; throws `UsageError`, `ModelError`, or the signal's reason. */
export async function models(options: ModelsOptions, shell: Shell, words: ReaderWords): Promise<number> {
  const { env, stdout, stderr, signal } = shell;
  const { t } = words;
  const choice = chooseEndpoint(options, env, t);
  tellWithheldKey(choice, stderr, t);
  const { baseUrl, apiKey, proxyUrl } = choice;
  const address = { baseUrl, apiKey, proxyUrl, userAgent: USER_AGENT };
  const listed = await sized(await listModels(address, { signal }), address, signal);
  signal.throwIfAborted();
  const keys = keysIn(env);
  if (options.isJson) stdout.write(`${toJsonLine(listed, keys)}\n`);
  else stdout.write(toTerminalText(toTable(listed, words), keys));
  if (listed.length === 0) stderr.write(`${t('{host} serves no models.', { host: hostOf(baseUrl) })}\n`);
  return EXIT.answered;
}

/** A server with one model, such as llama.cpp's, tells its context size elsewhere. */
async function sized(listed: readonly ListedModel[], address: Address, signal: AbortSignal): Promise<readonly ListedModel[]> {
  const [only, ...others] = listed;
  if (!only || others.length > 0 || only.contextSize !== undefined) return listed;
  const contextSize = await readContextSize({ ...address, model: only.id }, signal);
  return [{ ...only, ...(contextSize !== undefined && { contextSize }) }];
}

function toTable(listed: readonly ListedModel[], words: ReaderWords): string {
  const width = Math.max(...listed.map(({ id }) => id.length));
  return listed.map(model => `${toRow(model, width, words)}\n`).join('');
}

function toRow({ id, contextSize }: ListedModel, width: number, words: ReaderWords): string {
  if (contextSize === undefined) return id;
  return `${id.padEnd(width)}  ${words.t('context: {size} tokens', { size: words.count(contextSize) })}`;
}
