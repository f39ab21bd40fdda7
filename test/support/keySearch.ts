import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The forms in which a key could lie in a text. */
function spellings(key: string): string[] {
  const escaped = JSON.stringify(key).slice(1, -1);
  return [key, encodeURIComponent(key), escaped, JSON.stringify(escaped).slice(1, -1), ...inBase64(key)];
}

/** Base64 depends on where the key begins among three bytes; what its neighbours change is left out. */
function inBase64(key: string): string[] {
  return [0, 1, 2].map(offset => {
    const text = Buffer.from('x'.repeat(offset) + key)
      .toString('base64')
      .replace(/=+$/, '');
    return text.slice(offset === 0 ? 0 : offset + 1, -2);
  });
}

const LINE_HEAD = /\r?\n(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \[\w+\] )?/g;

/** Whether the key stands in the text, in any spelling, also broken over two lines. */
export function holdsKey(text: string, key: string): boolean {
  const joined = text.replace(LINE_HEAD, '');
  return spellings(key).some(spelling => text.includes(spelling) || joined.includes(spelling));
}

/** The files below a folder that hold the key, and how many were looked at. */
export function searchFolder(folder: string, key: string): { readonly files: number; readonly found: readonly string[] } {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(path => statSync(path, { throwIfNoEntry: false })?.isFile());
  return { files: files.length, found: files.filter(path => holdsKey(readWhatIsThere(path), key)) };
}

/** A program that is just ending takes its lock files away while they are being looked at. */
function readWhatIsThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
