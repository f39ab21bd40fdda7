const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = `(?<month>(?:${MONTHS.join('|')})[a-z]*)\\.?`;
const DATES: readonly RegExp[] = [
  /^(?<year>\d{4})[-/.](?<number>\d{1,2})[-/.](?<day>\d{1,2})(?!\d)/,
  /^(?<year>\d{4})\s*年\s*(?<number>\d{1,2})\s*月\s*(?<day>\d{1,2})\s*[日号]/,
  new RegExp(`^${MONTH} (?<day>\\d{1,2})(?:st|nd|rd|th)?,? (?<year>\\d{4})`, 'i'),
  new RegExp(`^(?<day>\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH},? (?<year>\\d{4})`, 'i'),
];
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const WEEKDAY = new RegExp(`^(?:on )?(?:a )?(?:(${WEEKDAYS.join('|')})|(?:星期|周|礼拜)([日天一二三四五六]))(?![a-z])`, 'i');

interface CalendarAnswer {
  readonly text: string;
  readonly key: string;
}

/** A date or a day of the week that a phrase ends or begins with, and one key for all ways to write it. */
export const readCalendar = (phrase: string): CalendarAnswer | undefined => calendarAtEnd(phrase) ?? calendarAtStart(phrase);

/** A date or a day of the week that a sentence ends with: “5 March 2024 is a Tuesday.” */
export function calendarAtEnd(sentence: string): CalendarAnswer | undefined {
  const [, end = ''] = /^.*(?:\b(?:is|was|be|falls on|on)\s*:?|[是为]\s*:?)\s*(.*?)[\s.。!]*$/isu.exec(sentence) ?? [];
  const found = calendarAtStart(end);
  return found && end.endsWith(found.text) ? found : undefined;
}

const calendarAtStart = (phrase: string): CalendarAnswer | undefined =>
  readDate(phrase.replace(new RegExp(`${WEEKDAY.source},? `, 'i'), '')) ?? readWeekday(phrase);

function readDate(phrase: string): CalendarAnswer | undefined {
  const match = DATES.map(form => form.exec(phrase)).find(found => found !== null);
  if (!match?.groups) return undefined;
  const { year = '', month = '', number = String(MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1), day = '' } = match.groups;
  return { text: match[0], key: `${year}-${number.padStart(2, '0')}-${day.padStart(2, '0')}` };
}

function readWeekday(phrase: string): CalendarAnswer | undefined {
  const match = WEEKDAY.exec(phrase);
  if (!match) return undefined;
  const [text, english, chinese = ''] = match;
  return { text, key: english?.toLowerCase() ?? WEEKDAYS['日一二三四五六'.indexOf(chinese.replace('天', '日'))] ?? '' };
}
