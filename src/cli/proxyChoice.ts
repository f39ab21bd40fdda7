import type { Translate } from '../engine/translate.ts';
import { isLoopback } from '../model/baseUrl.ts';
import type { Environment } from './shell.ts';
import { UsageError } from './usageError.ts';

/** The proxy that the environment names for this URL, as curl and npm read it; none for this machine. Throws `UsageError` where it is no URL. */
export function chooseProxy(baseUrl: string, env: Environment, t: Translate): string | undefined {
  const url = new URL(baseUrl);
  if (isLoopback(baseUrl) || isExcluded(url, read(env, 'NO_PROXY'))) return undefined;
  const variable = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const text = read(env, variable) || read(env, 'ALL_PROXY');
  if (!text) return undefined;
  const proxyUrl = text.includes('://') ? text : `http://${text}`;
  if (URL.canParse(proxyUrl) && /^https?:\/\//i.test(proxyUrl)) return proxyUrl;
  throw new UsageError(t('The proxy in {variable} is no URL that begins with http:// or https://.', { variable }));
}

const read = (env: Environment, name: string): string => (env[name] ?? env[name.toLowerCase()] ?? '').trim();

/** `*`, or names (with the names below them) and addresses, each perhaps with a port. */
function isExcluded({ hostname, host }: URL, list: string): boolean {
  const names = list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  return names.some(name => {
    const bare = name.replace(/^\*?\./, '');
    return name === '*' || bare === hostname || bare === host || hostname.endsWith(`.${bare}`);
  });
}
