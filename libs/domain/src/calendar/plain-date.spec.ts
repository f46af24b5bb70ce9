import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyDate, anyInstant } from '../../../../test/support/arbitrary-calendar.js';
import {
  addDays,
  dateOf,
  daysBetween,
  firstOfMonth,
  formatInstant,
  instantAt,
  minutesOf,
  parseInstant,
  parsePlainDate,
  plainDate,
  weekdayOf,
} from './plain-date.js';

describe('a plain date', () => {
  it.each(['2026-02-28', '2024-02-29', '1900-01-01', '2199-12-31'])('reads %s', (text) => {
    expect(parsePlainDate(text)).toBe(text);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-01-00', '2026-1-1', '20260101', '1899-12-31', '2200-01-01'])(
    'refuses %s',
    (text) => {
      expect(parsePlainDate(text)).toBeUndefined();
    },
  );

  it.each(['', ' 2026-01-01', '2026-01-01 ', '2026-01-01T00:00', '2026-01-01\n', '２０２６-01-01'])(
    'refuses the text %j',
    (text) => {
      expect(parsePlainDate(text)).toBeUndefined();
    },
  );

  it('throws for a literal that is no day', () => {
    expect(() => plainDate('2023-02-29')).toThrow(RangeError);
  });

  it('knows the weekday', () => {
    expect(weekdayOf(plainDate('2026-02-16'))).toBe(1);
    expect(weekdayOf(plainDate('2026-10-08'))).toBe(4);
    expect(weekdayOf(plainDate('2023-01-29'))).toBe(7);
    expect(weekdayOf(plainDate('1969-12-29'))).toBe(1);
    expect(weekdayOf(plainDate('1900-01-01'))).toBe(1);
  });

  it('adds days over month, leap day and year', () => {
    expect(addDays(plainDate('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(plainDate('2023-02-28'), 1)).toBe('2023-03-01');
    expect(addDays(plainDate('2027-01-01'), -1)).toBe('2026-12-31');
    expect(addDays(plainDate('2199-12-31'), 1)).toBe('2200-01-01');
    expect(firstOfMonth(2026, 13)).toBe('2027-01-01');
  });

  it('does not leave the years that text can order', () => {
    expect(() => addDays(plainDate('2026-01-01'), 4_000_000)).toThrow(RangeError);
  });

  it('orders as text as it orders in time, and adding undoes subtracting', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -3000, max: 3000 }), (date, days) => {
        const other = addDays(date, days);
        expect(daysBetween(date, other)).toBe(days);
        expect(addDays(other, -days)).toBe(date);
        expect(Math.sign(days)).toBe(other > date ? 1 : other < date ? -1 : 0);
        expect(parsePlainDate(other)).toBe(other);
        expect((weekdayOf(date) + (((days % 7) + 7) % 7) - 1) % 7).toBe(weekdayOf(other) - 1);
      }),
    );
  });
});

describe('an instant', () => {
  it('is a moment in Asia/Shanghai, eight hours ahead of UTC', () => {
    expect(instantAt(plainDate('2026-02-25'), '18:00')).toBe(Date.UTC(2026, 1, 25, 10));
    expect(formatInstant(instantAt(plainDate('2026-02-25'), '18:00'))).toBe('2026-02-25T18:00:00+08:00');
  });

  it('belongs to the day it is in Asia/Shanghai', () => {
    const midnight = instantAt(plainDate('2026-03-01'), '00:00');
    expect(dateOf(midnight)).toBe('2026-03-01');
    expect(dateOf((midnight - 1) as typeof midnight)).toBe('2026-02-28');
  });

  it.each([
    ['2026-02-13T10:00:00+08:00', Date.UTC(2026, 1, 13, 2)],
    ['2026-02-13T02:00:00Z', Date.UTC(2026, 1, 13, 2)],
    ['2026-02-13T10:00+08:00', Date.UTC(2026, 1, 13, 2)],
    ['2026-02-12T21:30:15.250-04:30', Date.UTC(2026, 1, 13, 2, 0, 15, 250)],
    ['2026-02-13T02:00:00.1239999Z', Date.UTC(2026, 1, 13, 2, 0, 0, 123)],
    ['2026-02-13T02:00:00.5Z', Date.UTC(2026, 1, 13, 2, 0, 0, 500)],
  ])('reads %s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });

  it.each([
    '2026-02-13T10:00:00',
    '2026-02-13',
    '2026-02-13T10:00:00 08:00',
    '2026-02-13 10:00:00+08:00',
    '2026-02-30T10:00:00+08:00',
    '2026-02-13T24:00:00+08:00',
    '2026-02-13T10:60:00+08:00',
    '2026-02-13T10:00:60+08:00',
    '2026-02-13T10:00:00+15:00',
    '2026-02-13T10:00:00+0800',
    '1770000000000',
    '',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 0, max: 59_999 }), (minute, ms) => {
        const instant = (minute + ms) as typeof minute;
        expect(parseInstant(formatInstant(instant))).toBe(instant);
        expect(formatInstant(instant).slice(0, 10)).toBe(dateOf(instant));
      }),
    );
  });

  it('reads a time of day and nothing else', () => {
    expect(minutesOf('18:30')).toBe(1110);
    for (const text of ['24:00', '9:00', '18:60', '18:00:00', '']) expect(() => minutesOf(text)).toThrow(RangeError);
  });
});
