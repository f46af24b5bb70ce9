import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backOffMs, failureText } from './failure.js';

describe('failureText', () => {
  it('tells what Postgres said, not what was asked of it', () => {
    const cause = new Error('duplicate key value violates unique constraint "person_name"');
    const asked = Object.assign(new Error('Failed query: insert …\nparams: 13800000000,secret', { cause }), {
      query: 'insert …',
    });
    expect(failureText(asked)).toBe(cause.message);
  });

  it('blots out passwords in addresses and keeps to its length', () => {
    expect(failureText(new Error('cannot reach redis://:hush@10.0.0.1:6379/0'))).toBe(
      'cannot reach redis://***@10.0.0.1:6379/0',
    );
    expect(failureText('x'.repeat(9_000))).toHaveLength(2_000);
  });
});

describe('backOffMs', () => {
  it('doubles, never beyond an hour, and scatters by a quarter at most', () => {
    expect([1, 2, 3, 4].map((attempts) => backOffMs(attempts, 5_000, 0))).toEqual([5_000, 10_000, 20_000, 40_000]);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, chance) => {
          const wait = backOffMs(attempts, 5_000, chance);
          const full = backOffMs(attempts, 5_000, 0);
          expect(full).toBeLessThanOrEqual(3_600_000);
          expect(wait).toBeGreaterThanOrEqual(Math.floor(full * 0.75));
          expect(wait).toBeLessThanOrEqual(full);
        },
      ),
    );
  });
});
