/** A value as Python's `json.loads` gives it: what JavaScript would lose (1.0, the order of keys such as "10") is kept. */
export type PythonValue = null | boolean | string | PythonNumber | readonly PythonValue[] | PythonObject;
export type PythonObject = ReadonlyMap<string, PythonValue>;

/** A number as Python writes it back. */
export interface PythonNumber {
  readonly type: 'int' | 'float';
  readonly text: string;
}

/** A dictionary with these entries. */
export const pythonObject = (entries: Readonly<Record<string, string>>): PythonObject => new Map(Object.entries(entries));

export const isPythonObject = (value: PythonValue): value is PythonObject => value instanceof Map;
const isList = (value: PythonValue): value is readonly PythonValue[] => Array.isArray(value);

/** What `type(value).__name__` says. */
export function typeName(value: PythonValue): string {
  if (value === null) return 'NoneType';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'str';
  if (isPythonObject(value)) return 'dict';
  return isList(value) ? 'list' : value.type;
}

/** What `json.dumps` writes, with its blanks after comma and colon; `isAscii`: everything else as `\u` escapes. */
export function dumps(value: PythonValue, { isAscii }: { readonly isAscii: boolean }): string {
  const write = (part: PythonValue): string => {
    if (part === null || typeof part === 'boolean') return String(part);
    if (typeof part === 'string') return quote(part, isAscii);
    if (isPythonObject(part)) return `{${[...part].map(([key, held]) => `${quote(key, isAscii)}: ${write(held)}`).join(', ')}}`;
    return isList(part) ? `[${part.map(write).join(', ')}]` : part.text;
  };
  return write(value);
}

function quote(text: string, isAscii: boolean): string {
  // JSON.stringify escapes a lone half of a character, which Python writes as it stands; no server takes one as UTF-8.
  const quoted = JSON.stringify(text);
  return isAscii ? quoted.replace(/[\u007f-\uffff]/g, unicodeEscape) : quoted;
}

const unicodeEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** What `repr(value)` says. */
export function repr(value: PythonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return reprText(value);
  if (isPythonObject(value)) return `{${[...value].map(([key, held]) => `${reprText(key)}: ${repr(held)}`).join(', ')}}`;
  return isList(value) ? `[${value.map(repr).join(', ')}]` : reprNumber(value);
}

/** What `str(value)` says. */
export const toText = (value: PythonValue): string => (typeof value === 'string' ? value : repr(value));

const NOT_FINITE: Readonly<Record<string, string>> = { NaN: 'nan', Infinity: 'inf', '-Infinity': '-inf' };
const reprNumber = ({ text }: PythonNumber): string => NOT_FINITE[text] ?? text;

const NAMED: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function reprText(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\\']|(?! )[\p{C}\p{Z}]/gu, sign => (sign === "'" ? escapeMark(mark) : (NAMED[sign] ?? escapeSign(sign))));
  return mark + escaped + mark;
}

const escapeMark = (mark: string): string => (mark === "'" ? "\\'" : "'");

function escapeSign(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}
