import { describe, expect, it } from '@jest/globals';
import {
  abroad,
  act,
  calendar,
  claimedOnRung,
  clock,
  coordinator,
  department,
  entriesOf,
  enterprise,
  file,
  fileOnRung,
  leader,
  noticesOf,
  office,
  otherLeader,
  otherOffice,
  principal,
  refusalOf,
  responsible,
  struckOff,
  timersOf,
} from './cast.fixture.js';
import { pendingTimers } from './clocks.js';
import { defaultLadder } from './default-ladder.js';
import type { Command } from './events.js';

const claim = (by: Command<'claimDone'>['by'], evidence = 'photo and meter reading') =>
  ({ type: 'claimDone', by, evidence }) as const;
const check = (by: Command<'verify'>['by'], passed: boolean, finding = 'still dry') =>
  ({ type: 'verify', by, passed, finding, pauseId: 'check-1' }) as const;

describe('claiming done', () => {
  it('stops the clocks, starts the verifier’s, and tells the filing office', () => {
    const decision = act(fileOnRung(2), claim(department), '2023-03-07 11:00');
    expect(decision.problem).toMatchObject({
      status: 'claimed',
      claimedBy: 'department clerk',
      claimedByUnitId: 'u-dept',
    });
    expect(timersOf(decision)).toEqual(['problem.verification 2023-03-09 18:00']);
    expect(noticesOf(decision).at(-1)).toBe('problem.claimed digest u-office');
    expect(decision.problem.respondedAt).not.toBeNull();
    expect(act(decision.problem, { type: 'resolutionLapsed' }, '2023-04-01 10:00').stale).toBe(true);
  });

  it('is for who answers, the lead department and the project’s office, with evidence', () => {
    const problem = fileOnRung(3);
    for (const by of [leader, department, office])
      expect(refusalOf(problem, claim(by), '2023-03-07 11:00')).toBe('done');
    for (const by of [otherLeader, responsible, otherOffice, coordinator, principal, enterprise, abroad]) {
      expect(refusalOf(problem, claim(by), '2023-03-07 11:00')).toBe('problem.not_yours');
    }
    expect(refusalOf(problem, claim(leader, ' \n'), '2023-03-07 11:00')).toBe('problem.evidence_required');
  });

  it('happens once until it is checked, and nothing else happens meanwhile', () => {
    const claimed = claimedOnRung(2, department);
    expect(refusalOf(claimed, claim(department), '2023-03-07 12:00')).toBe('problem.already_claimed');
    expect(refusalOf(claimed, { type: 'accept', by: department }, '2023-03-07 12:00')).toBe('problem.already_claimed');
    expect(refusalOf(claimed, { type: 'withdraw', by: office, reason: 'x' }, '2023-03-07 12:00')).toBe(
      'problem.already_claimed',
    );
    expect(refusalOf(file().problem, check(office, true), '2023-03-07 12:00')).toBe('problem.not_claimed');
  });

  it('ends the wait for contact, also when the check fails', () => {
    const claimed = act(fileOnRung(2), claim(department), '2023-03-06 10:30').problem;
    const failed = act(claimed, check(office, false), '2023-03-06 15:00');
    expect(timersOf(failed).filter((timer) => timer.includes('whistle'))).toEqual([]);
    expect(clock(failed.problem.whistleSignedAt)).toBe('2023-03-06 10:30');
  });

  it('is not struck off by silence', () => {
    const claimed = claimedOnRung(2, department);
    expect(act(claimed, { type: 'verificationLapsed' }, '2023-03-09 17:59').stale).toBe(true);
    const lapsed = act(claimed, { type: 'verificationLapsed' }, '2023-03-09 18:00');
    expect(lapsed.problem.status).toBe('claimed');
    expect(noticesOf(lapsed)).toEqual([
      'problem.verification-lapsed digest u-office',
      'problem.verification-lapsed digest coordinator',
    ]);
    // Friday the 10th and Monday the 13th.
    expect(timersOf(lapsed)).toEqual(['problem.verification 2023-03-13 18:00']);
    expect(act(lapsed.problem, { type: 'verificationLapsed' }, '2023-03-10 18:00').stale).toBe(true);
  });
});

describe('the check', () => {
  it('is the filing office’s', () => {
    const claimed = claimedOnRung(2, department);
    for (const by of [otherOffice, leader, coordinator, principal, enterprise]) {
      expect(refusalOf(claimed, check(by, true), '2023-03-08 10:00')).toBe('problem.not_yours');
    }
    expect(refusalOf(claimed, check(department, true), '2023-03-08 10:00')).toBe('problem.own_claim');
  });

  it('of the filing office’s own claim may be the coordinator’s or the leader’s too, and says whose claim it was', () => {
    const claimed = act(fileOnRung(1), claim(office), '2023-03-07 11:00');
    expect(noticesOf(claimed).slice(-3)).toEqual([
      'problem.claimed digest u-office',
      'problem.claimed digest coordinator',
      'problem.claimed digest leader',
    ]);
    for (const by of [otherLeader, otherOffice, principal, department]) {
      expect(refusalOf(claimed.problem, check(by, true), '2023-03-08 10:00')).toBe('problem.not_yours');
    }
    for (const [by, ownClaim] of [
      [office, true],
      [coordinator, false],
      [leader, false],
    ] as const) {
      const passed = act(claimed.problem, check(by, true), '2023-03-08 10:00');
      expect(passed.entries[0]).toMatchObject({ type: 'checkPassed', args: { ownClaim } });
    }
  });

  it('passed, strikes off in the same act', () => {
    const decision = act(claimedOnRung(2, department), check(office, true, ''), '2023-03-08 11:00');
    expect([decision.problem.status, clock(decision.problem.struckOffAt)]).toEqual(['struckOff', '2023-03-08 11:00']);
    expect(entriesOf(decision)).toEqual(['checkPassed', 'struckOff']);
    expect(decision.timers).toEqual([]);
    expect(noticesOf(decision)).toEqual([
      'problem.struck-off digest office clerk',
      'problem.struck-off digest u-dept',
      'problem.struck-off digest department clerk',
    ]);
  });

  it('failed, sends back to work with a finding, counted, with the time that was left', () => {
    const claimed = claimedOnRung(2, department); // due Thursday the 9th, claimed Tuesday the 7th
    expect(refusalOf(claimed, check(office, false, ' '), '2023-03-10 11:00')).toBe('problem.finding_required');
    const failed = act(claimed, check(office, false), '2023-03-10 11:00');
    expect(failed.problem).toMatchObject({ status: 'open', reopened: 1, claimedAt: null, rung: 2 });
    expect(entriesOf(failed)).toEqual(['checkFailed', 'reopened']);
    // Tuesday to Friday are taken out; three days were left on Tuesday: Monday, Tuesday, Wednesday.
    expect(clock(failed.problem.resolutionDueAt)).toBe('2023-03-15 18:00');
    expect(failed.problem.pauses).toMatchObject([{ kind: 'verification', from: '2023-03-07', until: '2023-03-11' }]);
    expect(timersOf(failed)).toEqual(['problem.reminder 2023-03-14 09:00', 'problem.resolution 2023-03-15 18:00']);
    expect(noticesOf(failed)).toEqual([
      'problem.check-failed digest u-dept',
      'problem.check-failed digest department clerk',
    ]);
  });

  it('failed twice counts twice, and then may pass', () => {
    const once = act(claimedOnRung(2, department), check(office, false), '2023-03-08 11:00').problem;
    const again = act(once, claim(department), '2023-03-09 10:00').problem;
    const twice = act(again, { ...check(office, false), pauseId: 'check-2' }, '2023-03-09 15:00').problem;
    expect([twice.reopened, twice.pauses.length]).toEqual([2, 2]);
    const done = act(
      act(twice, claim(department), '2023-03-10 10:00').problem,
      check(office, true),
      '2023-03-10 11:00',
    );
    expect([done.problem.status, done.problem.reopened]).toEqual(['struckOff', 2]);
  });

  it('claimed in the last minute and found wanting, one day is left', () => {
    const last = act(fileOnRung(2), claim(department), '2023-03-09 17:59').problem;
    const failed = act(last, check(office, false), '2023-03-09 20:00');
    expect(clock(failed.problem.resolutionDueAt)).toBe('2023-03-10 18:00');
    // The reminder for Friday would have been this morning: the failed check itself says it.
    expect(timersOf(failed)).toEqual(['problem.resolution 2023-03-10 18:00']);
  });

  it('of a claim made after the clock ran out gives no new time', () => {
    const late = act(fileOnRung(2), claim(department), '2023-03-10 09:00').problem;
    const failed = act(late, check(office, false), '2023-03-13 10:00').problem;
    expect(clock(failed.resolutionDueAt)).toBe('2023-03-09 18:00');
    expect(act(failed, { type: 'resolutionLapsed' }, '2023-03-13 10:01').problem.rung).toBe(3);
  });

  it('failed at the meeting leaves it on the agenda', () => {
    const failed = act(claimedOnRung(4, coordinator), check(office, false), '2023-03-08 11:00');
    expect([failed.problem.rung, failed.agenda, failed.timers, failed.problem.pauses]).toEqual([4, null, [], []]);
    const passed = act(claimedOnRung(4, coordinator), check(office, true), '2023-03-08 11:00');
    expect(passed.agenda).toBe('leave');
  });
});

describe('a claim nobody checks', () => {
  it('asks again and again, and the calendar counts from the last time', () => {
    const lapsed = act(claimedOnRung(2, department), { type: 'verificationLapsed' }, '2023-03-09 18:00').problem;
    expect(clock(lapsed.verificationDueAt)).toBe('2023-03-13 18:00');
    expect(act(lapsed, { type: 'calendarChanged' }, '2023-03-10 09:00').stale).toBe(true);
  });
});

describe('a relapse', () => {
  const relapse = { type: 'reopen', reason: 'dry again', pauseId: 'relapse-1' } as const;

  it('reopens within 30 days, by filing office or coordinator, with a reason', () => {
    const problem = struckOff('2023-03-08 11:00');
    for (const by of [office, coordinator]) {
      const decision = act(problem, { ...relapse, by }, '2023-04-07 23:00');
      expect(decision.problem).toMatchObject({ status: 'open', reopened: 1, struckOffAt: null });
      expect(clock(decision.problem.resolutionDueAt)).toBe('2023-04-12 18:00');
      expect(noticesOf(decision)).toContain('problem.reopened digest u-dept');
    }
    expect(refusalOf(problem, { ...relapse, by: office }, '2023-04-08 00:00')).toBe('problem.reopen_too_late');
    expect(refusalOf(problem, { ...relapse, by: office, reason: '' }, '2023-03-10 10:00')).toBe(
      'problem.reason_required',
    );
    for (const by of [department, leader, principal]) {
      expect(refusalOf(problem, { ...relapse, by }, '2023-03-10 10:00')).toBe('problem.not_yours');
    }
  });

  it('is only for what was struck off', () => {
    expect(refusalOf(file().problem, { ...relapse, by: office }, '2023-03-10 10:00')).toBe('problem.not_struck_off');
    const claimed = claimedOnRung(2, department);
    expect(refusalOf(claimed, { ...relapse, by: office }, '2023-03-10 10:00')).toBe('problem.not_struck_off');
  });

  it('at the meeting’s rung puts it back on an agenda', () => {
    const passed = act(claimedOnRung(4, coordinator), check(office, true), '2023-03-08 11:00').problem;
    expect(pendingTimers(passed, defaultLadder, calendar)).toEqual([]);
    expect(act(passed, { ...relapse, by: office }, '2023-03-10 10:00').agenda).toBe('enter');
  });
});
