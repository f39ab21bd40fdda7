import type { Translate } from '../engine/translate.ts';
import { describeBaseUrlProblem, originOf, parseBaseUrl } from '../model/baseUrl.ts';
import type { EndpointFlags } from './arguments.ts';
import { chooseProxy } from './proxyChoice.ts';
import type { Environment } from './shell.ts';
import { UsageError } from './usageError.ts';

/** A variable of the environment that may hold a key. */
export type KeyVariable = 'STEPWISE_API_KEY' | 'OPENAI_API_KEY';

/** Where requests go, and the key that belongs there. */
export interface EndpointChoice {
  /** As `parseBaseUrl` gives it. */
  readonly baseUrl: string;
  readonly apiKey?: string;
  /** The proxy on the way there. */
  readonly proxyUrl?: string | undefined;
  /** There are keys, but none for this origin: the variable that would hold one. */
  readonly withheld?: KeyVariable;
}

const OPENAI_ORIGIN = 'https://api.openai.com';

/** Chooses the endpoint; a flag wins over the environment. Throws `UsageError` where none is named, or no URL. */
export function chooseEndpoint({ baseUrl: flag }: EndpointFlags, env: Environment, t: Translate): EndpointChoice {
  const text = flag ?? (env['OPENAI_BASE_URL']?.trim() || undefined);
  if (text === undefined) {
    throw new UsageError(t('No endpoint is named.'), t('Give --base-url URL (such as http://localhost:8000/v1) or set OPENAI_BASE_URL.'));
  }
  const parsed = parseBaseUrl(text);
  if ('baseUrl' in parsed) {
    const { baseUrl } = parsed;
    return { baseUrl, ...chooseKey(baseUrl, flag !== undefined, env), proxyUrl: chooseProxy(baseUrl, env, t) };
  }
  const name = flag === undefined ? 'OPENAI_BASE_URL' : '--base-url';
  throw new UsageError(`${name}: ${describeBaseUrlProblem(parsed.problem, t)}`);
}

/** Chooses the model; a flag wins over the environment. Throws `UsageError` where none is named. */
export function chooseModel({ model }: EndpointFlags, env: Environment, t: Translate): string {
  const chosen = model?.trim() || env['STEPWISE_MODEL']?.trim();
  if (chosen) return chosen;
  throw new UsageError(
    t('No model is named.'),
    t('Give --model NAME or set STEPWISE_MODEL. "stepwise models" lists what the endpoint serves.'),
  );
}

/** Each key goes to its own origin and to no other. */
function chooseKey(baseUrl: string, isByFlag: boolean, env: Environment): Pick<EndpointChoice, 'apiKey' | 'withheld'> {
  const own = env['STEPWISE_API_KEY']?.trim();
  const openAi = env['OPENAI_API_KEY']?.trim();
  if (own && isByFlag) return { apiKey: own };
  if (openAi && originOf(baseUrl) === originOfOpenAiKey(env)) return { apiKey: openAi };
  if (own) return { withheld: 'OPENAI_API_KEY' };
  return openAi ? { withheld: 'STEPWISE_API_KEY' } : {};
}

/** A variable that is no URL names no origin, so that the key goes nowhere. */
function originOfOpenAiKey(env: Environment): string | undefined {
  const text = env['OPENAI_BASE_URL']?.trim();
  if (!text) return OPENAI_ORIGIN;
  const parsed = parseBaseUrl(text);
  return 'baseUrl' in parsed ? originOf(parsed.baseUrl) : undefined;
}

/** Every key in the environment, for whoever must not print one. */
export const keysIn = (env: Environment): string[] =>
  [env['STEPWISE_API_KEY'], env['OPENAI_API_KEY']].flatMap(key => (key?.trim() ? [key.trim()] : []));
