import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { FiredTimer, Passage, ProblemStatus, RungNumber } from '#domain/ladder/index.js';
import type { RatingScore } from '#domain/rating/index.js';
import { districtId, instant, plainDate } from './columns.js';
import { person, unit } from './directory.js';
import { ladderPolicy } from './policy.js';
import { project } from './project.js';

export const problem = pgTable(
  'problem',
  {
    districtId: districtId(),
    problemId: uuid('problem_id').notNull(),
    number: text('number').notNull(),
    version: integer('version').notNull().default(1),
    projectId: uuid('project_id').notNull(),
    title: text('title').notNull(),
    description: text('description').notNull(),
    category: text('category')
      .$type<'land' | 'environment' | 'construction' | 'funding' | 'approval' | 'relocation' | 'utilities' | 'other'>()
      .notNull(),
    severity: text('severity').$type<'normal' | 'urgent'>().notNull(),
    status: text('status').$type<ProblemStatus>().notNull(),
    rung: integer('rung').$type<RungNumber>().notNull(),
    ladderId: uuid('ladder_id').notNull(),
    ladderVersion: integer('ladder_version').notNull(),
    filedBy: uuid('filed_by').notNull(),
    filingUnitId: uuid('filing_unit_id').notNull(),
    /** The office that checks on site whether it is solved. */
    filingOfficeId: uuid('filing_office_id').notNull(),
    filedAt: instant('filed_at').notNull(),
    leadDepartmentId: uuid('lead_department_id'),
    assistingDepartmentIds: uuid('assisting_department_ids')
      .array()
      .notNull()
      .default(sql`'{}'`),
    rungStartedAt: instant('rung_started_at').notNull(),
    responseDueAt: instant('response_due_at'),
    respondedAt: instant('responded_at'),
    resolutionDueAt: instant('resolution_due_at'),
    whistleSignDueAt: instant('whistle_sign_due_at'),
    whistleSignedAt: instant('whistle_signed_at'),
    whistleContactDueAt: instant('whistle_contact_due_at'),
    whistleContactedAt: instant('whistle_contacted_at'),
    claimedAt: instant('claimed_at'),
    claimedBy: uuid('claimed_by'),
    claimedByUnitId: uuid('claimed_by_unit_id'),
    verificationDueAt: instant('verification_due_at'),
    reopened: integer('reopened').notNull().default(0),
    timesOnAgenda: integer('times_on_agenda').notNull().default(0),
    /** The way up (and down), oldest first; read and written whole with the problem. */
    passages: jsonb('passages').$type<Passage[]>().notNull(),
    /** Alarms acted on, so that a repeated one is told from a new one; read and written whole with the problem. */
    firedTimers: jsonb('fired_timers').$type<FiredTimer[]>().notNull().default([]),
    /** The decision of a meeting that answers it; no foreign key, since a decision refers to its problem. */
    decisionId: uuid('decision_id'),
    /** While the decision drives the resolution clock. */
    decisionDueAt: instant('decision_due_at'),
    /** Who works the decision off: the lead unit first, then the handling units. */
    decisionUnitIds: uuid('decision_unit_ids')
      .array()
      .notNull()
      .default(sql`'{}'`),
    struckOffAt: instant('struck_off_at'),
    closedAt: instant('closed_at'),
    mergedIntoId: uuid('merged_into_id'),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.problemId] }),
    uniqueIndex('problem_number').on(t.districtId, t.number),
    index('problem_project').on(t.districtId, t.projectId),
    index('problem_filed').on(t.districtId, t.filedAt, t.problemId),
    index('problem_lead_department').on(t.districtId, t.leadDepartmentId),
    index('problem_filing_office').on(t.districtId, t.filingOfficeId),
    index('problem_open_due')
      .on(t.districtId, t.resolutionDueAt)
      .where(sql`closed_at is null`),
    index('problem_open_rung')
      .on(t.districtId, t.rung)
      .where(sql`closed_at is null`),
    foreignKey({ columns: [t.districtId, t.projectId], foreignColumns: [project.districtId, project.projectId] }),
    foreignKey({ columns: [t.districtId, t.filedBy], foreignColumns: [person.districtId, person.personId] }),
    foreignKey({ columns: [t.districtId, t.filingOfficeId], foreignColumns: [unit.districtId, unit.unitId] }),
    foreignKey({ columns: [t.districtId, t.leadDepartmentId], foreignColumns: [unit.districtId, unit.unitId] }),
    foreignKey({ columns: [t.districtId, t.mergedIntoId], foreignColumns: [t.districtId, t.problemId] }),
    foreignKey({
      columns: [t.districtId, t.ladderId, t.ladderVersion],
      foreignColumns: [ladderPolicy.districtId, ladderPolicy.ladderId, ladderPolicy.version],
    }),
  ],
);

/** 时间线: everything that happened to a problem, in order. Append-only. */
export const problemEntry = pgTable(
  'problem_entry',
  {
    districtId: districtId(),
    entryId: uuid('entry_id').notNull(),
    problemId: uuid('problem_id').notNull(),
    type: text('type').notNull(),
    at: instant('at').notNull(),
    /** null = the clock. */
    byPersonId: uuid('by_person_id'),
    rung: integer('rung').$type<RungNumber>().notNull(),
    args: jsonb('args').$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.entryId] }),
    /** What came to stand where in a month, for the rates of departments. */
    index('problem_entry_moves')
      .on(t.districtId, t.at, t.problemId)
      .where(sql`type in ('filed', 'climbed', 'signedUp', 'sentDown')`),
    index('problem_entry_problem').on(t.districtId, t.problemId, t.at, t.entryId),
    foreignKey({ columns: [t.districtId, t.problemId], foreignColumns: [problem.districtId, problem.problemId] }),
  ],
);

export const problemPause = pgTable(
  'problem_pause',
  {
    districtId: districtId(),
    pauseId: uuid('pause_id').notNull(),
    problemId: uuid('problem_id').notNull(),
    kind: text('kind').$type<'granted' | 'verification'>().notNull(),
    rung: integer('rung').$type<RungNumber>().notNull(),
    /** Whole days, [fromOn, untilOn). */
    fromOn: plainDate('from_on').notNull(),
    untilOn: plainDate('until_on').notNull(),
    reason: text('reason').notNull(),
    requestedBy: uuid('requested_by').notNull(),
    requestedAt: instant('requested_at').notNull(),
    state: text('state').$type<'requested' | 'approved' | 'refused' | 'ended'>().notNull(),
    decidedBy: uuid('decided_by'),
    decidedAt: instant('decided_at'),
    decisionReason: text('decision_reason'),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.pauseId] }),
    index('problem_pause_problem').on(t.districtId, t.problemId),
    foreignKey({ columns: [t.districtId, t.problemId], foreignColumns: [problem.districtId, problem.problemId] }),
  ],
);

export const problemExtension = pgTable(
  'problem_extension',
  {
    districtId: districtId(),
    extensionId: uuid('extension_id').notNull(),
    problemId: uuid('problem_id').notNull(),
    rung: integer('rung').$type<RungNumber>().notNull(),
    workdays: integer('workdays').notNull(),
    reason: text('reason').notNull(),
    requestedBy: uuid('requested_by').notNull(),
    requestedAt: instant('requested_at').notNull(),
    state: text('state').$type<'requested' | 'granted' | 'refused'>().notNull(),
    decidedBy: uuid('decided_by'),
    decidedAt: instant('decided_at'),
    decisionReason: text('decision_reason'),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.extensionId] }),
    index('problem_extension_problem').on(t.districtId, t.problemId),
    foreignKey({ columns: [t.districtId, t.problemId], foreignColumns: [problem.districtId, problem.problemId] }),
  ],
);

/** What the filer's unit thought of the department's work on a problem that was struck off. After a relapse it is rated anew. */
export const problemRating = pgTable(
  'problem_rating',
  {
    districtId: districtId(),
    problemId: uuid('problem_id').notNull(),
    /** `reopened` of the problem when it was struck off. */
    turn: integer('turn').notNull(),
    departmentId: uuid('department_id').notNull(),
    score: text('score').$type<RatingScore>().notNull(),
    text: text('text').notNull(),
    ratedBy: uuid('rated_by').notNull(),
    /** Its month is the one it counts in. */
    ratedAt: instant('rated_at').notNull(),
    changedAt: instant('changed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.problemId, t.turn] }),
    index('problem_rating_month').on(t.districtId, t.ratedAt),
    foreignKey({ columns: [t.districtId, t.problemId], foreignColumns: [problem.districtId, problem.problemId] }),
    foreignKey({ columns: [t.districtId, t.departmentId], foreignColumns: [unit.districtId, unit.unitId] }),
    foreignKey({ columns: [t.districtId, t.ratedBy], foreignColumns: [person.districtId, person.personId] }),
  ],
);
