import { describe, expect, it } from '@jest/globals';
import {
  act,
  clock,
  coordinator,
  department,
  fileOnRung,
  leader,
  noticesOf,
  office,
  refusalOf,
  timersOf,
} from './cast.fixture.js';
import type { Command } from './events.js';

// Rung 2 entered Monday 2023-03-06 10:00, due Thursday 2023-03-09 18:00.
const ask = (changes: Partial<Command<'requestExtension'>> = {}): Command<'requestExtension'> => ({
  type: 'requestExtension',
  by: department,
  extensionId: 'x-1',
  workdays: 2,
  reason: 'the part comes on Friday',
  ...changes,
});
const decideIt = (changes: Partial<Command<'decideExtension'>> = {}): Command<'decideExtension'> => ({
  type: 'decideExtension',
  by: leader,
  extensionId: 'x-1',
  granted: true,
  reason: '',
  ...changes,
});
const when = '2023-03-07 12:00';

describe('an extension', () => {
  it('granted by the rung above lengthens the resolution clock only, and is counted', () => {
    const asked = act(fileOnRung(2), ask(), when);
    expect(clock(asked.problem.resolutionDueAt)).toBe('2023-03-09 18:00');
    expect(noticesOf(asked).at(-1)).toBe('problem.extension-requested digest leader');
    const granted = act(asked.problem, decideIt(), '2023-03-07 14:00');
    expect(clock(granted.problem.resolutionDueAt)).toBe('2023-03-13 18:00');
    expect(clock(granted.problem.responseDueAt)).toBe('2023-03-07 18:00');
    expect(timersOf(granted)).toContain('problem.reminder 2023-03-10 09:00');
    expect(granted.problem.extensions.filter(({ state }) => state === 'granted')).toHaveLength(1);
    const second = act(granted.problem, ask({ extensionId: 'x-2', workdays: 1 }), '2023-03-08 09:00').problem;
    const both = act(second, decideIt({ extensionId: 'x-2' }), '2023-03-08 10:00').problem;
    expect(clock(both.resolutionDueAt)).toBe('2023-03-14 18:00');
  });

  it('makes the alarm of the old due moment stale', () => {
    const granted = act(act(fileOnRung(2), ask(), when).problem, decideIt(), when).problem;
    expect(act(granted, { type: 'resolutionLapsed' }, '2023-03-09 18:00').stale).toBe(true);
    expect(act(granted, { type: 'resolutionLapsed' }, '2023-03-13 18:00').problem.rung).toBe(3);
  });

  it('is asked for on the workday before the due day at the latest', () => {
    expect(refusalOf(fileOnRung(2), ask(), '2023-03-08 23:59')).toBe('done');
    expect(refusalOf(fileOnRung(2), ask(), '2023-03-09 00:00')).toBe('problem.extension_too_late');
    // Due Monday the 13th: Friday is in time, the weekend between is not.
    const friday = fileOnRung(2, '2023-03-08 10:00');
    expect(refusalOf(friday, ask(), '2023-03-10 17:00')).toBe('done');
    expect(refusalOf(friday, ask(), '2023-03-11 10:00')).toBe('problem.extension_too_late');
  });

  it.each([
    [0, 'problem.extension_out_of_range'],
    [1, 'done'],
    [10, 'done'],
    [11, 'problem.extension_out_of_range'],
    [1.5, 'problem.extension_out_of_range'],
    [Number.NaN, 'problem.extension_out_of_range'],
  ])('of %d workdays: %s', (workdays, expected) => {
    expect(refusalOf(fileOnRung(2), ask({ workdays }), when)).toBe(expected);
  });

  it('is one at a time, with a reason, by who answers, where there is a clock', () => {
    const asked = act(fileOnRung(2), ask(), when).problem;
    expect(refusalOf(asked, ask({ extensionId: 'x-2' }), when)).toBe('problem.extension_pending');
    expect(refusalOf(fileOnRung(2), ask({ reason: ' ' }), when)).toBe('problem.reason_required');
    expect(refusalOf(fileOnRung(2), ask({ by: office }), when)).toBe('problem.not_yours');
    expect(refusalOf(fileOnRung(6), ask({ by: coordinator }), when)).toBe('problem.no_clock');
  });

  it('has a limit for all together', () => {
    let problem = fileOnRung(2);
    for (let index = 0; index < 6; index += 1) {
      const extensionId = `x-${index}`;
      problem = act(problem, ask({ extensionId, workdays: 10 }), when).problem;
      problem = act(problem, decideIt({ extensionId }), when).problem;
    }
    expect(refusalOf(problem, ask({ extensionId: 'x-7', workdays: 1 }), when)).toBe('problem.extension_too_long');
  });

  it('is decided by the rung above or the coordinator, once', () => {
    const asked = act(fileOnRung(2), ask(), when).problem;
    expect(refusalOf(asked, decideIt({ by: department }), when)).toBe('problem.not_yours');
    expect(refusalOf(asked, decideIt({ by: coordinator }), when)).toBe('done');
    expect(refusalOf(asked, decideIt({ extensionId: 'no' }), when)).toBe('problem.extension_not_found');
    expect(refusalOf(asked, decideIt({ granted: false }), when)).toBe('problem.reason_required');
    const refused = act(asked, decideIt({ granted: false, reason: 'no' }), when).problem;
    expect(clock(refused.resolutionDueAt)).toBe('2023-03-09 18:00');
    expect(refusalOf(refused, decideIt(), when)).toBe('problem.extension_already_decided');
    const leaderless = act(
      fileOnRung(3, '2023-03-06 10:00', { leaderId: null }),
      ask({ by: coordinator }),
      when,
    ).problem;
    expect(refusalOf(leaderless, decideIt({ by: coordinator }), when)).toBe('problem.own_request');
  });

  it('falls away when the clock runs out first, and belongs to its own clock only', () => {
    const asked = act(fileOnRung(2), ask(), when).problem;
    const climbed = act(asked, { type: 'resolutionLapsed' }, '2023-03-09 18:00').problem;
    expect(climbed.extensions[0]).toMatchObject({ state: 'refused', decidedBy: null });
    expect(refusalOf(climbed, decideIt({ by: coordinator }), '2023-03-09 19:00')).toBe(
      'problem.extension_already_decided',
    );
    const granted = act(asked, decideIt(), when).problem;
    const up = act(granted, { type: 'signUp', by: department, reason: 'beyond us' }, '2023-03-08 10:00').problem;
    const down = act(up, { type: 'sendDown', by: leader, toRung: 2, reason: 'go on' }, '2023-03-13 10:00').problem;
    expect(clock(down.resolutionDueAt)).toBe('2023-03-16 18:00');
  });
});
