/** A day of the Gregorian calendar; months and days count from 1. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Every fourth year, but of the full centuries only every fourth. */
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** How many days a month has. */
export const daysInMonth = (year: number, month: number): number => (MONTH_DAYS[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0);

/** The day after so many days. */
export function addDays(date: CivilDate, days: number): CivilDate {
  let { year, month } = date;
  let day = date.day + days;
  while (day > daysInMonth(year, month)) {
    day -= daysInMonth(year, month);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return { year, month, day };
}

/** The day of the week, 0 is Sunday: Zeller's congruence (1882), which counts January and February to the year before. */
export function weekdayOf({ year, month, day }: CivilDate): number {
  const [zellerYear, zellerMonth] = month < 3 ? [year - 1, month + 12] : [year, month];
  const leapDays = Math.floor(zellerYear / 4) - Math.floor(zellerYear / 100) + Math.floor(zellerYear / 400);
  const fromSaturday = (day + Math.floor((13 * (zellerMonth + 1)) / 5) + zellerYear + leapDays) % 7;
  return (fromSaturday + 6) % 7;
}

/** The form YYYY-MM-DD. */
export const isoDate = ({ year, month, day }: CivilDate): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
