import { sql } from 'drizzle-orm';
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { FoundWay, SiteCondition } from '#domain/visit/index.js';
import { districtId, instant, plainDate } from './columns.js';
import { person } from './directory.js';
import { problem } from './problem.js';
import { contract, project } from './project.js';
import { storedFile } from './stored-file.js';

/** 走访: a leader or the principal was on a site. The author may correct it for a while; every version is kept. */
export const visit = pgTable(
  'visit',
  {
    districtId: districtId(),
    /** Made by the phone when it logs offline, so that photos can name their visit before it has arrived. */
    visitId: uuid('visit_id').notNull(),
    projectId: uuid('project_id').notNull(),
    visitorId: uuid('visitor_id').notNull(),
    visitedAs: text('visited_as').$type<'leader' | 'principal'>().notNull(),
    /** The visitor's contract that covered the day; null for the principal, and for a day before the contract began. */
    contractId: uuid('contract_id'),
    visitedAt: instant('visited_at').notNull(),
    /** The day of `visitedAt` in Asia/Shanghai, by which visits are counted. */
    visitedOn: plainDate('visited_on').notNull(),
    /** When the visitor wrote it down, by the device's clock. */
    loggedAt: instant('logged_at').notNull(),
    receivedAt: instant('received_at').notNull(),
    /** It waited in a device's queue. */
    arrivedLate: boolean('arrived_late').notNull(),
    /** The project had gone to another leader before it arrived. */
    afterHandOver: boolean('after_hand_over').notNull(),
    condition: text('condition').$type<SiteCondition>().notNull(),
    seen: text('seen').notNull(),
    /** Only when given on purpose; never scored. WGS 84, metres. */
    latitude: doublePrecision('latitude'),
    longitude: doublePrecision('longitude'),
    accuracyMetres: doublePrecision('accuracy_metres'),
    /** How many photos the device said are to follow. */
    photosExpected: integer('photos_expected').notNull().default(0),
    version: integer('version').notNull().default(1),
    correctedAt: instant('corrected_at'),
    withdrawnAt: instant('withdrawn_at'),
    withdrawReason: text('withdraw_reason'),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.visitId] }),
    index('visit_visited').on(t.districtId, t.visitedAt, t.visitId),
    index('visit_project').on(t.districtId, t.projectId, t.visitedAt),
    index('visit_visitor').on(t.districtId, t.visitorId, t.visitedAt),
    index('visit_counted')
      .on(t.districtId, t.visitedOn)
      .where(sql`withdrawn_at is null`),
    foreignKey({ columns: [t.districtId, t.projectId], foreignColumns: [project.districtId, project.projectId] }),
    foreignKey({ columns: [t.districtId, t.visitorId], foreignColumns: [person.districtId, person.personId] }),
    foreignKey({ columns: [t.districtId, t.contractId], foreignColumns: [contract.districtId, contract.contractId] }),
  ],
);

/** What a visit said before it was corrected. Append-only. */
export const visitVersion = pgTable(
  'visit_version',
  {
    districtId: districtId(),
    visitId: uuid('visit_id').notNull(),
    version: integer('version').notNull(),
    condition: text('condition').$type<SiteCondition>().notNull(),
    seen: text('seen').notNull(),
    location: jsonb('location').$type<{ latitude: number; longitude: number; accuracyMetres: number | null }>(),
    /** When the next version took its place. */
    replacedAt: instant('replaced_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.visitId, t.version] }),
    foreignKey({ columns: [t.districtId, t.visitId], foreignColumns: [visit.districtId, visit.visitId] }),
  ],
);

/** 补记: what its author adds to a visit afterwards. Append-only. */
export const visitAddendum = pgTable(
  'visit_addendum',
  {
    districtId: districtId(),
    addendumId: uuid('addendum_id').notNull(),
    visitId: uuid('visit_id').notNull(),
    at: instant('at').notNull(),
    text: text('text').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.addendumId] }),
    index('visit_addendum_visit').on(t.districtId, t.visitId, t.addendumId),
    foreignKey({ columns: [t.districtId, t.visitId], foreignColumns: [visit.districtId, visit.visitId] }),
  ],
);

/** Problems filed in the same act as the visit, and how each was to proceed. */
export const visitProblem = pgTable(
  'visit_problem',
  {
    districtId: districtId(),
    visitId: uuid('visit_id').notNull(),
    problemId: uuid('problem_id').notNull(),
    way: text('way').$type<FoundWay>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.visitId, t.problemId] }),
    index('visit_problem_problem').on(t.districtId, t.problemId),
    foreignKey({ columns: [t.districtId, t.visitId], foreignColumns: [visit.districtId, visit.visitId] }),
    foreignKey({ columns: [t.districtId, t.problemId], foreignColumns: [problem.districtId, problem.problemId] }),
  ],
);

/** A photo of a visit, re-encoded here: the bytes are in the file store, nothing of the device's file name is kept. */
export const visitPhoto = pgTable(
  'visit_photo',
  {
    districtId: districtId(),
    /** Made by the device, so that a repeated upload is the same photo. */
    photoId: uuid('photo_id').notNull(),
    visitId: uuid('visit_id').notNull(),
    fileId: uuid('file_id').notNull(),
    thumbnailFileId: uuid('thumbnail_file_id').notNull(),
    /** SHA-256 of what the device sent, hex: the same upload again is known by it. */
    sentSha256: text('sent_sha256').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    takenAt: instant('taken_at'),
    /** Only when given on purpose. */
    latitude: doublePrecision('latitude'),
    longitude: doublePrecision('longitude'),
    uploadedAt: instant('uploaded_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.photoId] }),
    index('visit_photo_visit').on(t.districtId, t.visitId, t.photoId),
    foreignKey({ columns: [t.districtId, t.visitId], foreignColumns: [visit.districtId, visit.visitId] }),
    foreignKey({ columns: [t.districtId, t.fileId], foreignColumns: [storedFile.districtId, storedFile.fileId] }),
    foreignKey({
      columns: [t.districtId, t.thumbnailFileId],
      foreignColumns: [storedFile.districtId, storedFile.fileId],
    }),
  ],
);
