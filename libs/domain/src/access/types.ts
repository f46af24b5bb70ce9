/** What a person is in a district. One person may hold several roles, but see `conflictingRoles`. */
export const roles = [
  'leader',
  'office',
  'department',
  'coordinator',
  'principal',
  'enterprise',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
] as const;

export type Role = (typeof roles)[number];

/** A signed-in person, as the domain sees them. */
export interface Actor {
  readonly kind: 'person';
  readonly districtId: string;
  readonly personId: string;
  readonly roles: readonly Role[];
  /** The office, department, leadership or coordination unit the person belongs to; null for an enterprise's person. */
  readonly unitId: string | null;
  /** The enterprise the person belongs to; null for everyone who works for the district. */
  readonly companyId: string | null;
  readonly name: string;
  /** Those who are away today and whose deputy the person is: what reaches them as leaders or as their own reaches the person. */
  readonly standsInFor?: readonly StoodInFor[];
}

/** Somebody who is away. */
export interface StoodInFor {
  readonly personId: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Everything that a route, a use case or a screen may ask permission for. */
export const actions = [
  'problem.file',
  'problem.read',
  'problem.accept',
  'problem.answer',
  'problem.whistle',
  'problem.signUp',
  'problem.sendDown',
  'problem.requestPause',
  'problem.decidePause',
  'problem.requestExtension',
  'problem.decideExtension',
  'problem.claim',
  'problem.verify',
  'problem.reopen',
  'problem.withdraw',
  'problem.merge',
  'problem.assignDepartment',
  'problem.rate',
  'rating.read',
  'project.read',
  'project.write',
  'contract.read',
  'contract.write',
  'contract.handOver',
  'meeting.read',
  'meeting.write',
  'agenda.read',
  'agenda.write',
  'calendar.read',
  'calendar.write',
  'directory.read',
  'directory.write',
  'role.grant',
  'user.read',
  'user.write',
  'audit.read',
  'notice.read',
  'session.own',
  'policy.read',
  'policy.write',
  'operations.read',
  'meeting.approve',
  'meeting.record',
  'decision.read',
  'decision.accept',
  'decision.report',
  'decision.claim',
  'decision.verify',
  'decision.requestExtension',
  'decision.decideExtension',
  'decision.cancel',
  'visit.log',
  'visit.read',
  'leave.write',
  'notice.prefer',
  'operations.write',
  'plan.read',
  'plan.write',
  'report.read',
  'report.write',
  'report.accept',
  'progress.read',
  'sheet.import',
  'sheet.export',
  'feedback.file',
  'feedback.read',
  'look.write',
  'card.talk',
] as const;

export type Action = (typeof actions)[number];

/** What one role may reach with one action. `own` is what belongs to the person (their inbox, their sessions). */
export type Reach = 'none' | 'own' | 'company' | 'leader' | 'department' | 'office' | 'district';

/**
 * The facts of a row that access depends on. A row that lacks a fact is out of reach for whoever is let in by that
 * fact only.
 */
export interface Subject {
  /** The row's district; when given and not the actor's, nothing is allowed. */
  readonly districtId?: string;
  /** The office of the project. */
  readonly officeId?: string | null;
  /** Person id of the project's assigned leader now. */
  readonly leaderId?: string | null;
  /** Lead and assisting departments of a problem, or the responsible departments of a project. */
  readonly departmentIds?: readonly string[];
  /** The project's company. */
  readonly companyId?: string | null;
  /** Person id of whom the row belongs to. */
  readonly ownerId?: string | null;
}

/**
 * Which rows an actor may reach with an action, for a query to narrow by. `within` is a union: a row is in it when ANY
 * of the named facts is the row's. It names at least one.
 */
export type Scope =
  | { readonly kind: 'district' }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'within';
      readonly officeId?: string;
      readonly departmentId?: string;
      readonly leaderId?: string;
      readonly companyId?: string;
      readonly ownerId?: string;
      /** Leaders for whom the actor stands in: their rows as well. Absent when there are none. */
      readonly standInLeaderIds?: readonly string[];
      readonly standInOwnerIds?: readonly string[];
    };
