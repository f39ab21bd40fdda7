import { type FoundNumber, keyOfValue } from './arabicNumbers.ts';

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const VALUES: ReadonlyMap<string, number> = new Map([
  ...SMALL.map((word, value) => [word, value] as const),
  ...TENS.map((word, at) => [word, (at + 2) * 10] as const),
]);
const SCALES: ReadonlyMap<string, number> = new Map([
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
]);

const WORD = [...VALUES.keys(), 'hundred', ...SCALES.keys()].sort((one, other) => other.length - one.length).join('|');
const ENGLISH = new RegExp(`\\b(?:minus |negative )?(?:${WORD})(?:(?:[ -]|,? and | a )(?:${WORD}))*\\b`, 'gi');
/** Where “one” is a pronoun or an article in all but name. */
const NO_COUNT = /^one$/i;

/** Numbers in English words, in order: “twenty-three”, “one hundred and five”. A lone “one” counts only where it is the whole text. */
export function englishNumbersIn(text: string): readonly FoundNumber[] {
  const isWhole = NO_COUNT.test(text.trim());
  return [...text.matchAll(ENGLISH)]
    .filter(([found]) => isWhole || !NO_COUNT.test(found))
    .map(({ 0: found, index }) => ({ key: keyOfValue(valueOfWords(found)), text: found, start: index, end: index + found.length }));
}

function valueOfWords(text: string): number {
  let total = 0;
  let part = 0;
  for (const word of text.toLowerCase().split(/[ ,-]+/)) {
    const scale = SCALES.get(word);
    if (word === 'hundred') part = (part || 1) * 100;
    else if (scale) [total, part] = [total + (part || 1) * scale, 0];
    else part += VALUES.get(word) ?? 0;
  }
  return (total + part) * (/^(?:minus|negative) /i.test(text) ? -1 : 1);
}

const DIGITS = '零一二三四五六七八九';
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const CLASSIFIERS =
  '个只次天元块名人位本件种条张岁年月日周秒米克度分倍点号行列步页字枚辆颗支把朵粒层台间头匹封句段篇瓶杯盒袋箱组双对队班家座棵株根片块里吨升美英公千厘毫小星';
const CHINESE = new RegExp(
  `(?<![第期周零〇一二两三四五六七八九十百千万亿])负?[零〇一二两三四五六七八九十百千万亿]+(?=$|[\\s。,.!;:)(]|[${CLASSIFIERS}])`,
  'gu',
);

/** Numbers in plain Chinese numerals that stand by themselves or before a measure word, in order. A lone 一 counts only where the whole text begins with it, or after “only” or “in all”. */
export function chineseNumbersIn(text: string): readonly FoundNumber[] {
  return [...text.matchAll(CHINESE)]
    .filter(({ 0: found, index }) => found !== '一' || index === 0 || /[只共总][有计是]?$|答案[是为]$/.test(text.slice(0, index)))
    .map(({ 0: found, index }) => ({ key: keyOfValue(valueOfNumerals(found)), text: found, start: index, end: index + found.length }));
}

function valueOfNumerals(numerals: string): number {
  const text = numerals.replace(/^负/, '').replaceAll('〇', '零').replaceAll('两', '二');
  const value = /^[零一二三四五六七八九]{2,}$/.test(text) ? Number([...text].map(digitOf).join('')) : valueOfUnits(text);
  return numerals.startsWith('负') ? -value : value;
}

const digitOf = (sign: string): number => DIGITS.indexOf(sign);

function valueOfUnits(text: string): number {
  let [total, part, digit] = [0, 0, 0];
  for (const sign of text) {
    const unit = UNITS[sign];
    if (unit) [part, digit] = [part + (digit || 1) * unit, 0];
    else if (sign === '万' || sign === '亿') [total, part, digit] = [(total + part + digit) * (sign === '万' ? 1e4 : 1e8), 0, 0];
    else digit = digitOf(sign);
  }
  return total + part + digit;
}
