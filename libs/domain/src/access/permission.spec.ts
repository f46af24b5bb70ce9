import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { authorOf } from './command-context.js';
import { can, conflictingRoles, reachOf, scopeFor } from './permission.js';
import { actions, roles } from './types.js';
import type { Action, Actor, Reach, Role, Subject } from './types.js';

/**
 * The whole table again, written the other way round: by action. One letter per role, in the order of the head line:
 * D district, L assigned leader's, O office's, P department's, C company's, S own, - none.
 */
const expected: Readonly<Record<Action, string>> = {
  // leader office department coordinator principal enterprise systemAdmin securityAdmin auditAdmin
  'problem.file': 'LO-D-C---',
  'problem.read': 'LOPDDC---',
  'problem.accept': 'LOPDD----',
  'problem.answer': 'LOPDD----',
  'problem.whistle': '--PD-----',
  'problem.signUp': 'LOPDD----',
  'problem.sendDown': 'L-PDD----',
  'problem.requestPause': 'LOPDD----',
  'problem.decidePause': 'L-PDD----',
  'problem.requestExtension': 'LOPDD----',
  'problem.decideExtension': 'L-PDD----',
  'problem.claim': 'LOPDD----',
  'problem.verify': 'LO-D-----',
  'problem.reopen': '-O-D-----',
  'problem.withdraw': 'LO-D-C---',
  'problem.merge': '-O-D-----',
  'problem.assignDepartment': '-O-D-----',
  'problem.rate': 'LO-D-C---',
  'rating.read': '--PDD----',
  'project.read': 'LOPDDC---',
  'project.write': '-O-D-----',
  'contract.read': 'LOPDD----',
  'contract.write': '---D-----',
  'contract.handOver': '---D-----',
  'meeting.read': 'DDDDD----',
  'meeting.write': '---D-----',
  'agenda.read': 'DOPDD----',
  'agenda.write': '---D-----',
  'calendar.read': 'DDDDDDDDD',
  'calendar.write': '---D-----',
  'directory.read': 'DDDDD-DD-',
  'directory.write': '------D--',
  'role.grant': '-------D-',
  'user.read': '------D--',
  'user.write': '------D--',
  'audit.read': '--------D',
  'notice.read': 'SSSSSSSSS',
  'session.own': 'SSSSSSSSS',
  'policy.read': 'DDDDD----',
  'policy.write': '---D-----',
  'operations.read': '---D--D--',
  'meeting.approve': 'S---S----',
  'meeting.record': '---D-----',
  'decision.read': 'LOPDD----',
  'decision.accept': 'LOPD-----',
  'decision.report': 'LOPD-----',
  'decision.claim': 'LOPD-----',
  'decision.verify': '-O-D-----',
  'decision.requestExtension': 'LOPD-----',
  'decision.decideExtension': 'S--DD----',
  'decision.cancel': '---D-----',
  'visit.log': 'L---D----',
  'visit.read': 'LOPDD----',
  'leave.write': 'SSSDS----',
  'notice.prefer': 'SSSSSSSSS',
  'operations.write': '---D--D--',
  'plan.read': 'LOPDDC---',
  'plan.write': '---D-----',
  'report.read': 'LOPDDC---',
  'report.write': '-O-D-----',
  'report.accept': '---D-----',
  'progress.read': 'LOPDDC---',
  'sheet.import': '-O-D-----',
  'sheet.export': 'LOPDD----',
  'feedback.file': 'SSSSSSSSS',
  'feedback.read': '---D--D--',
  'look.write': 'S---S----',
  'card.talk': '---DD----',
};
const letters: Readonly<Record<Reach, string>> = {
  district: 'D',
  leader: 'L',
  office: 'O',
  department: 'P',
  company: 'C',
  own: 'S',
  none: '-',
};

function actor(held: readonly Role[], changes: Partial<Actor> = {}): Actor {
  return {
    kind: 'person',
    districtId: 'd1',
    personId: 'me',
    roles: held,
    unitId: 'my-unit',
    companyId: null,
    name: 'Me',
    ...changes,
  };
}

const mine: Subject = {
  districtId: 'd1',
  officeId: 'my-unit',
  leaderId: 'me',
  departmentIds: ['x', 'my-unit'],
  companyId: 'my-company',
  ownerId: 'me',
};
const others: Subject = {
  districtId: 'd1',
  officeId: 'other',
  leaderId: 'other',
  departmentIds: ['x'],
  companyId: 'other',
  ownerId: 'other',
};

describe('the table', () => {
  it.each(actions)('%s', (action) => {
    expect(roles.map((role) => letters[reachOf(role, action)]).join('')).toBe(expected[action]);
  });

  it('keeps the three administrators away from problems, projects, meetings and each other', () => {
    const admins = ['systemAdmin', 'securityAdmin', 'auditAdmin'] as const;
    for (const role of admins) {
      const held = actions.filter((action) => can(actor([role]), action));
      expect(held.filter((action) => /^(problem|project|contract|meeting|agenda|policy)\./.test(action))).toEqual([]);
    }
    const powers = ['user.write', 'role.grant', 'audit.read'] as const;
    expect(powers.map((power) => roles.filter((role) => can(actor([role]), power)))).toEqual(
      admins.map((role) => [role]),
    );
  });
});

describe('can', () => {
  it.each(roles.flatMap((role) => actions.map((action) => [role, action] as const)))('%s: %s', (role, action) => {
    const person = actor([role], { companyId: role === 'enterprise' ? 'my-company' : null });
    const reach = reachOf(role, action);
    expect(can(person, action)).toBe(reach !== 'none');
    expect(can(person, action, mine)).toBe(reach !== 'none');
    expect(can(person, action, others)).toBe(reach === 'district');
    expect(can(person, action, { ...mine, districtId: 'd2' })).toBe(false);
  });

  it('reaches by the right fact only', () => {
    expect(can(actor(['office']), 'problem.read', { ...others, departmentIds: ['my-unit'] })).toBe(false);
    expect(can(actor(['department']), 'problem.read', { ...others, officeId: 'my-unit' })).toBe(false);
    expect(can(actor(['leader']), 'problem.read', { ...others, ownerId: 'me' })).toBe(false);
    expect(
      can(actor(['enterprise'], { companyId: 'my-company' }), 'problem.read', { ...others, officeId: 'my-unit' }),
    ).toBe(false);
  });

  it('takes no missing fact for another missing fact', () => {
    const nobody = { unitId: null, companyId: null };
    for (const role of ['office', 'department', 'enterprise'] as const) {
      expect(can(actor([role], nobody), 'problem.read')).toBe(false);
      expect(can(actor([role], nobody), 'problem.read', { officeId: null, companyId: null, departmentIds: [] })).toBe(
        false,
      );
      expect(scopeFor(actor([role], nobody), 'problem.read')).toEqual({ kind: 'none' });
    }
    expect(can(actor(['office']), 'problem.read', {})).toBe(false);
  });

  it('lets nobody without a role do anything', () => {
    expect(actions.filter((action) => can(actor([]), action))).toEqual([]);
  });
});

describe('scopeFor', () => {
  it('is the union of what the roles reach', () => {
    expect(scopeFor(actor(['office', 'leader']), 'problem.read')).toEqual({
      kind: 'within',
      officeId: 'my-unit',
      leaderId: 'me',
    });
    expect(scopeFor(actor(['office', 'principal']), 'problem.read')).toEqual({ kind: 'district' });
    expect(scopeFor(actor(['auditAdmin']), 'problem.read')).toEqual({ kind: 'none' });
    expect(scopeFor(actor(['department']), 'problem.read')).toEqual({ kind: 'within', departmentId: 'my-unit' });
    expect(scopeFor(actor(['enterprise'], { companyId: 'c' }), 'problem.read')).toEqual({
      kind: 'within',
      companyId: 'c',
    });
    expect(scopeFor(actor(['leader']), 'notice.read')).toEqual({ kind: 'within', ownerId: 'me' });
  });

  it('another role never takes anything away', () => {
    fc.assert(
      fc.property(
        fc.subarray([...roles]),
        fc.constantFrom(...roles),
        fc.constantFrom(...actions),
        (held, more, action) => {
          for (const subject of [undefined, mine, others]) {
            if (can(actor(held), action, subject)) expect(can(actor([...held, more]), action, subject)).toBe(true);
          }
        },
      ),
    );
  });
});

describe('conflictingRoles', () => {
  it('names two of the three administrators in one person', () => {
    expect(conflictingRoles(['systemAdmin', 'auditAdmin', 'coordinator'])).toEqual(['systemAdmin', 'auditAdmin']);
    expect(conflictingRoles(['securityAdmin', 'systemAdmin'])).toEqual(['systemAdmin', 'securityAdmin']);
    expect(conflictingRoles(['auditAdmin', 'auditAdmin'])).toEqual([]);
    expect(conflictingRoles(['leader', 'office', 'coordinator'])).toEqual([]);
  });
});

describe('authorOf', () => {
  it('is the person, or nobody for the system', () => {
    const context = { districtId: 'd1', requestId: 'r', from: 'worker' };
    expect(authorOf({ ...context, actor: actor(['office']) })).toBe('me');
    expect(authorOf({ ...context, actor: { kind: 'system', districtId: 'd1' } })).toBeNull();
  });
});
