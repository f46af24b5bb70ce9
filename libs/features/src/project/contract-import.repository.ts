import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { contract, contractMember, person, project, projectYear } from '#db/schema/index.js';
import type { PlainDate } from '#domain/calendar/index.js';
import type { ContractTerm } from './contract-rules.js';

/** A contract as it stands, ended or not. */
export interface StandingContract extends ContractTerm {
  readonly leader: string;
  readonly yearPlan: number;
  readonly visitsPerMonth: number;
  readonly milestones: readonly { readonly name: string; readonly dueOn: string }[];
  /** Those of the service team who have not left, while it runs. */
  readonly members: readonly { readonly id: string; readonly name: string }[];
}

/** What a project's next contract depends on. */
export interface ContractStanding {
  readonly contracts: readonly StandingContract[];
  /** What the ledger plans, by year. */
  readonly planned: ReadonlyMap<number, number>;
}

/**
 * The contracts and planned years of many projects, which are locked until the transaction ends, in the order of their
 * ids: nobody assigns a leader between the look and the writing.
 */
export async function standingContracts(
  tx: Tx,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, ContractStanding>> {
  if (projectIds.length === 0) return new Map();
  const ids = sql`any(${sql.param([...projectIds])}::uuid[])`;
  const locked = await tx.sql
    .select({ id: project.projectId })
    .from(project)
    .where(and(eq(project.districtId, tx.districtId), sql`${project.projectId} = ${ids}`))
    .orderBy(project.projectId)
    .for('update');
  const contracts = await tx.sql
    .select({ row: contract, leader: person.name })
    .from(contract)
    .innerJoin(person, and(eq(person.districtId, contract.districtId), eq(person.personId, contract.leaderId)))
    .where(and(eq(contract.districtId, tx.districtId), sql`${contract.projectId} = ${ids}`));
  const members = await activeMembers(
    tx,
    contracts.flatMap(({ row }) => (row.toOn === null ? [row.contractId] : [])),
  );
  const years = await tx.sql
    .select({ projectId: projectYear.projectId, year: projectYear.year, planned: projectYear.plannedInvestment })
    .from(projectYear)
    .where(and(eq(projectYear.districtId, tx.districtId), sql`${projectYear.projectId} = ${ids}`));
  const standing = new Map(
    locked.map(({ id }) => [id, { contracts: [] as StandingContract[], planned: new Map<number, number>() }]),
  );
  for (const { row, leader } of contracts) {
    const { contractId, leaderId, fromOn: from, toOn: to, yearPlan, visitsPerMonth, milestones } = row;
    standing.get(row.projectId)!.contracts.push({
      ...{
        leaderId,
        leader,
        from: from as PlainDate,
        to: to as PlainDate | null,
        yearPlan,
        visitsPerMonth,
        milestones,
      },
      members: members.filter((each) => each.contractId === contractId),
    });
  }
  for (const { projectId, year, planned } of years) standing.get(projectId)!.planned.set(year, planned);
  return standing;
}

async function activeMembers(tx: Tx, contractIds: readonly string[]) {
  if (contractIds.length === 0) return [];
  return tx.sql
    .select({ contractId: contractMember.contractId, id: person.personId, name: person.name })
    .from(contractMember)
    .innerJoin(
      person,
      and(eq(person.districtId, contractMember.districtId), eq(person.personId, contractMember.personId)),
    )
    .where(
      and(
        eq(contractMember.districtId, tx.districtId),
        eq(person.active, true),
        inArray(contractMember.contractId, [...contractIds]),
      ),
    )
    .orderBy(person.personId);
}
