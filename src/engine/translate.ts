/** Turns an English message into the reader's language and fills its `{name}` places. English itself is the key. */
export type Translate = (message: string, values?: Readonly<Record<string, string | number>>) => string;

/** English message → translation, as a `bundle.l10n.*.json` holds them. */
export type WordBundle = Readonly<Record<string, string>>;

/** A translator over one bundle; what the bundle lacks stays English. */
export function createTranslate(bundle: WordBundle): Translate {
  return (message, values = {}) => fill(bundle[message] ?? message, values);
}

/** The words as they stand in the source: for events, logs and traces, which are English. */
export const english: Translate = createTranslate({});

function fill(message: string, values: Readonly<Record<string, string | number>>): string {
  return message.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
