import { z } from 'zod';
import {
  formatInstant,
  parseInstant,
  parsePlainDate,
  type Instant,
  type PlainDate,
} from '#domain/calendar/plain-date.js';

const isInstant = (value: unknown): boolean =>
  typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && parseInstant(value) !== undefined;

/**
 * A moment. On the wire ISO 8601 text that says its offset (`2026-02-25T18:00:00+08:00`), inside an `Instant`. On the
 * way out it also takes text that is already written.
 */
export const zInstant = z
  .codec(z.string(), z.custom<Instant>(isInstant, 'Expected a moment'), {
    decode: (text, payload) => {
      const instant = parseInstant(text);
      if (instant !== undefined) return instant;
      payload.issues.push({
        code: 'invalid_format',
        format: 'instant',
        input: text,
        message: 'Expected a moment with its offset, such as 2026-02-25T18:00:00+08:00',
      });
      return z.NEVER;
    },
    encode: (instant) => (typeof instant === 'string' ? instant : formatInstant(instant)),
  })
  .meta({ format: 'date-time', examples: ['2026-02-25T18:00:00+08:00'] });

/** A day in Asia/Shanghai, `YYYY-MM-DD`. Days that do not exist are refused. */
export const zPlainDate = z
  .codec(
    z.string(),
    z.custom<PlainDate>((value) => typeof value === 'string' && parsePlainDate(value) !== undefined),
    {
      decode: (text, payload) => {
        const date = parsePlainDate(text);
        if (date !== undefined) return date;
        payload.issues.push({
          code: 'invalid_format',
          format: 'date',
          input: text,
          message: 'Expected a day such as 2026-02-25',
        });
        return z.NEVER;
      },
      encode: (date) => date as string,
    },
  )
  .meta({ format: 'date', examples: ['2026-02-25'] });

/** Postgres takes neither the character NUL nor half a surrogate pair. */
const STORABLE = /^[^\u0000\p{Surrogate}]*$/u;

/** Words of a person: trimmed, storable, at most `max` characters, and at least `min` (1: not blank). */
export const zText = (max: number, min = 1) => z.string().trim().min(min).max(max).regex(STORABLE, 'Expected text');

/** The id of a row: a UUID. */
export const zId = z.uuid().meta({ examples: ['0194f0c6-7f5a-7c3e-9d1b-2f6a8c4e0b51'] });

/** A time of day, `HH:MM`. */
export const zTimeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Expected a time such as 09:30')
  .meta({ examples: ['09:30'] });
