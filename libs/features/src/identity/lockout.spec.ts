import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Instant } from '#domain/calendar/index.js';
import { ACCOUNT, blockedFor, countAttempt, NARROW, release, SOURCE, sourceOf, type Bucket } from './lockout.js';

const start = Date.UTC(2026, 1, 25, 2) as Instant;
const minutes = (n: number) => n * 60_000;
const at = (ms: number) => (start + ms) as Instant;

/** Fails `times` at one moment and answers the bucket. */
function failTimes(times: number, now: Instant, rule = NARROW, from?: Bucket): Bucket {
  let bucket = from;
  for (let n = 0; n < times; n++) bucket = countAttempt('b', bucket, rule, now);
  return bucket!;
}

describe('one account from one source', () => {
  it('takes four failures without a block and blocks for a minute after the fifth', () => {
    expect(blockedFor(failTimes(4, start), NARROW, start)).toBe(0);
    expect(blockedFor(failTimes(5, start), NARROW, start)).toBe(minutes(1));
  });

  it('doubles with every further failure, up to fifteen minutes', () => {
    let bucket = failTimes(5, start);
    const blocks = [];
    let now = start;
    for (let n = 0; n < 6; n++) {
      const left = blockedFor(bucket, NARROW, now);
      blocks.push(left / minutes(1));
      now = (now + left) as Instant;
      bucket = countAttempt('b', bucket, NARROW, now);
    }
    expect(blocks).toEqual([1, 2, 4, 8, 15, 15]);
  });

  it('is open at the very moment the block ends', () => {
    const bucket = failTimes(5, start);
    expect(blockedFor(bucket, NARROW, at(minutes(1) - 1))).toBe(1);
    expect(blockedFor(bucket, NARROW, at(minutes(1)))).toBe(0);
  });

  it('begins anew an hour after the first failure', () => {
    expect(countAttempt('b', failTimes(4, start), NARROW, at(minutes(60))).failures).toBe(1);
    expect(countAttempt('b', failTimes(4, start), NARROW, at(minutes(60) - 1)).failures).toBe(5);
  });
});

describe('one account, and one source', () => {
  it.each([
    ['account', ACCOUNT, 30],
    ['source', SOURCE, 50],
  ])('an %s is blocked for fifteen minutes after its limit and not before', (_name, rule, limit) => {
    expect(blockedFor(failTimes(limit - 1, start, rule), rule, start)).toBe(0);
    const blocked = failTimes(limit, start, rule);
    expect(blockedFor(blocked, rule, start)).toBe(minutes(15));
    expect(countAttempt('b', blocked, rule, at(minutes(15))).failures).toBe(1);
  });
});

describe('an attempt taken back', () => {
  it('opens what only it had closed', () => {
    const released = release(failTimes(30, start, ACCOUNT), ACCOUNT);
    expect(released.failures).toBe(29);
    expect(blockedFor(released, ACCOUNT, start)).toBe(0);
  });

  it('leaves closed what others closed', () => {
    expect(blockedFor(release(failTimes(31, start, ACCOUNT), ACCOUNT), ACCOUNT, start)).toBeGreaterThan(0);
  });
});

describe('no lockout is for good', () => {
  it('every block ends within fifteen minutes, whatever the attempts and however the clock moves', () => {
    const gaps = fc.array(fc.integer({ min: -minutes(200), max: minutes(200) }), { maxLength: 80 });
    fc.assert(
      fc.property(gaps, fc.constantFrom(NARROW, SOURCE, ACCOUNT), (moves, rule) => {
        let bucket: Bucket | undefined;
        let now = start;
        for (const move of moves) {
          now = (now + move) as Instant;
          if (blockedFor(bucket, rule, now) === 0) bucket = countAttempt('b', bucket, rule, now);
          expect(blockedFor(bucket, rule, now)).toBeLessThanOrEqual(minutes(15));
          expect(blockedFor(bucket, rule, (now + minutes(15)) as Instant)).toBe(0);
        }
      }),
    );
  });
});

describe('sourceOf', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:ffff::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s counts as %s', (address, source) => {
    expect(sourceOf(address)).toBe(source);
  });
});
