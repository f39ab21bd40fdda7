import assert from 'node:assert/strict';
import { dates } from './dates.ts';

const MS_PER_DAY = 86_400_000;

describe('The suite dates', () => {
  it('agrees with the calendar of the machine', () => {
    const asked = dates(1, 600).map(({ question, answer, kind }) => {
      const [expected, expectedKind] = solve(question);
      assert.deepEqual([answer, kind], [expected, expectedKind], question);
      return `${expectedKind} ${expected.length > 8}`;
    });
    assert.equal(new Set(asked).size, 3);
  });
});

function solve(question: string): readonly [answer: string, kind: string] {
  const [from = 0, to] = timesIn(question);
  const days = /(\d+) days after|再过(\d+)天/.exec(question);
  if (to !== undefined) return [String((to - from) / MS_PER_DAY), 'number'];
  if (days) return [new Date(from + Number(days[1] ?? days[2]) * MS_PER_DAY).toISOString().slice(0, 10), 'text'];
  const locale = question.includes('星期') ? 'zh-CN' : 'en';
  return [new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(from), 'text'];
}

function timesIn(question: string): readonly number[] {
  const english = [...question.matchAll(/\d{1,2} [A-Z][a-z]+ \d{4}/g)].map(([date]) => Date.parse(`${date} UTC`));
  const chinese = [...question.matchAll(/(\d{4})年(\d{1,2})月(\d{1,2})日/g)].map(([, year, month, day]) =>
    Date.UTC(Number(year), Number(month) - 1, Number(day)),
  );
  return [...english, ...chinese];
}
