import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  dateOf,
  formatInstant,
  isWorkday,
  parseInstant,
  publishedCalendar,
  workStartsOn,
} from '#domain/calendar/index.js';
import { anyCalendar, anyInstant } from '../../../../test/support/arbitrary-calendar.js';
import { digestMorning } from './digest-morning.js';

const calendar = publishedCalendar();
const morningOf = (moment: string) => digestMorning(calendar, parseInstant(moment)!);

describe('digestMorning', () => {
  it.each([
    ['before work', '2023-02-15T07:10:00+08:00', '2023-02-15T09:00:00+08:00'],
    ['on the stroke of nine', '2023-02-15T09:00:00+08:00', '2023-02-15T09:00:00+08:00'],
    ['as the alarms of nine ring', '2023-02-15T09:02:59+08:00', '2023-02-15T09:00:00+08:00'],
    ['after that, the next morning', '2023-02-15T09:03:01+08:00', '2023-02-16T09:00:00+08:00'],
    ['on a Friday evening', '2023-02-17T18:30:00+08:00', '2023-02-20T09:00:00+08:00'],
    ['before Spring Festival, the make-up Saturday', '2023-01-20T10:00:00+08:00', '2023-01-28T09:00:00+08:00'],
    ['on a holiday at nine', '2023-01-24T09:00:00+08:00', '2023-01-28T09:00:00+08:00'],
  ])('%s', (_, now, startsAt) => {
    expect(formatInstant(morningOf(now).startsAt)).toBe(startsAt);
  });

  it('is gathered after the alarms of the morning have had their time', () => {
    expect(formatInstant(morningOf('2023-02-15T09:02:59+08:00').gatheredAt)).toBe('2023-02-15T09:05:00+08:00');
  });

  it('is the first start of work that is not over, in any calendar', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, (any, now) => {
        const { date, startsAt, gatheredAt } = digestMorning(any, now);
        expect(isWorkday(any, date)).toBe(true);
        expect(startsAt).toBe(workStartsOn(any, date));
        expect(gatheredAt).toBeGreaterThan(now);
        for (let day = dateOf(now); day < date; day = addDays(day, 1))
          if (isWorkday(any, day)) expect(workStartsOn(any, day)).toBeLessThan(now);
      }),
    );
  });
});
