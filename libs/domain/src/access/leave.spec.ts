import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, plainDate } from '../calendar/plain-date.js';
import { deputyOn, isAway, overlap, stoodInFor, validateLeave, type Leave } from './leave.js';
import { can, scopeFor } from './permission.js';
import { asThemselves, isLeader, personalActions } from './standing-in.js';
import { actions, type Actor } from './types.js';

const day = plainDate;
const leave = (personId: string, deputyId: string | null, from = '2026-03-16', until = '2026-03-20'): Leave => ({
  personId,
  deputyId,
  from: day(from),
  until: day(until),
});

describe('who stands in', () => {
  const leaves = [leave('a', 'b')];

  it.each([
    ['2026-03-15', null],
    ['2026-03-16', 'b'],
    ['2026-03-19', 'b'],
    ['2026-03-20', null],
  ])('on %s: %s, from the first day until the day back begins', (date, deputy) => {
    expect(deputyOn(leaves, 'a', day(date))).toBe(deputy);
    expect(stoodInFor(leaves, 'b', day(date))).toEqual(deputy === null ? [] : ['a']);
  });

  it('is nobody when the deputy is away as well, or none was named: one step, and no circles', () => {
    const on = day('2026-03-17');
    expect(deputyOn([leave('a', 'b'), leave('b', 'c')], 'a', on)).toBeNull();
    expect(deputyOn([leave('a', 'b'), leave('b', 'c')], 'b', on)).toBe('c');
    expect(stoodInFor([leave('a', 'b'), leave('b', 'c')], 'c', on)).toEqual(['b']);
    expect([deputyOn([leave('a', 'b'), leave('b', 'a')], 'a', on), deputyOn([leave('a', null)], 'a', on)]).toEqual([
      null,
      null,
    ]);
  });

  it('is always somebody who is there, and both sides of the rule agree', () => {
    const anyone = fc.constantFrom('a', 'b', 'c', 'd');
    const anyLeave = fc
      .tuple(anyone, fc.option(anyone), fc.nat(20), fc.integer({ min: 1, max: 8 }))
      .map(([personId, deputyId, after, days]): Leave => {
        const from = addDays(day('2026-03-01'), after);
        return { personId, deputyId, from, until: addDays(from, days) };
      });
    fc.assert(
      fc.property(fc.array(anyLeave, { maxLength: 8 }), fc.nat(30), (leaves, after) => {
        const on = addDays(day('2026-03-01'), after);
        for (const personId of ['a', 'b', 'c', 'd']) {
          const deputy = deputyOn(leaves, personId, on);
          if (deputy === null) continue;
          expect(isAway(leaves, personId, on)).toBe(true);
          expect(isAway(leaves, deputy, on)).toBe(false);
          expect(stoodInFor(leaves, deputy, on)).toContain(personId);
        }
      }),
    );
  });
});

describe('a leave', () => {
  const today = day('2026-03-11');
  const fault = (wanted: Leave, others: Leave[] = []) => {
    const result = validateLeave(wanted, others, today);
    return result.ok ? 'ok' : result.refusal.code;
  };

  it('is entered ahead, or a few days late', () => {
    expect(
      fault(leave('a', 'b'), [
        leave('a', 'c', '2026-03-20', '2026-03-25'),
        leave('b', null, '2026-03-10', '2026-03-16'),
      ]),
    ).toBe('ok');
    expect(fault(leave('a', 'b', '2026-03-04', '2026-03-12'))).toBe('ok');
  });

  it.each<[string, Leave, Leave[]]>([
    ['leave.ends_before_it_starts', leave('a', 'b', '2026-03-16', '2026-03-16'), []],
    ['leave.too_far_back', leave('a', 'b', '2026-03-03', '2026-03-12'), []],
    ['leave.too_far_back', leave('a', 'b', '2026-03-05', '2026-03-11'), []],
    ['leave.too_many_days', leave('a', 'b', '2026-03-16', '2026-12-16'), []],
    ['leave.own_deputy', leave('a', 'a'), []],
    ['leave.overlaps', leave('a', 'b'), [leave('a', null, '2026-03-19', '2026-03-21')]],
    ['leave.deputy_away', leave('a', 'b'), [leave('b', null, '2026-03-19', '2026-03-21')]],
  ])('is refused: %s', (code, wanted, others) => {
    expect(fault(wanted, others)).toBe(code);
  });

  it('shares a day with another or not', () => {
    const at = (from: string, until: string) => leave('a', null, from, until);
    expect(overlap(at('2026-03-01', '2026-03-05'), at('2026-03-05', '2026-03-09'))).toBe(false);
    expect(overlap(at('2026-03-01', '2026-03-06'), at('2026-03-05', '2026-03-09'))).toBe(true);
  });
});

describe('a deputy', () => {
  const clerk: Actor = {
    kind: 'person',
    districtId: 'd',
    personId: 'clerk',
    name: '',
    roles: ['office'],
    unitId: 'office-1',
    companyId: null,
  };
  const deputy: Actor = { ...clerk, standsInFor: [{ personId: 'leader-1', name: '', roles: ['leader'] }] };

  it('reaches what the absent person reaches as leader or as their own, beside what is theirs', () => {
    expect(scopeFor(deputy, 'problem.accept')).toEqual({
      kind: 'within',
      officeId: 'office-1',
      standInLeaderIds: ['leader-1'],
    });
    expect(can(deputy, 'problem.decidePause', { leaderId: 'leader-1' })).toBe(true);
    expect(can(deputy, 'problem.decidePause', { leaderId: 'leader-2' })).toBe(false);
    expect(can(deputy, 'problem.decidePause', { leaderId: null })).toBe(false);
    expect(can(deputy, 'meeting.approve', { ownerId: 'leader-1' })).toBe(true);
    expect([isLeader(deputy, 'leader-1'), isLeader(deputy, 'leader-2'), isLeader(deputy, null)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('never reads their inbox, holds their sessions or makes their visits', () => {
    for (const action of personalActions) {
      expect(can(deputy, action, { ownerId: 'leader-1', leaderId: 'leader-1' })).toBe(false);
      expect(scopeFor(deputy, action)).toEqual(scopeFor(clerk, action));
    }
  });

  it('gains nothing from what the absent person reaches through a unit or the whole district', () => {
    const forCoordinator: Actor = {
      ...clerk,
      standsInFor: [{ personId: 'c', name: '', roles: ['coordinator', 'office'] }],
    };
    for (const action of actions) expect(scopeFor(forCoordinator, action)).toEqual(scopeFor(clerk, action));
  });

  it('is nobody but themselves afterwards', () => {
    for (const action of actions) expect(scopeFor(asThemselves(deputy), action)).toEqual(scopeFor(clerk, action));
  });
});
