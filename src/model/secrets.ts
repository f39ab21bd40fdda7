import type { ChatPart } from '../engine/ports.ts';
import type { Address } from './outgoingHeaders.ts';

/** What stands where a key would have stood. */
export const REDACTED = '[key]';

/** A word as short as `EMPTY` or `none` is no secret, and taking it out would garble the text. */
const MIN_SECRET_LENGTH = 6;

/** The ways in which a server could write a secret back, the longest first; none for a word that is too short to be a secret. */
export function spellingsOf(secret: string): readonly string[] {
  if (secret.length < MIN_SECRET_LENGTH) return [];
  const inJson = JSON.stringify(secret).slice(1, -1);
  const inUrl = encodeURIComponent(secret);
  const inUrlSmall = inUrl.replace(/%[0-9A-F]{2}/g, code => code.toLowerCase());
  const found = [secret, inJson, JSON.stringify(inJson).slice(1, -1), inUrl, inUrlSmall, ...inBase64(secret)];
  return [...new Set(found)].sort((a, b) => b.length - a.length);
}

/** Base64 depends on where the secret begins among three bytes; the letters that its neighbours have a part in are left out. */
function inBase64(secret: string): string[] {
  const bytes = String.fromCharCode(...new TextEncoder().encode(secret));
  const standard = [0, 1, 2].map(before => {
    const whole = btoa('\0'.repeat(before) + bytes).replace(/=+$/, '');
    const isWhole = (before + bytes.length) % 3 === 0;
    return whole.slice(before === 0 ? 0 : before + 1, isWhole ? undefined : -1);
  });
  return standard.flatMap(text => [text, text.replaceAll('+', '-').replaceAll('/', '_')]);
}

type Confidence = Pick<Address, 'apiKey' | 'headers' | 'secrets'>;

/** Headers whose values are no one else's business, by their names. Any other may hold a plain word, which a reply may hold too. */
const CONFIDENTIAL = /auth|key|token|secret|cookie|password|credential/i;

/** What an endpoint is given in confidence: its key, named secrets, and the values of headers that hold such things. */
export function confidentialWords({ apiKey, headers = {}, secrets = [] }: Confidence): readonly string[] {
  const values = Object.entries(headers).flatMap(([name, value]) => (CONFIDENTIAL.test(name) ? [value] : []));
  // `Bearer` and the like say how the secret behind them is meant.
  const bare = values.map(value => value.trim().replace(/^\S+\s+/, ''));
  return [...new Set([apiKey?.trim() ?? '', ...secrets, ...values, ...bare])].filter(Boolean);
}

/** Every spelling of what an endpoint is given in confidence. */
export const secretsOf = (address: Confidence): readonly string[] => confidentialWords(address).flatMap(spellingsOf);

/** The text without the spellings. */
export const withoutSecrets = (text: string, spellings: readonly string[]): string =>
  spellings.reduce((rest, spelling) => rest.replaceAll(spelling, REDACTED), text);

/** The same for words of a server that are put into one line: a secret that was broken over two is found too. */
export function withoutBrokenSecrets(text: string, spellings: readonly string[]): string {
  return spellings.reduce((rest, spelling) => rest.replace(broken(spelling), REDACTED), withoutSecrets(text, spellings));
}

const broken = (spelling: string): RegExp => new RegExp([...spelling].map(escapeSign).join('[\\s\\p{C}]*'), 'gu');
const escapeSign = (sign: string): string => sign.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');

/** How much of the end of `text` is the beginning of a spelling. */
export function lengthOfBeginning(text: string, spellings: readonly string[]): number {
  return Math.max(0, ...spellings.map(spelling => beginningOf(text, spelling)));
}

function beginningOf(text: string, spelling: string): number {
  for (let length = Math.min(text.length, spelling.length - 1); length > 0; length--) {
    if (text.endsWith(spelling.slice(0, length))) return length;
  }
  return 0;
}

/** Takes secrets out of text while it arrives; the beginning of one waits for its end. */
class SecretFilter {
  private readonly spellings: readonly string[];
  private held = '';

  constructor(spellings: readonly string[]) {
    this.spellings = spellings;
  }

  push(piece: string): string {
    const text = withoutSecrets(this.held + piece, this.spellings);
    const shown = text.length - lengthOfBeginning(text, this.spellings);
    this.held = text.slice(shown);
    return text.slice(0, shown);
  }

  end(): string {
    const text = this.held;
    this.held = '';
    return text;
  }
}

/** A reply without the secrets of its endpoint: a server that sends a key back brings it into no page, file or log. */
export async function* keepSecrets(parts: AsyncIterable<ChatPart>, address: Address): AsyncGenerator<ChatPart, void> {
  const spellings = secretsOf(address);
  if (spellings.length === 0) return yield* parts;
  const filters = { text: new SecretFilter(spellings), reasoning: new SecretFilter(spellings) };
  const rest = function* (): Generator<ChatPart, void> {
    for (const type of ['reasoning', 'text'] as const) {
      const text = filters[type].end();
      if (text) yield { type, text };
    }
  };
  try {
    for await (const part of parts) {
      if (part.type === 'text' || part.type === 'reasoning') {
        const text = filters[part.type].push(part.text);
        if (text || !part.text) yield { type: part.type, text };
      } else {
        yield* rest();
        yield part;
      }
    }
  } catch (error) {
    // What arrived before a reply broke off is not lost with it.
    yield* rest();
    throw error;
  }
  yield* rest();
}
