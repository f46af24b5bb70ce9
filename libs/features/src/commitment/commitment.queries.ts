import { and, asc, desc, eq, gte, inArray, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from '#db/database.js';
import { contract, contractMember, milestone, milestoneChange, person, project, visit } from '#db/schema/index.js';
import type { Scope } from '#domain/access/index.js';
import type { PlainDate } from '#domain/calendar/index.js';
import { projectsInScope } from '#features/project/index.js';

const successor = alias(person, 'successor');

export interface ContractRow {
  readonly row: typeof contract.$inferSelect;
  readonly project: {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly line: string;
    readonly stage: string;
    readonly version: number;
  };
  readonly leader: { readonly id: string; readonly name: string };
  readonly successor: { readonly id: string; readonly name: string } | null;
}

export interface ContractFilter {
  readonly contractId?: string;
  readonly projectId?: string;
  readonly leaderId?: string;
  readonly leaderIds?: readonly string[];
  /** Only those that run, or only those that have ended. */
  readonly running?: boolean;
}

/** Contracts within a scope, by project code and then newest first, after a key; at most `limit`. */
export async function selectContractRows(
  tx: Tx,
  scope: Scope,
  filter: ContractFilter,
  page: { limit: number; after?: { code: string; contractId: string } },
): Promise<ContractRow[]> {
  const { contractId, projectId, leaderId, leaderIds, running } = filter;
  const { after } = page;
  const rows = await tx.sql
    .select({
      row: contract,
      project: {
        ...{ id: project.projectId, code: project.code, name: project.name },
        ...{ line: project.line, stage: project.stage, version: project.version },
      },
      leader: { id: person.personId, name: person.name },
      successor: { id: successor.personId, name: successor.name },
    })
    .from(contract)
    .innerJoin(project, and(eq(project.districtId, contract.districtId), eq(project.projectId, contract.projectId)))
    .innerJoin(person, and(eq(person.districtId, contract.districtId), eq(person.personId, contract.leaderId)))
    .leftJoin(
      successor,
      and(eq(successor.districtId, contract.districtId), eq(successor.personId, contract.handedOverTo)),
    )
    .where(
      and(
        eq(contract.districtId, tx.districtId),
        contractsInScope(scope),
        contractId ? eq(contract.contractId, contractId) : undefined,
        projectId ? eq(contract.projectId, projectId) : undefined,
        leaderId ? eq(contract.leaderId, leaderId) : undefined,
        leaderIds ? inArray(contract.leaderId, [...leaderIds]) : undefined,
        running === undefined ? undefined : running ? isNull(contract.toOn) : sql`${contract.toOn} is not null`,
        after && sql`(${project.code}, ${contract.contractId}) > (${after.code}, ${after.contractId})`,
      ),
    )
    .orderBy(asc(project.code), asc(contract.contractId))
    .limit(page.limit);
  return rows;
}

/** A leader reaches a contract of their own also after it has ended; everybody else by its project. */
function contractsInScope(scope: Scope): SQL {
  const byProject = projectsInScope(scope);
  return scope.kind === 'within' && scope.leaderId !== undefined
    ? or(byProject, eq(contract.leaderId, scope.leaderId))!
    : byProject;
}

export interface MemberRow {
  readonly contractId: string;
  readonly id: string;
  readonly name: string;
  readonly duty: string;
  readonly active: boolean;
}

export async function selectMembers(tx: Tx, contractIds: readonly string[]): Promise<MemberRow[]> {
  if (contractIds.length === 0) return [];
  return tx.sql
    .select({
      ...{ contractId: contractMember.contractId, id: person.personId, name: person.name },
      ...{ duty: contractMember.duty, active: person.active },
    })
    .from(contractMember)
    .innerJoin(
      person,
      and(eq(person.districtId, contractMember.districtId), eq(person.personId, contractMember.personId)),
    )
    .where(and(eq(contractMember.districtId, tx.districtId), inArray(contractMember.contractId, [...contractIds])))
    .orderBy(contractMember.contractId, person.personId);
}

export type MilestoneRow = typeof milestone.$inferSelect;
export type MilestoneChangeRow = typeof milestoneChange.$inferSelect & { readonly byName: string | null };

export async function selectMilestones(tx: Tx, projectIds: readonly string[]): Promise<MilestoneRow[]> {
  if (projectIds.length === 0) return [];
  return tx.sql
    .select()
    .from(milestone)
    .where(and(eq(milestone.districtId, tx.districtId), inArray(milestone.projectId, [...projectIds])))
    .orderBy(milestone.dueOn, milestone.milestoneId);
}

export async function selectMilestoneChanges(tx: Tx, projectIds: readonly string[]): Promise<MilestoneChangeRow[]> {
  if (projectIds.length === 0) return [];
  const rows = await tx.sql
    .select({ change: milestoneChange, byName: person.name })
    .from(milestoneChange)
    .leftJoin(person, and(eq(person.districtId, milestoneChange.districtId), eq(person.personId, milestoneChange.by)))
    .where(and(eq(milestoneChange.districtId, tx.districtId), inArray(milestoneChange.projectId, [...projectIds])))
    .orderBy(milestoneChange.at, milestoneChange.changeId);
  return rows.map(({ change, byName }) => ({ ...change, byName }));
}

export interface VisitedDay {
  readonly contractId: string;
  readonly on: PlainDate;
}

/** The days on which leaders visited under these contracts, from a day on; withdrawn visits apart. */
export async function selectVisitedDays(
  tx: Tx,
  contractIds: readonly string[],
  from: PlainDate,
): Promise<VisitedDay[]> {
  if (contractIds.length === 0) return [];
  const rows = await tx.sql
    .selectDistinct({ contractId: visit.contractId, on: visit.visitedOn })
    .from(visit)
    .where(
      and(
        eq(visit.districtId, tx.districtId),
        inArray(visit.contractId, [...contractIds]),
        isNull(visit.withdrawnAt),
        gte(visit.visitedOn, from),
      ),
    );
  return rows.map(({ contractId, on }) => ({ contractId: contractId!, on }));
}

/** The last visits to a project, whoever made them, the latest first. */
export async function selectLastVisits(tx: Tx, projectId: string, before: PlainDate, limit: number) {
  return tx.sql
    .select({
      ...{ id: visit.visitId, on: visit.visitedOn, condition: visit.condition, seen: visit.seen },
      by: { id: person.personId, name: person.name },
    })
    .from(visit)
    .innerJoin(person, and(eq(person.districtId, visit.districtId), eq(person.personId, visit.visitorId)))
    .where(
      and(
        eq(visit.districtId, tx.districtId),
        eq(visit.projectId, projectId),
        isNull(visit.withdrawnAt),
        lt(visit.visitedOn, before),
      ),
    )
    .orderBy(desc(visit.visitedAt), desc(visit.visitId))
    .limit(limit);
}
