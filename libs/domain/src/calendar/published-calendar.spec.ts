import { execFileSync } from 'node:child_process';
import { describe, expect, it, jest } from '@jest/globals';
import { addDays, plainDate, weekdayOf } from './plain-date.js';
import { englishHolidayName, publishedCalendar, publishedExceptions, publishedYears } from './published-calendar.js';
import { dayKindOf } from './work-calendar.js';

/**
 * The notices, written down apart from the package: `first..last` of each holiday as MM-DD, then its make-up days. A new
 * version of the package that says otherwise turns this red. The year is that of the days.
 */
const NOTICES: Record<number, readonly string[]> = {
  2020: [
    '元旦 01-01',
    '春节 01-24..02-02 + 01-19',
    '清明节 04-04..04-06',
    '劳动节 05-01..05-05 + 04-26 05-09',
    '端午节 06-25..06-27 + 06-28',
    '国庆节 10-01..10-08 + 09-27 10-10',
  ],
  2021: [
    '元旦 01-01..01-03',
    '春节 02-11..02-17 + 02-07 02-20',
    '清明节 04-03..04-05',
    '劳动节 05-01..05-05 + 04-25 05-08',
    '端午节 06-12..06-14',
    '中秋节 09-19..09-21 + 09-18',
    '国庆节 10-01..10-07 + 09-26 10-09',
  ],
  2022: [
    '元旦 01-01..01-03',
    '春节 01-31..02-06 + 01-29 01-30',
    '清明节 04-03..04-05 + 04-02',
    '劳动节 04-30..05-04 + 04-24 05-07',
    '端午节 06-03..06-05',
    '中秋节 09-10..09-12',
    '国庆节 10-01..10-07 + 10-08 10-09',
    // By the notice for 2023.
    '元旦 12-31',
  ],
  2023: [
    '元旦 01-01..01-02',
    '春节 01-21..01-27 + 01-28 01-29',
    '清明节 04-05',
    '劳动节 04-29..05-03 + 04-23 05-06',
    '端午节 06-22..06-24 + 06-25',
    '中秋节 09-29',
    '国庆节 09-30..10-06 + 10-07 10-08',
  ],
  2024: [
    '元旦 01-01',
    '春节 02-10..02-17 + 02-04 02-18',
    '清明节 04-04..04-06 + 04-07',
    '劳动节 05-01..05-05 + 04-28 05-11',
    '端午节 06-10',
    '中秋节 09-15..09-17 + 09-14',
    '国庆节 10-01..10-07 + 09-29 10-12',
  ],
  2025: [
    '元旦 01-01',
    '春节 01-28..02-04 + 01-26 02-08',
    '清明节 04-04..04-06',
    '劳动节 05-01..05-05 + 04-27',
    '端午节 05-31..06-02',
    '国庆节 10-01..10-05 + 09-28 10-11',
    '中秋节 10-06',
    '国庆节 10-07..10-08',
  ],
  2026: [
    '元旦 01-01..01-03 + 01-04',
    '春节 02-15..02-23 + 02-14 02-28',
    '清明节 04-04..04-06',
    '劳动节 05-01..05-05 + 05-09',
    '端午节 06-19..06-21',
    '中秋节 09-25..09-27',
    '国庆节 10-01..10-07 + 09-20 10-10',
  ],
};

function readNotice(year: number, lines: readonly string[]): { date: string; kind: string; name: string }[] {
  const days = lines.flatMap((line) => {
    const [name = '', range = '', , ...makeUpDays] = line.split(' ');
    const [first = '', last = first] = range.split('..');
    const holidays = [];
    const end = plainDate(`${year}-${last}`);
    for (let date = plainDate(`${year}-${first}`); date <= end; date = addDays(date, 1)) {
      holidays.push({ date: date as string, kind: 'holiday', name });
    }
    const makeUps = makeUpDays.map((day) => ({ date: `${year}-${day}`, kind: 'makeUpDay', name: `${name}调休上班` }));
    return [...holidays, ...makeUps];
  });
  return days.toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

describe('the published calendar', () => {
  it('holds the years with a notice, and no other', () => {
    expect(publishedYears).toEqual(Object.keys(NOTICES).map(Number));
    expect(publishedExceptions(2019)).toEqual([]);
    expect(publishedExceptions(2027)).toEqual([]);
  });

  it.each(Object.keys(NOTICES).map(Number))('agrees with the notices on every day of %d', (year) => {
    expect(publishedExceptions(year)).toEqual(readNotice(year, NOTICES[year] ?? []));
  });

  it.each(['America/Los_Angeles', 'Atlantic/Azores', 'Pacific/Kiritimati'])(
    'is the same on a machine in %s',
    (zone) => {
      const dates = publishedYears.flatMap((year) => publishedExceptions(year).map((exception) => exception.date));
      const ask = `const c = require('chinese-days'); console.log(JSON.stringify(${JSON.stringify(dates)}.map((d) => c.getDayDetail(d))))`;
      const answer = execFileSync(process.execPath, ['-e', ask], {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      });
      const details = JSON.parse(answer) as { work: boolean; name: string }[];
      expect(details.map((detail) => (detail.work ? 'makeUpDay' : 'holiday'))).toEqual(
        publishedYears.flatMap((year) => publishedExceptions(year).map((exception) => exception.kind)),
      );
      for (const detail of details) expect(detail.name).toContain(',');
    },
  );

  it('asks the package with bare dates only, which is what makes it the same everywhere', async () => {
    const asked: unknown[] = [];
    jest.resetModules();
    jest.unstable_mockModule('chinese-days', () => ({
      default: {
        getDayDetail: (date: unknown) => {
          asked.push(date);
          return { work: false, name: date === '2020-10-01' ? 'National Day,国庆节,3' : 'Thursday' };
        },
      },
    }));
    const reloaded = await import('./published-calendar.js');
    expect(reloaded.publishedExceptions(2020)).toEqual([{ date: '2020-10-01', kind: 'holiday', name: '国庆节' }]);
    expect(asked.length).toBeGreaterThan(366);
    for (const date of asked) expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('lets make-up work fall on weekends only, and names every holiday in English too', () => {
    for (const day of publishedYears.flatMap(publishedExceptions)) {
      if (day.kind === 'makeUpDay') expect(weekdayOf(day.date)).toBeGreaterThan(5);
      else expect(englishHolidayName(day.name)).toEqual(expect.any(String));
    }
  });

  it('becomes the calendar of a district that amended nothing', () => {
    const calendar = publishedCalendar();
    expect(dayKindOf(calendar, plainDate('2022-12-31'))).toBe('holiday');
    expect(dayKindOf(calendar, plainDate('2026-02-14'))).toBe('makeUpDay');
    expect(dayKindOf(calendar, plainDate('2026-02-07'))).toBe('weekend');
    expect(dayKindOf(calendar, plainDate('2027-10-01'))).toBe('workday');
    expect(calendar.firstHours).toEqual({ startsAt: '09:00', endsAt: '18:00' });
  });
});
