import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { parseInstant } from '#domain/calendar/plain-date.js';
import { RefusedError } from '#domain/refusal.js';
import { decodeCursor, encodeCursor, pageQuery } from './page.js';
import { zInstant, zPlainDate } from './wire.js';

describe('zInstant', () => {
  it('reads text with an offset and writes it in +08:00', () => {
    const instant = zInstant.parse('2026-02-25T10:00:00Z');
    expect(z.encode(zInstant, instant)).toBe('2026-02-25T18:00:00+08:00');
  });

  it('lets text that is already written through on the way out', () => {
    expect(z.encode(zInstant, '2026-02-25T18:00:00+08:00' as never)).toBe('2026-02-25T18:00:00+08:00');
    expect(z.safeEncode(zInstant, 'yesterday' as never).success).toBe(false);
  });

  it.each(['2026-02-25T18:00:00', '2026-02-30T18:00:00Z', '1700000000000', ''])('refuses %j', (text) => {
    expect(zInstant.safeParse(text).success).toBe(false);
  });

  it('comes back as it went in, to the millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (ms) => {
        expect(parseInstant(z.encode(zInstant, ms as never))).toBe(ms);
      }),
    );
  });
});

describe('zPlainDate', () => {
  it('takes days that exist', () => {
    expect(zPlainDate.parse('2024-02-29')).toBe('2024-02-29');
    expect(zPlainDate.safeParse('2023-02-29').success).toBe(false);
  });
});

describe('cursors', () => {
  const key = z.tuple([z.string(), z.number()]);

  it('come back as they went out', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (text, number) => {
        expect(decodeCursor(encodeCursor([text, number]), key)).toEqual([text, number]);
      }),
    );
    expect(decodeCursor(undefined, key)).toBeUndefined();
  });

  it.each(['', 'x', encodeCursor(['only']), encodeCursor([1, 'turned'])])('are refused when made up: %j', (cursor) => {
    expect(() => decodeCursor(cursor, key)).toThrow(RefusedError);
  });
});

describe('pageQuery', () => {
  it('has a default, bounds, and no unknown keys', () => {
    expect(pageQuery.parse({})).toEqual({ limit: 25 });
    expect(pageQuery.parse({ limit: '100' }).limit).toBe(100);
    for (const bad of [{ limit: '0' }, { limit: '101' }, { limit: '1.5' }, { limit: '' }, { page: '2' }])
      expect(pageQuery.safeParse(bad).success).toBe(false);
  });
});
