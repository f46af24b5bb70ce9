import type { Actor, Role } from '#domain/access/index.js';
import {
  companiesWithAccounts,
  coordinatorId,
  departmentPersonId,
  enterprisePersonId,
  leaderId,
  officePersonId,
  principalId,
} from './persons.js';
import type { DemoProject } from './projects.js';
import { companyId, coordinationId, departmentId, leadershipId, officeId } from './units.js';

/** The people of one project's stories. `enterprise` is null where nobody of the company can sign in. */
export interface Cast {
  readonly office: Actor;
  readonly department: Actor;
  readonly leader: Actor;
  readonly coordinator: Actor;
  readonly principal: Actor;
  readonly enterprise: Actor | null;
}

export function castOf(demo: DemoProject, leaderNumber: number, districtId: string): Cast {
  const actor = (role: Role, personId: string, unitId: string | null, company: string | null = null): Actor => ({
    kind: 'person',
    districtId,
    personId,
    roles: [role],
    unitId,
    companyId: company,
    name: '',
  });
  return {
    office: actor('office', officePersonId(demo.office), officeId(demo.office)),
    department: actor('department', departmentPersonId(demo.leadDepartment), departmentId(demo.leadDepartment)),
    leader: actor('leader', leaderId(leaderNumber), leadershipId),
    coordinator: actor('coordinator', coordinatorId, coordinationId),
    principal: actor('principal', principalId, leadershipId),
    enterprise: companiesWithAccounts.includes(demo.companyNumber)
      ? actor('enterprise', enterprisePersonId(demo.companyNumber), null, companyId(demo.companyNumber))
      : null,
  };
}
