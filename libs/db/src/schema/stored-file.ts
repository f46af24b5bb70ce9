import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { districtId, instant } from './columns.js';

/**
 * The register of what lies in the file store. A row is committed before its bytes are written and deleted after they are
 * gone, so there is never an object that no row knows of.
 */
export const storedFile = pgTable(
  'stored_file',
  {
    districtId: districtId(),
    fileId: uuid('file_id').notNull(),
    /** Where it lies in the store; made here, never from a name that somebody sent. */
    key: text('key').notNull(),
    contentType: text('content_type').notNull(),
    bytes: integer('bytes').notNull(),
    /** Of the stored bytes, hex. */
    sha256: text('sha256').notNull(),
    /** `reserved` until the row that needs it is committed; `released` when nothing needs it any more. */
    state: text('state').$type<'reserved' | 'kept' | 'released'>().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.districtId, t.fileId] })],
);
