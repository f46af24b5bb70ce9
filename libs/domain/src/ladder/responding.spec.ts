import { describe, expect, it } from '@jest/globals';
import {
  act,
  clock,
  coordinator,
  department,
  entriesOf,
  file,
  fileOnRung,
  leader,
  noticesOf,
  office,
  otherOffice,
  principal,
  refusalOf,
  responsible,
  timersOf,
} from './cast.fixture.js';

describe('responding', () => {
  it('stops the response clock once, and only by who answers', () => {
    const { problem } = file();
    const accepted = act(problem, { type: 'accept', by: office }, '2023-03-06 11:00');
    expect(clock(accepted.problem.respondedAt)).toBe('2023-03-06 11:00');
    expect(timersOf(accepted)).toEqual(['problem.reminder 2023-03-07 09:00', 'problem.resolution 2023-03-08 18:00']);
    expect(refusalOf(accepted.problem, { type: 'accept', by: office }, '2023-03-06 12:00')).toBe(
      'problem.already_accepted',
    );
    expect(refusalOf(problem, { type: 'accept', by: { ...office, roles: ['auditAdmin'] } }, '2023-03-06 11:00')).toBe(
      'problem.not_yours',
    );
    for (const by of [otherOffice, department, leader, coordinator, principal]) {
      expect(refusalOf(problem, { type: 'accept', by }, '2023-03-06 11:00')).toBe('problem.not_yours');
    }
  });

  it('may answer as often as there is something to say, each told to the filer', () => {
    const first = act(file().problem, { type: 'answer', by: office, text: 'crew is on its way' }, '2023-03-06 11:00');
    const second = act(
      first.problem,
      { type: 'answer', by: office, text: 'pipe found', plan: 'tomorrow' },
      '2023-03-06 16:00',
    );
    expect(clock(second.problem.respondedAt)).toBe('2023-03-06 11:00');
    expect(second.entries[0]?.args).toEqual({ text: 'pipe found', plan: 'tomorrow' });
    expect(noticesOf(second)).toEqual(['problem.answered digest office clerk']);
    expect(first.notices[0]?.period).not.toBe(second.notices[0]?.period);
    expect(refusalOf(first.problem, { type: 'answer', by: office, text: ' ' }, '2023-03-06 16:00')).toBe(
      'problem.text_required',
    );
    expect(refusalOf(first.problem, { type: 'answer', by: leader, text: 'hm' }, '2023-03-06 16:00')).toBe(
      'problem.not_yours',
    );
  });

  it('records a missed response in the timeline and tells, but does not climb', () => {
    const { problem } = file();
    expect(act(problem, { type: 'responseLapsed' }, '2023-03-07 17:59').stale).toBe(true);
    const lapsed = act(problem, { type: 'responseLapsed' }, '2023-03-07 18:00');
    expect([lapsed.problem.rung, entriesOf(lapsed)]).toEqual([1, ['responseLapsed']]);
    expect(noticesOf(lapsed)).toEqual([
      'problem.response-lapsed digest u-office',
      'problem.response-lapsed digest office clerk',
    ]);
    expect(act(lapsed.problem, { type: 'responseLapsed' }, '2023-03-07 18:01').stale).toBe(true);
    expect(timersOf(lapsed)).toEqual(['problem.reminder 2023-03-07 09:00', 'problem.resolution 2023-03-08 18:00']);
  });

  it('records it also when the answer comes before the late alarm', () => {
    const late = act(file().problem, { type: 'accept', by: office }, '2023-03-07 18:01');
    expect(entriesOf(late)).toEqual(['responseLapsed', 'accepted']);
    expect(late.problem.version).toBe(2);
    expect(act(late.problem, { type: 'responseLapsed' }, '2023-03-07 18:02').stale).toBe(true);
  });
});

describe('the whistle', () => {
  it('runs on natural hours', () => {
    const { problem } = act(file('2023-01-20 10:00').problem, { type: 'resolutionLapsed' }, '2023-01-29 18:00');
    expect([clock(problem.whistleSignDueAt), clock(problem.whistleContactDueAt)]).toEqual([
      '2023-01-29 19:00',
      '2023-01-30 18:00',
    ]);
  });

  it('is signed, which is the response too, and then contact is made', () => {
    const problem = fileOnRung(2);
    expect(refusalOf(problem, { type: 'whistleContact', by: department }, '2023-03-06 10:20')).toBe(
      'problem.whistle_not_signed',
    );
    const signed = act(problem, { type: 'whistleSign', by: department }, '2023-03-06 10:30');
    expect(clock(signed.problem.respondedAt)).toBe('2023-03-06 10:30');
    expect(timersOf(signed)[0]).toBe('problem.whistle-contact 2023-03-07 10:00');
    expect(refusalOf(signed.problem, { type: 'whistleSign', by: department }, '2023-03-06 10:31')).toBe(
      'problem.whistle_already_signed',
    );
    const met = act(signed.problem, { type: 'whistleContact', by: department }, '2023-03-06 15:00').problem;
    expect(clock(met.whistleContactedAt)).toBe('2023-03-06 15:00');
    expect(refusalOf(met, { type: 'whistleContact', by: department }, '2023-03-06 16:00')).toBe(
      'problem.whistle_already_contacted',
    );
    expect(act(met, { type: 'whistleContactLapsed' }, '2023-03-07 10:00').stale).toBe(true);
  });

  it('is signed by accepting', () => {
    const { problem } = act(fileOnRung(2), { type: 'accept', by: department }, '2023-03-06 10:30');
    expect(clock(problem.whistleSignedAt)).toBe('2023-03-06 10:30');
  });

  it('is not blown on other rungs, and not others’ to sign', () => {
    expect(refusalOf(fileOnRung(3), { type: 'whistleSign', by: leader }, '2023-03-06 10:30')).toBe(
      'problem.no_whistle',
    );
    expect(refusalOf(fileOnRung(1), { type: 'whistleContact', by: office }, '2023-03-06 10:30')).toBe(
      'problem.no_whistle',
    );
    for (const type of ['whistleSign', 'whistleContact'] as const) {
      expect(refusalOf(fileOnRung(2), { type, by: responsible }, '2023-03-06 10:30')).toBe('problem.not_yours');
    }
  });

  it('lapses into a record and a notice', () => {
    const unsigned = act(fileOnRung(2), { type: 'whistleSignLapsed' }, '2023-03-06 11:00');
    expect(noticesOf(unsigned)).toEqual([
      'problem.whistle-sign-lapsed digest u-dept',
      'problem.whistle-sign-lapsed digest coordinator',
    ]);
    const uncontacted = act(unsigned.problem, { type: 'whistleContactLapsed' }, '2023-03-07 10:00');
    expect([uncontacted.problem.rung, entriesOf(uncontacted)]).toEqual([2, ['whistleContactLapsed']]);
  });
});

describe('naming departments', () => {
  const assign = { type: 'assignDepartment', lead: 'u-responsible', assisting: ['u-dept'] } as const;
  const when = '2023-03-06 15:00';

  it('is the office’s on rung 1 and the coordinator’s anywhere', () => {
    const { problem } = act(file().problem, { ...assign, by: office }, when);
    expect([problem.leadDepartmentId, problem.assistingDepartmentIds]).toEqual(['u-responsible', ['u-dept']]);
    expect(refusalOf(fileOnRung(2), { ...assign, by: office }, when)).toBe('problem.not_yours');
    expect(refusalOf(file().problem, { ...assign, by: otherOffice }, when)).toBe('problem.not_yours');
    expect(refusalOf(file().problem, { ...assign, by: office, assisting: ['u-responsible'] }, when)).toBe(
      'problem.department_named_twice',
    );
  });

  it('on rung 2 hands it over at once, under the clocks that run', () => {
    const before = fileOnRung(2);
    const decision = act(before, { ...assign, by: coordinator }, when);
    expect(noticesOf(decision)).toContain('problem.department-assigned now u-responsible');
    expect(decision.problem.resolutionDueAt).toBe(before.resolutionDueAt);
    expect(refusalOf(decision.problem, { type: 'accept', by: department }, when)).toBe('problem.not_yours');
    expect(refusalOf(decision.problem, { type: 'accept', by: responsible }, when)).toBe('done');
  });
});
