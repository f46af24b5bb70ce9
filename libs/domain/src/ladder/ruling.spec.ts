import { describe, expect, it } from '@jest/globals';
import { plainDate } from '../calendar/index.js';
import {
  act,
  claimedOnRung,
  clock,
  coordinator,
  department,
  fileOnRung,
  noticesOf,
  struckOff,
} from './cast.fixture.js';
import type { Occurrence } from './events.js';

const when = '2023-03-13 11:00';
const meeting = { meetingId: 'm', series: '周例会', seriesEn: 'Weekly', number: 9, on: plainDate('2023-03-13') };
const ruled = (
  ruling: Occurrence<'meetingRuled'>['ruling'],
  toRung: Occurrence<'meetingRuled'>['toRung'] = 5,
  leadDepartmentId: string | null = null,
): Occurrence<'meetingRuled'> => ({
  type: 'meetingRuled',
  ruling,
  toRung,
  leadDepartmentId,
  reason: 'as the meeting saw it',
  recordedBy: 'coordinator',
  meeting,
});

describe('what the meeting rules', () => {
  it('takes a problem up to the principal, under the principal’s clock', () => {
    const { problem, entries, agenda, ...rest } = act(fileOnRung(4), ruled('referredUp'), when);
    expect(problem).toMatchObject({ rung: 5, status: 'open', resolutionDueAt: expect.any(Number) });
    expect(clock(problem.rungStartedAt)).toBe(when);
    expect(problem.passages.at(-1)).toMatchObject({ rung: 5, how: 'signedUp', by: 'coordinator' });
    expect(entries).toMatchObject([{ type: 'signedUp', rung: 4, args: { to: 5, skipped: '', meetingId: 'm' } }]);
    expect(agenda).toBe('leave');
    expect(noticesOf({ problem, entries, agenda, ...rest })).toContain('problem.moved now principal');
  });

  it('takes it to the city past the principal, who stays on record as passed over', () => {
    const { problem } = act(fileOnRung(4), ruled('referredUp', 6), when);
    expect(problem.passages.slice(-2).map(({ rung, how }) => [rung, how])).toEqual([
      [5, 'skipped'],
      [6, 'signedUp'],
    ]);
  });

  it('sends it down, also to another department, and the lower rung’s clock starts afresh', () => {
    const { problem, entries } = act(fileOnRung(4), ruled('sentDown', 2, 'u-responsible'), when);
    expect(problem).toMatchObject({ rung: 2, leadDepartmentId: 'u-responsible' });
    expect(entries.map(({ type }) => type)).toEqual(['sentDown']);
    expect(clock(problem.resolutionDueAt)).toBe('2023-03-16 18:00');
    expect(act(fileOnRung(5), ruled('sentDown', 4), when).problem.rung).toBe(4);
  });

  it('strikes it off, claimed or not, and tells the filer and the office', () => {
    const decision = act(fileOnRung(4), ruled('struckOff'), when);
    expect(decision.problem).toMatchObject({ status: 'struckOff', verificationDueAt: null });
    expect(clock(decision.problem.struckOffAt)).toBe(when);
    expect(decision.timers).toEqual([]);
    expect(noticesOf(decision)).toEqual(
      expect.arrayContaining(['problem.struck-off digest office clerk', 'problem.struck-off digest u-office']),
    );
    const claimed = act(claimedOnRung(4, department), ruled('struckOff'), when);
    expect(claimed.problem.status).toBe('struckOff');
  });

  it('leaves alone what was closed, claimed or moved meanwhile', () => {
    expect(act(struckOff(), ruled('struckOff'), when).stale).toBe(true);
    expect(act(claimedOnRung(4, department), ruled('referredUp'), when).stale).toBe(true);
    expect(act(fileOnRung(5), ruled('referredUp'), when).stale).toBe(true);
    expect(act(fileOnRung(2), ruled('sentDown', 2), when).stale).toBe(true);
    const gone = act(fileOnRung(4), { type: 'withdraw', by: coordinator, reason: 'x' }, when).problem;
    expect(act(gone, ruled('referredUp'), when).stale).toBe(true);
  });
});
