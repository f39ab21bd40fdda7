import { addDays, type CivilDate, daysInMonth, isoDate, weekdayOf } from './civilDates.ts';
import { makeSuite, type SuiteLanguage } from './makeSuite.ts';
import type { Random } from './random.ts';

/** A date so many days later, how many days later a date is, and the day of the week. */
export const dates = makeSuite('dates', (random, language) => {
  const date = randomDate(random);
  const days = random.between(10, 400);
  const words = WORDS[language];
  switch (random.whole(3)) {
    case 0:
      return { question: words.later(date, days), answer: isoDate(addDays(date, days)), kind: 'text' };
    case 1:
      return { question: words.span(date, addDays(date, days)), answer: String(days), kind: 'number' };
    default:
      return { question: words.weekday(date), answer: words.weekdays[weekdayOf(date)] ?? '', kind: 'text' };
  }
});

function randomDate(random: Random): CivilDate {
  const [year, month] = [random.between(1990, 2040), random.between(1, 12)];
  return { year, month, day: random.between(1, daysInMonth(year, month)) };
}

interface Words {
  readonly later: (date: CivilDate, days: number) => string;
  readonly span: (from: CivilDate, to: CivilDate) => string;
  readonly weekday: (date: CivilDate) => string;
  /** From Sunday on. */
  readonly weekdays: readonly string[];
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const english = ({ year, month, day }: CivilDate): string => `${day} ${MONTHS[month - 1]} ${year}`;
const chinese = ({ year, month, day }: CivilDate): string => `${year}年${month}月${day}日`;

const WORDS: Readonly<Record<SuiteLanguage, Words>> = {
  en: {
    later: (date, days) => `Which date is ${days} days after ${english(date)}? Answer in the form YYYY-MM-DD.`,
    span: (from, to) => `How many days after ${english(from)} is ${english(to)}? Answer with a number.`,
    weekday: date => `Which day of the week is ${english(date)}? Answer with its name.`,
    weekdays: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' '),
  },
  zh: {
    later: (date, days) => `${chinese(date)}再过${days}天是哪一天？请按 YYYY-MM-DD 的格式回答。`,
    span: (from, to) => `从${chinese(from)}到${chinese(to)}要过多少天？请用一个数字回答。`,
    weekday: date => `${chinese(date)}是星期几？请只回答星期几。`,
    weekdays: [...'日一二三四五六'].map(day => `星期${day}`),
  },
};
