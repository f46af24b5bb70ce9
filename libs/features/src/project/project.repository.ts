import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { PlainDate } from '#domain/calendar/index.js';
import { postgresCode, type Tx } from '#db/database.js';
import { contract, contractMember, project, projectDepartment } from '#db/schema/index.js';
import { layLedgerYears } from '#features/plan/index.js';
import type { DepartmentsBody, ProjectLedger } from './project.dto.js';

/** The lock, the version and the facts that access depends on. */
export async function lockProject(tx: Tx, projectId: string) {
  const [row] = await tx.sql
    .select({ version: project.version, officeId: project.officeId, companyId: project.companyId })
    .from(project)
    .where(and(eq(project.districtId, tx.districtId), eq(project.projectId, projectId)))
    .for('update');
  if (!row) return undefined;
  const [open] = await tx.sql
    .select({ leaderId: contract.leaderId })
    .from(contract)
    .where(and(eq(contract.districtId, tx.districtId), eq(contract.projectId, projectId), isNull(contract.toOn)));
  const departments = await tx.sql
    .select({ id: projectDepartment.departmentId })
    .from(projectDepartment)
    .where(and(eq(projectDepartment.districtId, tx.districtId), eq(projectDepartment.projectId, projectId)));
  return { ...row, leaderId: open?.leaderId ?? null, departmentIds: departments.map(({ id }) => id) };
}

const UNIQUE_VIOLATION = '23505';

/** False when the code is taken. */
export async function insertProject(tx: Tx, projectId: string, ledger: ProjectLedger): Promise<boolean> {
  const { years, ...columns } = ledger;
  const inserted = await tx.sql
    .insert(project)
    .values({ ...columns, districtId: tx.districtId, projectId, createdAt: tx.now })
    .onConflictDoNothing({ target: [project.districtId, project.code] })
    .returning({ id: project.projectId });
  if (inserted.length === 0) return false;
  await layLedgerYears(tx, projectId, years);
  return true;
}

/** False when another project has the code; the statement is then undone, and nothing else may follow in the transaction. */
export async function updateProject(tx: Tx, projectId: string, ledger: ProjectLedger): Promise<boolean> {
  const { years, ...columns } = ledger;
  try {
    await tx.sql
      .update(project)
      .set(columns)
      .where(and(eq(project.districtId, tx.districtId), eq(project.projectId, projectId)));
  } catch (error) {
    if (postgresCode(error) === UNIQUE_VIOLATION) return false;
    throw error;
  }
  await layLedgerYears(tx, projectId, years);
  return true;
}

/** The locked project's next version: every act on it, its milestones, departments and contracts counts. */
export async function raiseVersion(tx: Tx, projectId: string): Promise<number> {
  return (await raiseVersions(tx, [projectId])).get(projectId)!;
}

/** The same for many, in one statement: the versions they have now, by project. */
export async function raiseVersions(tx: Tx, projectIds: readonly string[]): Promise<Map<string, number>> {
  if (projectIds.length === 0) return new Map();
  const raised = await tx.sql
    .update(project)
    .set({ version: sql`${project.version} + 1` })
    .where(and(eq(project.districtId, tx.districtId), inArray(project.projectId, [...projectIds])))
    .returning({ id: project.projectId, version: project.version });
  return new Map(raised.map(({ id, version }) => [id, version]));
}

export async function replaceDepartments(
  tx: Tx,
  projectId: string,
  { lead, assisting }: DepartmentsBody,
): Promise<void> {
  const { districtId } = tx;
  await tx.sql
    .delete(projectDepartment)
    .where(and(eq(projectDepartment.districtId, districtId), eq(projectDepartment.projectId, projectId)));
  await tx.sql
    .insert(projectDepartment)
    .values([
      { districtId, projectId, departmentId: lead, part: 'lead' },
      ...assisting.map((departmentId) => ({ districtId, projectId, departmentId, part: 'assisting' as const })),
    ]);
}

/** A contract as it is opened. */
export interface NewContract {
  readonly contractId: string;
  readonly projectId: string;
  readonly leaderId: string;
  readonly fromOn: PlainDate;
  readonly year: number;
  readonly yearPlan: number;
  readonly visitsPerMonth: number;
  readonly milestones: { name: string; dueOn: string; milestoneId: string }[];
  readonly members: readonly { readonly personId: string; readonly duty: string }[];
}

/** Writes contracts and their service teams, in two statements. */
export async function openContracts(tx: Tx, opened: readonly NewContract[]): Promise<void> {
  if (opened.length === 0) return;
  const { districtId } = tx;
  await tx.sql
    .insert(contract)
    .values(opened.map(({ members: _, ...row }) => ({ districtId, ...row, createdAt: tx.now })));
  const team = opened.flatMap(({ contractId, members }) =>
    members.map((member) => ({ districtId, contractId, ...member })),
  );
  if (team.length > 0) await tx.sql.insert(contractMember).values(team);
}

export async function closeContract(
  tx: Tx,
  contractId: string,
  closing: { toOn: PlainDate; result: string; handedOverTo: string },
): Promise<void> {
  await tx.sql
    .update(contract)
    .set({ ...closing, version: sql`${contract.version} + 1` })
    .where(and(eq(contract.districtId, tx.districtId), eq(contract.contractId, contractId)));
}
