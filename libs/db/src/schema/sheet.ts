import {
  boolean,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { districtId, instant } from './columns.js';
import { person } from './directory.js';

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** A cell, or a file, that cannot be taken, as `sheet-fault.ts` of the sheet feature describes it. */
export interface StoredFault {
  readonly sheet: string | null;
  readonly row: number | null;
  readonly column: string | null;
  readonly header: string | null;
  readonly code: string;
  readonly args: Readonly<Record<string, string | number>>;
  readonly value: string | null;
}

/** A spreadsheet on its way in: checked whole, then landed whole or not at all. */
export const sheetImport = pgTable(
  'sheet_import',
  {
    districtId: districtId(),
    importId: uuid('import_id').notNull(),
    kind: text('kind').$type<'ledger' | 'plans' | 'contracts' | 'reports'>().notNull(),
    fileName: text('file_name').notNull(),
    /** Hex SHA-256 of the file, for the trail. */
    sha256: text('sha256').notNull(),
    /** Kept only until it is landed or refused. */
    content: bytes('content'),
    /** `checkOnly` waits for a second word before it lands. */
    checkOnly: boolean('check_only').notNull(),
    state: text('state')
      .$type<'waiting' | 'checking' | 'checked' | 'landing' | 'landed' | 'refused' | 'failed'>()
      .notNull(),
    /** Rows of the phase that runs. */
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    /** All that were found; the list keeps the first thousand. */
    faultCount: integer('fault_count').notNull().default(0),
    faults: jsonb('faults').$type<StoredFault[]>().notNull(),
    summary: jsonb('summary').$type<{ entered: number; changed: number; unchanged: number }>(),
    createdBy: uuid('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    finishedAt: instant('finished_at'),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.importId] }),
    index('sheet_import_by').on(t.districtId, t.createdBy, t.importId),
    foreignKey({ columns: [t.districtId, t.createdBy], foreignColumns: [person.districtId, person.personId] }),
  ],
);
