import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { DecisionLadder, DecisionStatus, FiredAlarm, LostDays } from '#domain/decision/index.js';
import { districtId, instant, plainDate } from './columns.js';
import { person, unit } from './directory.js';
import { agendaItem, meeting, meetingSeries } from './meeting.js';
import { problem } from './problem.js';
import { project } from './project.js';

/** 议定事项: who does what by when, as a meeting decided. */
export const decision = pgTable(
  'decision',
  {
    districtId: districtId(),
    decisionId: uuid('decision_id').notNull(),
    number: text('number').notNull(),
    version: integer('version').notNull().default(1),
    meetingId: uuid('meeting_id').notNull(),
    seriesId: uuid('series_id').notNull(),
    agendaItemId: uuid('agenda_item_id'),
    problemId: uuid('problem_id'),
    projectId: uuid('project_id'),
    text: text('text').notNull(),
    leadUnitId: uuid('lead_unit_id').notNull(),
    handlingUnitIds: uuid('handling_unit_ids')
      .array()
      .notNull()
      .default(sql`'{}'`),
    assistingUnitIds: uuid('assisting_unit_ids')
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** The ladder it was taken under, whole: read with every alarm, changed never. */
    ladder: jsonb('ladder').$type<DecisionLadder>().notNull(),
    status: text('status').$type<DecisionStatus>().notNull(),
    decidedAt: instant('decided_at').notNull(),
    recordedBy: uuid('recorded_by').notNull(),
    /** The day the meeting named; `dueAt` is what it comes to with extensions, failed checks and holidays. */
    decidedDueOn: plainDate('decided_due_on').notNull(),
    dueAt: instant('due_at').notNull(),
    acceptedAt: instant('accepted_at'),
    acceptedBy: uuid('accepted_by'),
    progressedAt: instant('progressed_at'),
    claimedAt: instant('claimed_at'),
    claimedBy: uuid('claimed_by'),
    claimedByUnitId: uuid('claimed_by_unit_id'),
    verificationDueAt: instant('verification_due_at'),
    reopened: integer('reopened').notNull().default(0),
    /** The one time it was not done by its date. */
    overdueAt: instant('overdue_at'),
    principalAt: instant('principal_at'),
    passedMeetingIds: uuid('passed_meeting_ids')
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Days between claims and their failed checks, and the alarms acted on; read and written whole with the decision. */
    lostDays: jsonb('lost_days').$type<LostDays[]>().notNull().default([]),
    firedAlarms: jsonb('fired_alarms').$type<FiredAlarm[]>().notNull().default([]),
    struckOffAt: instant('struck_off_at'),
    closedAt: instant('closed_at'),
    supersededById: uuid('superseded_by_id'),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.decisionId] }),
    uniqueIndex('decision_number').on(t.districtId, t.number),
    index('decision_newest').on(t.districtId, t.decidedAt, t.decisionId),
    index('decision_by_due').on(t.districtId, t.dueAt, t.decisionId),
    index('decision_meeting').on(t.districtId, t.meetingId),
    index('decision_problem').on(t.districtId, t.problemId),
    index('decision_project').on(t.districtId, t.projectId),
    index('decision_lead').on(t.districtId, t.leadUnitId),
    index('decision_standing_series')
      .on(t.districtId, t.seriesId, t.dueAt)
      .where(sql`closed_at is null`),
    foreignKey({ columns: [t.districtId, t.meetingId], foreignColumns: [meeting.districtId, meeting.meetingId] }),
    foreignKey({
      columns: [t.districtId, t.seriesId],
      foreignColumns: [meetingSeries.districtId, meetingSeries.seriesId],
    }),
    foreignKey({ columns: [t.districtId, t.agendaItemId], foreignColumns: [agendaItem.districtId, agendaItem.itemId] }),
    foreignKey({ columns: [t.districtId, t.problemId], foreignColumns: [problem.districtId, problem.problemId] }),
    foreignKey({ columns: [t.districtId, t.projectId], foreignColumns: [project.districtId, project.projectId] }),
    foreignKey({ columns: [t.districtId, t.leadUnitId], foreignColumns: [unit.districtId, unit.unitId] }),
    foreignKey({ columns: [t.districtId, t.recordedBy], foreignColumns: [person.districtId, person.personId] }),
    foreignKey({ columns: [t.districtId, t.supersededById], foreignColumns: [t.districtId, t.decisionId] }),
  ],
);

/** Everything that happened to a decision, in order. Append-only. */
export const decisionEntry = pgTable(
  'decision_entry',
  {
    districtId: districtId(),
    entryId: uuid('entry_id').notNull(),
    decisionId: uuid('decision_id').notNull(),
    type: text('type').notNull(),
    at: instant('at').notNull(),
    /** null = the clock. */
    byPersonId: uuid('by_person_id'),
    args: jsonb('args').$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.entryId] }),
    index('decision_entry_decision').on(t.districtId, t.decisionId, t.at, t.entryId),
    foreignKey({ columns: [t.districtId, t.decisionId], foreignColumns: [decision.districtId, decision.decisionId] }),
  ],
);

export const decisionExtension = pgTable(
  'decision_extension',
  {
    districtId: districtId(),
    extensionId: uuid('extension_id').notNull(),
    decisionId: uuid('decision_id').notNull(),
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
    index('decision_extension_decision').on(t.districtId, t.decisionId),
    foreignKey({ columns: [t.districtId, t.decisionId], foreignColumns: [decision.districtId, decision.decisionId] }),
  ],
);
