import { and, desc, eq, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import { announceChange } from '#db/change-feed.js';
import type { Tx } from '#db/database.js';
import { sheetImport } from '#db/schema/index.js';
import type { Instant } from '#domain/calendar/index.js';

type Row = typeof sheetImport.$inferSelect;
/** Everything of it but the file. */
export type SheetImportRow = Omit<Row, 'content' | 'districtId'>;

const columns = {
  importId: sheetImport.importId,
  kind: sheetImport.kind,
  fileName: sheetImport.fileName,
  sha256: sheetImport.sha256,
  checkOnly: sheetImport.checkOnly,
  state: sheetImport.state,
  done: sheetImport.done,
  total: sheetImport.total,
  faultCount: sheetImport.faultCount,
  faults: sheetImport.faults,
  summary: sheetImport.summary,
  createdBy: sheetImport.createdBy,
  createdAt: sheetImport.createdAt,
  finishedAt: sheetImport.finishedAt,
  version: sheetImport.version,
};

const one = (tx: Tx, importId: string) =>
  and(eq(sheetImport.districtId, tx.districtId), eq(sheetImport.importId, importId));

export async function insertImport(
  tx: Tx,
  row: Pick<Row, 'importId' | 'kind' | 'fileName' | 'sha256' | 'content' | 'checkOnly' | 'createdBy'>,
): Promise<void> {
  await tx.sql
    .insert(sheetImport)
    .values({ ...row, districtId: tx.districtId, state: 'waiting', faults: [], createdAt: tx.now });
}

export async function selectImport(tx: Tx, importId: string): Promise<SheetImportRow | undefined> {
  const [row] = await tx.sql.select(columns).from(sheetImport).where(one(tx, importId));
  return row;
}

/** A person's own, the latest first; one more than `limit`. */
export async function selectImports(
  tx: Tx,
  personId: string,
  before: string | undefined,
  limit: number,
): Promise<SheetImportRow[]> {
  return tx.sql
    .select(columns)
    .from(sheetImport)
    .where(
      and(
        eq(sheetImport.districtId, tx.districtId),
        eq(sheetImport.createdBy, personId),
        before === undefined ? undefined : lt(sheetImport.importId, before),
      ),
    )
    .orderBy(desc(sheetImport.importId))
    .limit(limit + 1);
}

/** The import with its file, locked until the transaction ends. */
export async function lockImport(tx: Tx, importId: string): Promise<Row | undefined> {
  const [row] = await tx.sql.select().from(sheetImport).where(one(tx, importId)).for('update');
  return row;
}

export async function fileOfImport(tx: Tx, importId: string): Promise<Buffer | null> {
  const [row] = await tx.sql.select({ content: sheetImport.content }).from(sheetImport).where(one(tx, importId));
  return row?.content ?? null;
}

/** A new state, said to whoever follows it. */
export async function setImport(
  tx: Tx,
  importId: string,
  change: Partial<
    Pick<Row, 'state' | 'done' | 'total' | 'faults' | 'faultCount' | 'summary' | 'finishedAt' | 'content' | 'checkOnly'>
  >,
): Promise<void> {
  const [changed] = await tx.sql
    .update(sheetImport)
    .set({ ...change, version: sql`${sheetImport.version} + 1` })
    .where(one(tx, importId))
    .returning({ version: sheetImport.version });
  if (changed) await announceChange(tx, { subject: 'sheet', id: importId, version: changed.version });
}

/** Files of imports that nobody confirmed are not kept for ever. */
export async function forgetFiles(tx: Tx, before: Instant): Promise<void> {
  await tx.sql
    .update(sheetImport)
    .set({ content: null, state: 'failed', finishedAt: tx.now })
    .where(
      and(
        eq(sheetImport.districtId, tx.districtId),
        isNotNull(sheetImport.content),
        inArray(sheetImport.state, ['waiting', 'checking', 'checked', 'landing']),
        lt(sheetImport.createdAt, before),
      ),
    );
}
