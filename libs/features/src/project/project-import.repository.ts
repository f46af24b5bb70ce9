import { and, eq, inArray, sql } from 'drizzle-orm';
import { newId } from '#db/id.js';
import type { Tx } from '#db/database.js';
import { project, projectDepartment, unit } from '#db/schema/index.js';
import type { DepartmentsBody, ProjectLedger } from './project.dto.js';
import { raiseVersions } from './project.repository.js';

/** A project as a sheet says it is. `departments: null` leaves those it has. */
export type LedgerImportRow = Omit<ProjectLedger, 'years'> & { readonly departments: DepartmentsBody | null };

/** What a sheet is checked against: units by full name, projects by code. */
export interface LedgerStanding {
  readonly units: Readonly<Record<'office' | 'department' | 'company', ReadonlyMap<string, string>>>;
  readonly projects: ReadonlyMap<
    string,
    { readonly id: string; readonly officeId: string; readonly companyId: string }
  >;
}

/** How many were entered, changed, and left since the sheet says what is there already. */
export interface LandedRows {
  readonly entered: number;
  readonly changed: number;
  readonly unchanged: number;
}

export async function ledgerInForce(tx: Tx): Promise<LedgerStanding> {
  const units = await tx.sql
    .select({ id: unit.unitId, kind: unit.kind, name: unit.name })
    .from(unit)
    .where(and(eq(unit.districtId, tx.districtId), inArray(unit.kind, ['office', 'department', 'company'])));
  const projects = await tx.sql
    .select({ id: project.projectId, code: project.code, officeId: project.officeId, companyId: project.companyId })
    .from(project)
    .where(eq(project.districtId, tx.districtId));
  const named = (kind: string) => new Map(units.filter((row) => row.kind === kind).map(({ name, id }) => [name, id]));
  return {
    units: { office: named('office'), department: named('department'), company: named('company') },
    projects: new Map(projects.map(({ code, ...row }) => [code, row])),
  };
}

/** Postgres takes at most 65,535 parameters in a statement; a row has some twenty. */
const ROWS_PER_STATEMENT = 1_000;

/**
 * Enters and changes projects by their codes, a constant number of statements for each thousand. A project that is already as
 * the sheet says keeps its version. `onProgress` is told after each thousand.
 */
export async function landLedger(
  tx: Tx,
  rows: readonly LedgerImportRow[],
  onProgress: (done: number) => Promise<void>,
): Promise<LandedRows> {
  let entered = 0;
  let changed = 0;
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const batch = rows.slice(from, from + ROWS_PER_STATEMENT);
    const written = await upsert(tx, batch);
    const departments = await replaceChangedDepartments(tx, batch);
    const wasEntered = new Set(written.filter(({ isNew }) => isNew).map(({ id }) => id));
    const touched = new Set([...written.map(({ id }) => id), ...departments]);
    const onlyDepartments = departments.filter((id) => !written.some((row) => row.id === id));
    await raiseVersions(tx, onlyDepartments);
    entered += wasEntered.size;
    changed += touched.size - wasEntered.size;
    await onProgress(from + batch.length);
  }
  return { entered, changed, unchanged: rows.length - entered - changed };
}

const COLUMNS = [
  'name',
  'level',
  'field',
  'platform',
  'line',
  'stage',
  'officeId',
  'companyId',
  'totalInvestment',
  'address',
  'longitude',
  'latitude',
  'startedOn',
  'finishDueOn',
  'summary',
] as const satisfies readonly (keyof LedgerImportRow & keyof typeof project)[];

/** The rows that were entered or really changed. */
async function upsert(tx: Tx, rows: readonly LedgerImportRow[]): Promise<{ id: string; isNew: boolean }[]> {
  const given = (column: (typeof COLUMNS)[number]) => sql`excluded.${sql.identifier(project[column].name)}`;
  const own = sql.join(
    COLUMNS.map((column) => sql`${project[column]}`),
    sql`, `,
  );
  const theirs = sql.join(COLUMNS.map(given), sql`, `);
  const written = await tx.sql
    .insert(project)
    .values(
      rows.map(({ departments: _, ...row }) => ({
        ...row,
        districtId: tx.districtId,
        projectId: newId(),
        createdAt: tx.now,
      })),
    )
    .onConflictDoUpdate({
      target: [project.districtId, project.code],
      set: {
        ...Object.fromEntries(COLUMNS.map((column) => [column, given(column)])),
        version: sql`${project.version} + 1`,
      },
      setWhere: sql`(${own}) is distinct from (${theirs})`,
    })
    // A row that this statement inserted has no deleter; one that it updated carries its own transaction there.
    .returning({ id: project.projectId, isNew: sql<boolean>`(${project}.xmax = 0)` });
  return written;
}

/** Writes the departments of projects whose departments differ from the sheet's; answers which. */
async function replaceChangedDepartments(tx: Tx, rows: readonly LedgerImportRow[]): Promise<string[]> {
  const wanted = new Map(rows.flatMap((row) => (row.departments ? [[row.code, row.departments] as const] : [])));
  if (wanted.size === 0) return [];
  const projects = await tx.sql
    .select({ id: project.projectId, code: project.code })
    .from(project)
    .where(and(eq(project.districtId, tx.districtId), inArray(project.code, [...wanted.keys()])));
  const ids = projects.map(({ id }) => id);
  const present = await tx.sql
    .select()
    .from(projectDepartment)
    .where(and(eq(projectDepartment.districtId, tx.districtId), inArray(projectDepartment.projectId, ids)));
  const has = new Map<string, string[]>();
  for (const { projectId, departmentId, part } of present)
    has.set(projectId, [...(has.get(projectId) ?? []), `${part} ${departmentId}`]);
  const asText = ({ lead, assisting }: DepartmentsBody) =>
    [`lead ${lead}`, ...assisting.map((id) => `assisting ${id}`)].sort().join();
  const differing = projects.filter(({ id, code }) => (has.get(id) ?? []).sort().join() !== asText(wanted.get(code)!));
  if (differing.length === 0) return [];
  const differingIds = differing.map(({ id }) => id);
  await tx.sql
    .delete(projectDepartment)
    .where(and(eq(projectDepartment.districtId, tx.districtId), inArray(projectDepartment.projectId, differingIds)));
  await tx.sql.insert(projectDepartment).values(
    differing.flatMap(({ id, code }) => {
      const { lead, assisting } = wanted.get(code)!;
      const row = (departmentId: string, part: 'lead' | 'assisting') => ({
        districtId: tx.districtId,
        projectId: id,
        departmentId,
        part,
      });
      return [row(lead, 'lead'), ...assisting.map((departmentId) => row(departmentId, 'assisting'))];
    }),
  );
  return differingIds;
}
