import assert from 'node:assert/strict';
import { addDays, isoDate, weekdayOf } from './civilDates.ts';

describe('Dates', () => {
  it('go through every day of a century as the machine’s calendar does', () => {
    let date = { year: 1999, month: 12, day: 31 };
    for (let time = Date.UTC(1999, 11, 31); time < Date.UTC(2101, 0, 2); time += 86_400_000) {
      assert.deepEqual([isoDate(date), weekdayOf(date)], [new Date(time).toISOString().slice(0, 10), new Date(time).getUTCDay()]);
      date = addDays(date, 1);
    }
  });

  it('know which full centuries leap', () => {
    assert.equal(isoDate(addDays({ year: 1900, month: 2, day: 28 }, 1)), '1900-03-01');
    assert.equal(isoDate(addDays({ year: 2000, month: 2, day: 28 }, 366)), '2001-02-28');
  });
});
