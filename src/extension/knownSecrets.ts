import type { RunSpec } from '../engine/run.ts';
import { originOf } from '../model/baseUrl.ts';
import type { App } from './app.ts';
import { secretNames } from './namedSecrets.ts';
import { readSettings } from './settings.ts';

/** Every key and named secret that an endpoint of the settings, or one of these runs, was given. */
export async function knownSecrets({ keys }: Pick<App, 'keys'>, specs: readonly RunSpec[]): Promise<readonly string[]> {
  const parsed = readSettings();
  const { baseUrl, endpoints } = 'settings' in parsed ? parsed.settings : { baseUrl: '', endpoints: [] };
  const ofRuns = specs.flatMap(({ origin }) => origin ?? []);
  const origins = [...new Set([baseUrl, ...endpoints.map(one => one.baseUrl), ...ofRuns].flatMap(originIn))];
  const named = endpoints.flatMap(one =>
    originIn(one.baseUrl).flatMap(origin => secretNames(one.headers ?? {}).map(name => ({ origin, name }))),
  );
  const found = await Promise.all([
    ...origins.map(origin => keys.read(origin)),
    ...named.map(({ origin, name }) => keys.readNamed(origin, name)),
  ]);
  return found.flatMap(secret => (secret?.trim() ? [secret.trim()] : []));
}

/** The origin of what is a URL; nothing for what is none. */
const originIn = (url: string): readonly string[] => (URL.canParse(url) ? [originOf(url)] : []);
