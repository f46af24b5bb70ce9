import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { districtId, instant } from './columns.js';
import { district } from './district.js';

/** Who did what, when, from where, with which result. Append-only; each entry's hash covers the one before it. */
export const auditEntry = pgTable(
  'audit_entry',
  {
    districtId: districtId().references(() => district.districtId),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    at: instant('at').notNull(),
    /** null = the system. */
    personId: uuid('person_id'),
    personName: text('person_name').notNull(),
    action: text('action').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: text('subject_id').notNull(),
    result: text('result').$type<'done' | 'refused' | 'denied'>().notNull(),
    code: text('code'),
    fromAddress: text('from_address').notNull(),
    requestId: text('request_id').notNull(),
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.seq] }),
    index('audit_entry_subject').on(t.districtId, t.subjectKind, t.subjectId, t.seq),
    index('audit_entry_at').on(t.districtId, t.at),
    index('audit_entry_person').on(t.districtId, t.personId, t.seq),
  ],
);

/** The end of a district's chain; locked while an entry is appended, so that the chain has no fork. */
export const auditHead = pgTable(
  'audit_head',
  {
    districtId: districtId().references(() => district.districtId),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.districtId] })],
);
