import { describe, expect, it } from '@jest/globals';
import { demoMoment, demoOffset } from './demo-moment.mjs';

describe('the demo moment', () => {
  it('is none when none is asked for', () => {
    expect(demoMoment({})).toEqual({});
    expect(demoOffset({})).toBe(0);
  });

  it('is noted together with the real instant, once', () => {
    const first = demoMoment({ DUBAN_NOW: '2023-01-20T10:00:00+08:00' });
    expect(first.DUBAN_NOW).toBe('2023-01-20T10:00:00+08:00');
    expect(Math.abs(Date.parse(first.DUBAN_NOW_AT ?? '') - Date.now())).toBeLessThan(5000);
    expect(demoMoment({ ...first })).toEqual(first);
  });

  it('is the same offset for everybody who was handed it', () => {
    const handed = { DUBAN_NOW: '2023-01-20T10:00:00+08:00', DUBAN_NOW_AT: '2026-01-20T02:00:00.000Z' };
    expect(demoOffset(handed)).toBe(-(365 + 366 + 365) * 86_400_000);
  });

  it.each(['tomorrow', '2023-01-20', '2023-01-20T10:00:00', '2023-02-30T10:00:00+08:00', '2023-01-20T25:00:00Z'])(
    'refuses %s, which is no instant',
    (text) => expect(() => demoMoment({ DUBAN_NOW: text })).toThrow(/must be an instant/),
  );

  it('is refused in production', () => {
    expect(() => demoMoment({ DUBAN_NOW: '2023-01-20T10:00:00+08:00', NODE_ENV: 'production' })).toThrow(/production/);
  });
});
