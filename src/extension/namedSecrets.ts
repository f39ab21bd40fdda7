const PLACE = /\$\{secret:([^}]+)\}/g;

/** The names of the secrets that header values ask for with `${secret:NAME}`. */
export function secretNames(headers: Readonly<Record<string, string>>): string[] {
  const names = Object.values(headers).flatMap(value => [...value.matchAll(PLACE)].map(match => match[1] ?? ''));
  return [...new Set(names)];
}

/** The headers with their secrets in place; a header whose secret is not known is left out. */
export function fillSecrets(headers: Readonly<Record<string, string>>, secrets: ReadonlyMap<string, string>): Record<string, string> {
  const filled = Object.entries(headers).map(([name, value]) => [name, fill(value, secrets)] as const);
  return Object.fromEntries(filled.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function fill(value: string, secrets: ReadonlyMap<string, string>): string | undefined {
  const isKnown = [...value.matchAll(PLACE)].every(match => secrets.has(match[1] ?? ''));
  return isKnown ? value.replace(PLACE, (_place, name: string) => secrets.get(name) ?? '') : undefined;
}
