import { and, eq } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { contract, visit, visitAddendum, visitProblem, visitVersion } from '#db/schema/index.js';
import type { ContractTerm, FoundWay, SiteCondition } from '#domain/visit/index.js';

export type VisitRow = typeof visit.$inferSelect;
export type NewVisitRow = Omit<typeof visit.$inferInsert, 'districtId'>;

/** A visit with the problems filed on it, for seeds. */
export interface NewVisit extends NewVisitRow {
  readonly problems?: readonly { readonly problemId: string; readonly way: FoundWay }[];
  readonly addenda?: readonly { readonly at: NewVisitRow['visitedAt']; readonly text: string }[];
}

/** Rows of a statement; Postgres counts its parameters in 16 bits. */
const ROWS_PER_INSERT = 1_000;

const one = (tx: Tx, visitId: string) => and(eq(visit.districtId, tx.districtId), eq(visit.visitId, visitId));

/** False when there is a visit of this id already; then nothing was written. */
export async function insertVisit(tx: Tx, row: NewVisitRow): Promise<boolean> {
  const inserted = await tx.sql
    .insert(visit)
    .values({ districtId: tx.districtId, ...row })
    .onConflictDoNothing()
    .returning({ id: visit.visitId });
  return inserted.length > 0;
}

/** Visits as they are, with their problems and addenda and no consequences: for seeds and imports. */
export async function insertVisits(tx: Tx, visits: readonly NewVisit[]): Promise<void> {
  const { districtId } = tx;
  await inSlices(
    visits.map(({ problems: _, addenda: __, ...row }) => ({ districtId, ...row })),
    (rows) => tx.sql.insert(visit).values(rows),
  );
  await inSlices(
    visits.flatMap(({ visitId, problems = [] }) => problems.map((each) => ({ districtId, visitId, ...each }))),
    (rows) => tx.sql.insert(visitProblem).values(rows),
  );
  await inSlices(
    visits.flatMap(({ visitId, addenda = [] }) =>
      addenda.map((each) => ({ districtId, addendumId: newId(), visitId, ...each })),
    ),
    (rows) => tx.sql.insert(visitAddendum).values(rows),
  );
}

export async function insertVisitProblems(
  tx: Tx,
  visitId: string,
  problems: readonly { problemId: string; way: FoundWay }[],
): Promise<void> {
  if (problems.length === 0) return;
  await tx.sql.insert(visitProblem).values(problems.map((each) => ({ districtId: tx.districtId, visitId, ...each })));
}

/** The visit, locked until the transaction ends. */
export async function loadVisitForUpdate(tx: Tx, visitId: string): Promise<VisitRow | undefined> {
  const [row] = await tx.sql.select().from(visit).where(one(tx, visitId)).for('update');
  return row;
}

export async function loadVisit(tx: Tx, visitId: string): Promise<VisitRow | undefined> {
  const [row] = await tx.sql.select().from(visit).where(one(tx, visitId));
  return row;
}

/** Every contract of the project, past ones too: who was its leader on which day. */
export async function contractTerms(tx: Tx, projectId: string): Promise<ContractTerm[]> {
  return tx.sql
    .select({
      contractId: contract.contractId,
      leaderId: contract.leaderId,
      from: contract.fromOn,
      to: contract.toOn,
    })
    .from(contract)
    .where(and(eq(contract.districtId, tx.districtId), eq(contract.projectId, projectId)));
}

/** Writes the correction and keeps what it replaces. */
export async function correctVisit(
  tx: Tx,
  before: VisitRow,
  after: { condition: SiteCondition; seen: string } & Pick<VisitRow, 'latitude' | 'longitude' | 'accuracyMetres'>,
): Promise<void> {
  const { visitId, version, condition, seen, latitude, longitude, accuracyMetres } = before;
  await tx.sql.insert(visitVersion).values({
    districtId: tx.districtId,
    visitId,
    version,
    condition,
    seen,
    location: latitude === null || longitude === null ? null : { latitude, longitude, accuracyMetres },
    replacedAt: tx.now,
  });
  await tx.sql
    .update(visit)
    .set({ ...after, version: version + 1, correctedAt: tx.now })
    .where(one(tx, visitId));
}

export async function withdrawVisit(tx: Tx, { visitId, version }: VisitRow, reason: string): Promise<void> {
  await tx.sql
    .update(visit)
    .set({ version: version + 1, withdrawnAt: tx.now, withdrawReason: reason })
    .where(one(tx, visitId));
}

export async function insertAddendum(tx: Tx, visitId: string, text: string): Promise<void> {
  await tx.sql
    .insert(visitAddendum)
    .values({ districtId: tx.districtId, addendumId: newId(), visitId, at: tx.now, text });
}

async function inSlices<Row>(rows: readonly Row[], write: (slice: Row[]) => PromiseLike<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT)
    await write(rows.slice(start, start + ROWS_PER_INSERT));
}
