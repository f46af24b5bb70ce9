import { permissions } from './permission-table.js';
import { personalActions, standsInFor } from './standing-in.js';
import type { Action, Actor, Reach, Role, Scope, Subject } from './types.js';

/** How far a role reaches with an action. */
export function reachOf(role: Role, action: Action): Reach {
  return permissions[role][action] ?? 'none';
}

/**
 * Whether the actor may do this to this subject; without a subject, whether to any subject at all (so a route can turn
 * away early, and a screen can hide a button). The answer about a subject is the one that counts.
 */
export function can(actor: Actor, action: Action, subject?: Subject): boolean {
  if (subject?.districtId !== undefined && subject.districtId !== actor.districtId) return false;
  const scope = scopeFor(actor, action);
  if (scope.kind === 'none') return false;
  if (scope.kind === 'district' || subject === undefined) return true;
  return (
    matches(scope.officeId, subject.officeId) ||
    matches(scope.leaderId, subject.leaderId) ||
    matches(scope.companyId, subject.companyId) ||
    matches(scope.ownerId, subject.ownerId) ||
    matchesAny(scope.standInLeaderIds, subject.leaderId) ||
    matchesAny(scope.standInOwnerIds, subject.ownerId) ||
    (scope.departmentId !== undefined && (subject.departmentIds ?? []).includes(scope.departmentId))
  );
}

/** A missing fact matches nothing, above all not another missing fact. */
function matches(held: string | undefined, fact: string | null | undefined): boolean {
  return held !== undefined && fact != null && held === fact;
}

function matchesAny(held: readonly string[] | undefined, fact: string | null | undefined): boolean {
  return held !== undefined && fact != null && held.includes(fact);
}

/**
 * The rows the actor may reach with this action: the union of what the roles allow, and of what reaches those for whom
 * the actor stands in as leaders or as their own. What they reach through a unit or the whole district is not passed on.
 */
export function scopeFor(actor: Actor, action: Action): Scope {
  const within: { -readonly [K in 'officeId' | 'departmentId' | 'leaderId' | 'companyId' | 'ownerId']?: string } & {
    standInLeaderIds?: string[];
    standInOwnerIds?: string[];
  } = {};
  for (const role of actor.roles) {
    switch (reachOf(role, action)) {
      case 'district':
        return { kind: 'district' };
      case 'office':
        if (actor.unitId !== null) within.officeId = actor.unitId;
        break;
      case 'department':
        if (actor.unitId !== null) within.departmentId = actor.unitId;
        break;
      case 'leader':
        within.leaderId = actor.personId;
        break;
      case 'company':
        if (actor.companyId !== null) within.companyId = actor.companyId;
        break;
      case 'own':
        within.ownerId = actor.personId;
        break;
      case 'none':
        break;
    }
  }
  if (!personalActions.includes(action))
    for (const { personId, roles } of standsInFor(actor)) {
      const reaches = roles.map((role) => reachOf(role, action));
      if (reaches.includes('leader')) (within.standInLeaderIds ??= []).push(personId);
      if (reaches.includes('own')) (within.standInOwnerIds ??= []).push(personId);
    }
  return Object.keys(within).length === 0 ? { kind: 'none' } : { kind: 'within', ...within };
}

const administrators: readonly Role[] = ['systemAdmin', 'securityAdmin', 'auditAdmin'];

/**
 * The administrator roles that one person may not hold together (三员 are three people); empty when there is nothing to
 * object to. Asked before a role is granted, with the roles the person would have then.
 */
export function conflictingRoles(held: readonly Role[]): Role[] {
  const found = administrators.filter((role) => held.includes(role));
  return found.length > 1 ? found : [];
}
