import { originOf, parseBaseUrl } from '../model/baseUrl.ts';
import type { Endpoint, Settings } from './settingsSchema.ts';

/** The line of `stepwise.endpoints` that says more about the endpoint in use; the first that fits. */
export function findEndpoint(settings: Settings): Endpoint | undefined {
  return settings.endpoints.find(({ baseUrl, model }) => isSame(baseUrl, settings.baseUrl) && (!model || model === settings.model));
}

/** Whether a base URL is one that the reader has named before, by its origin. */
export function isKnownOrigin(settings: Settings, baseUrl: string): boolean {
  const known = [settings.baseUrl, ...settings.endpoints.map(endpoint => endpoint.baseUrl)];
  return known.some(candidate => sameOrigin(candidate, baseUrl));
}

function isSame(text: string, baseUrl: string): boolean {
  const parsed = parseBaseUrl(text);
  return 'baseUrl' in parsed && parsed.baseUrl === baseUrl;
}

function sameOrigin(text: string, baseUrl: string): boolean {
  const parsed = parseBaseUrl(text);
  return 'baseUrl' in parsed && originOf(parsed.baseUrl) === originOf(baseUrl);
}
