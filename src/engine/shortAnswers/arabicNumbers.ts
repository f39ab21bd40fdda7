/** A number where it stands in a text. Equal values have equal keys. */
export interface FoundNumber {
  readonly key: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Digits with separators, the forms that are not plain first: 0,5 · 1,234.5 · 1.234,5 · 1.234.567 · 1 234,5 · 3,5 · 3.5 · .5 */
const DIGITS = [
  '0,\\d+',
  '\\d{1,3}(?:,\\d{3})+(?!\\d)(?:\\.\\d+)?',
  '\\d{1,3}(?:\\.\\d{3})+,\\d+',
  '\\d{1,3}(?:\\.\\d{3}){2,}(?!\\d)',
  "\\d{1,3}(?:[ '_]\\d{3})+(?!\\d)(?:[.,]\\d+)?",
  '\\d+,\\d{1,2}(?![\\d,])',
  '\\d*\\.\\d+',
  '\\d+',
].join('|');
const CURRENCY = '(?:US\\$|[$€£¥₹])\\s?';
const POWER = '\\s?[×x*]\\s?10\\^\\{?(?<power>-?\\d+)\\}?|[eE](?<exponent>[+-]?\\d+)(?![\\p{L}\\d])';
const SCALE = '\\s?(?<scale>thousand|million|billion|trillion|万|亿)(?![a-z])';
const NUMBER = new RegExp(
  `(?<![A-Za-z\\d^])(?<sign>(?<![\\p{L}\\d)%]|[\\d)%] )[-+](?=[$€£¥₹U\\d.]))?(?:${CURRENCY})?(?<digits>${DIGITS})(?:${POWER}|/(?<divisor>\\d+)(?![\\d/])|${SCALE})?`,
  'giu',
);

const SCALES: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12, 万: 1e4, 亿: 1e8 };

/** The numbers of a text that are written in digits, in order. Units, currencies and the sign of percent are no part of a key. */
export function arabicNumbersIn(text: string): readonly FoundNumber[] {
  return [...text.matchAll(NUMBER)].map(match => {
    const found = match[0].trimStart();
    const end = match.index + match[0].length;
    return { key: keyOf(match.groups ?? {}), text: found, start: end - found.length, end };
  });
}

function keyOf(groups: Readonly<Record<string, string | undefined>>): string {
  const plain = `${groups['sign']?.startsWith('-') ? '-' : ''}${withPoint(groups['digits'] ?? '')}`;
  const { power, exponent = power, divisor, scale } = groups;
  if (exponent !== undefined) return keyOfValue(Number(plain) * 10 ** Number(exponent));
  if (divisor !== undefined) return Number(divisor) === 0 ? `${plain}/0` : keyOfValue(Number(plain) / Number(divisor));
  if (scale !== undefined) return keyOfValue(Number(plain) * (SCALES[scale.toLowerCase()] ?? 1));
  return canonical(plain);
}

/** The last separator is the decimal one where it cannot part thousands. */
function withPoint(digits: string): string {
  const compact = digits.replace(/[ '_]/g, '');
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(compact) && !compact.startsWith('0,')) return compact.replaceAll(',', '');
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(compact)) return compact.replaceAll('.', '').replace(',', '.');
  if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(compact)) return compact.replaceAll('.', '');
  return compact.replace(',', '.');
}

/** Long whole numbers keep all their digits: they never become a floating-point number. */
function canonical(plain: string): string {
  const [, sign = '', whole = '', , fraction = ''] = /^(-?)0*(\d*?)(\.(\d*?)0*)?$/.exec(plain) ?? [];
  const value = `${whole || '0'}${fraction && `.${fraction}`}`;
  return value === '0' ? '0' : `${sign}${value}`;
}

/** The key of a reckoned value, to twelve digits. */
export const keyOfValue = (value: number): string => String(Number(value.toPrecision(12)) + 0);
