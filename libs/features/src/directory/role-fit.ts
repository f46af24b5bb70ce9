import type { Role } from '#domain/access/index.js';

export type UnitKind = 'office' | 'department' | 'leadership' | 'coordination' | 'administration' | 'company';

/** The roles in which a unit's persons act for it: what is sent to the unit reaches who holds one of them. */
const ANSWERING_ROLES: Readonly<Record<UnitKind, readonly Role[]>> = {
  office: ['office'],
  department: ['department'],
  leadership: ['leader', 'principal'],
  coordination: ['coordinator'],
  administration: ['systemAdmin', 'securityAdmin', 'auditAdmin'],
  company: ['enterprise'],
};

export function answersFor(role: Role, kind: UnitKind): boolean {
  return ANSWERING_ROLES[kind].includes(role);
}

/** Roles whose reach is drawn by the person's own unit: elsewhere they would reach nothing, or somebody else's. */
const BOUND_TO: Partial<Readonly<Record<Role, UnitKind>>> = {
  office: 'office',
  department: 'department',
  enterprise: 'company',
};

/** Whether a person of a unit of this kind may hold the role. An enterprise's person holds no role of the district's. */
export function mayHold(role: Role, kind: UnitKind): boolean {
  const bound = BOUND_TO[role];
  if (bound !== undefined) return bound === kind;
  return kind !== 'company';
}
