import { and, asc, desc, eq, gt, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Scope } from '#domain/access/index.js';
import { dateOf, yearOf } from '#domain/calendar/index.js';
import type { PlainDate } from '#domain/calendar/index.js';
import type { Tx } from '#db/database.js';
import {
  contract,
  contractMember,
  milestone,
  person,
  project,
  projectDepartment,
  projectYear,
  unit,
} from '#db/schema/index.js';
import type { ContractView, ProjectRowView, ProjectsQuery, ProjectView } from './project.dto.js';
import { projectsThat } from './project-filter.queries.js';
import { openContractOfProject, projectsInScope } from './project-scope.queries.js';

const office = alias(unit, 'office');
const company = alias(unit, 'company');
const lead = alias(unit, 'lead');
const leadPart = alias(projectDepartment, 'lead_part');
const successor = alias(person, 'successor');

/** Projects in the order of their codes, after `afterCode`; one more than `limit`, so that the caller knows of a next page. */
export async function selectProjects(
  tx: Tx,
  scope: Scope,
  filter: Omit<ProjectsQuery, 'cursor'>,
  afterCode: string | undefined,
): Promise<ProjectRowView[]> {
  const after = afterCode === undefined ? undefined : gt(project.code, afterCode);
  const rows = await selectRows(tx, and(projectsThat(scope, filter), after)!)
    .orderBy(asc(project.code))
    .limit(filter.limit + 1);
  return rows.map(({ ledger, ...row }) => rowView(ledger, row));
}

/** A project with everything the ledger holds of it; undefined when it is not there or out of scope. */
export async function selectProject(tx: Tx, scope: Scope, projectId: string): Promise<ProjectView | undefined> {
  const [found] = await selectRows(tx, and(eq(project.projectId, projectId), projectsInScope(scope))!);
  if (!found) return undefined;
  const { ledger, ...row } = found;
  const here = { districtId: tx.districtId, projectId };
  const milestones = await tx.sql
    .select({
      id: milestone.milestoneId,
      name: milestone.name,
      dueOn: milestone.dueOn,
      reachedOn: milestone.reachedOn,
    })
    .from(milestone)
    .where(and(eq(milestone.districtId, here.districtId), eq(milestone.projectId, here.projectId)))
    .orderBy(milestone.dueOn, milestone.milestoneId);
  const assistingDepartments = await tx.sql
    .select({ id: unit.unitId, name: unit.name, nameEn: unit.nameEn })
    .from(projectDepartment)
    .innerJoin(
      unit,
      and(eq(unit.districtId, projectDepartment.districtId), eq(unit.unitId, projectDepartment.departmentId)),
    )
    .where(
      and(
        eq(projectDepartment.districtId, here.districtId),
        eq(projectDepartment.projectId, here.projectId),
        eq(projectDepartment.part, 'assisting'),
      ),
    )
    .orderBy(unit.code);
  const years = await tx.sql
    .select({ year: projectYear.year, plannedInvestment: projectYear.plannedInvestment })
    .from(projectYear)
    .where(and(eq(projectYear.districtId, here.districtId), eq(projectYear.projectId, here.projectId)))
    .orderBy(projectYear.year);
  const contracts = await selectContracts(tx, projectId);
  return {
    ...rowView(ledger, row),
    address: ledger.address,
    longitude: ledger.longitude,
    latitude: ledger.latitude,
    startedOn: ledger.startedOn,
    finishDueOn: ledger.finishDueOn,
    summary: ledger.summary,
    assistingDepartments,
    milestones,
    years,
    contract: contracts.find(({ to }) => to === null) ?? null,
    earlierContracts: contracts.filter(({ to }) => to !== null),
  };
}

/** All contracts of a project with their service teams, newest first. */
export async function selectContracts(tx: Tx, projectId: string): Promise<ContractView[]> {
  const rows = await tx.sql
    .select({
      row: contract,
      leader: { id: person.personId, name: person.name },
      successor: { id: successor.personId, name: successor.name },
    })
    .from(contract)
    .innerJoin(person, and(eq(person.districtId, contract.districtId), eq(person.personId, contract.leaderId)))
    .leftJoin(
      successor,
      and(eq(successor.districtId, contract.districtId), eq(successor.personId, contract.handedOverTo)),
    )
    .where(and(eq(contract.districtId, tx.districtId), eq(contract.projectId, projectId)))
    .orderBy(desc(contract.fromOn), desc(contract.contractId));
  const members = await tx.sql
    .select({
      contractId: contractMember.contractId,
      person: { id: person.personId, name: person.name },
      duty: contractMember.duty,
    })
    .from(contractMember)
    .innerJoin(
      contract,
      and(eq(contract.districtId, contractMember.districtId), eq(contract.contractId, contractMember.contractId)),
    )
    .innerJoin(
      person,
      and(eq(person.districtId, contractMember.districtId), eq(person.personId, contractMember.personId)),
    )
    .where(and(eq(contractMember.districtId, tx.districtId), eq(contract.projectId, projectId)))
    .orderBy(person.personId);
  return rows.map(({ row, leader, successor: next }) => ({
    id: row.contractId,
    leader,
    from: row.fromOn,
    to: row.toOn,
    year: row.year,
    yearPlan: row.yearPlan,
    visitsPerMonth: row.visitsPerMonth,
    milestones: row.milestones.map(({ name, dueOn }) => ({ name, dueOn: dueOn as PlainDate })),
    members: members
      .filter(({ contractId }) => contractId === row.contractId)
      .map(({ person: member, duty }) => ({ person: member, duty })),
    result: row.result,
    handedOverTo: next,
  }));
}

function selectRows(tx: Tx, condition: SQL) {
  return tx.sql
    .select({
      ledger: project,
      office: { id: office.unitId, name: office.name, nameEn: office.nameEn },
      company: { id: company.unitId, name: company.name, nameEn: company.nameEn },
      leader: { id: person.personId, name: person.name },
      leadDepartment: { id: lead.unitId, name: lead.name, nameEn: lead.nameEn },
      plannedInvestment: projectYear.plannedInvestment,
    })
    .from(project)
    .innerJoin(office, and(eq(office.districtId, project.districtId), eq(office.unitId, project.officeId)))
    .innerJoin(company, and(eq(company.districtId, project.districtId), eq(company.unitId, project.companyId)))
    .leftJoin(contract, openContractOfProject())
    .leftJoin(person, and(eq(person.districtId, contract.districtId), eq(person.personId, contract.leaderId)))
    .leftJoin(
      leadPart,
      and(
        eq(leadPart.districtId, project.districtId),
        eq(leadPart.projectId, project.projectId),
        eq(leadPart.part, 'lead'),
      ),
    )
    .leftJoin(lead, and(eq(lead.districtId, leadPart.districtId), eq(lead.unitId, leadPart.departmentId)))
    .leftJoin(
      projectYear,
      and(
        eq(projectYear.districtId, project.districtId),
        eq(projectYear.projectId, project.projectId),
        eq(projectYear.year, yearOf(dateOf(tx.now))),
      ),
    )
    .where(and(eq(project.districtId, tx.districtId), condition))
    .$dynamic();
}

type Joined = Omit<Awaited<ReturnType<typeof selectRows>>[number], 'ledger'>;

function rowView(ledger: typeof project.$inferSelect, joined: Joined): ProjectRowView {
  return {
    id: ledger.projectId,
    code: ledger.code,
    name: ledger.name,
    level: ledger.level,
    field: ledger.field,
    platform: ledger.platform,
    line: ledger.line,
    stage: ledger.stage,
    office: joined.office,
    company: joined.company,
    leader: joined.leader,
    leadDepartment: joined.leadDepartment,
    totalInvestment: ledger.totalInvestment,
    plannedInvestment: joined.plannedInvestment,
    version: ledger.version,
  };
}
