import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { PlainDate } from '#domain/calendar/plain-date.js';
import type {
  AgendaItemState,
  AgendaSection,
  AttendanceStanding,
  Change,
  MinutesContent,
  OpenedMeetingState,
  Outcome,
  OutcomeKind,
  SubjectKind,
} from '#domain/meeting/index.js';
import type { MeetingRule } from '#domain/meeting/index.js';
import { districtId, instant, plainDate } from './columns.js';
import { district } from './district.js';
import { person, unit } from './directory.js';
import { problem } from './problem.js';
import { project } from './project.js';

export const meetingSeries = pgTable(
  'meeting_series',
  {
    districtId: districtId().references(() => district.districtId),
    seriesId: uuid('series_id').notNull(),
    line: text('line').$type<'construction' | 'investment' | 'urban' | 'livelihood'>().notNull(),
    name: text('name').notNull(),
    nameEn: text('name_en').notNull(),
    /** 1 Monday … 7 Sunday. */
    weekday: integer('weekday').notNull(),
    startsAt: text('starts_at').notNull(),
    place: text('place').notNull(),
    placeEn: text('place_en').notNull().default(''),
    chairId: uuid('chair_id').notNull(),
    beganOn: plainDate('began_on').notNull(),
    cutOffWorkdaysBefore: integer('cut_off_workdays_before').notNull().default(2),
    cutOffAt: text('cut_off_at').notNull().default('18:00'),
    approvalWorkdaysBefore: integer('approval_workdays_before').notNull().default(1),
    approvalAt: text('approval_at').notNull().default('18:00'),
    /** 停开: nominal days on which somebody called the meeting off; its number goes to the next one. */
    calledOff: jsonb('called_off').$type<PlainDate[]>().notNull().default([]),
    /** With every change of its times, past and to come, once there was one; until then the columns say it all. */
    rule: jsonb('rule').$type<MeetingRule>(),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.seriesId] }),
    uniqueIndex('meeting_series_line').on(t.districtId, t.line),
    foreignKey({ columns: [t.districtId, t.chairId], foreignColumns: [person.districtId, person.personId] }),
  ],
);

/** An occurrence that has been opened: from then on it has a row, an agenda and a state. */
export const meeting = pgTable(
  'meeting',
  {
    districtId: districtId(),
    meetingId: uuid('meeting_id').notNull(),
    seriesId: uuid('series_id').notNull(),
    year: integer('year').notNull(),
    number: integer('number').notNull(),
    heldOn: plainDate('held_on').notNull(),
    startsAt: instant('starts_at').notNull(),
    cutOffAt: instant('cut_off_at').notNull(),
    approvalDueAt: instant('approval_due_at').notNull(),
    movedFrom: plainDate('moved_from'),
    nominalDays: jsonb('nominal_days').$type<PlainDate[]>().notNull(),
    state: text('state').$type<OpenedMeetingState>().notNull(),
    version: integer('version').notNull().default(1),
    /** The chair agreed to the agenda as it stands; a later change of its order or items takes it back. */
    approvedAt: instant('approved_at'),
    approvedBy: uuid('approved_by'),
    startedAt: instant('started_at'),
    startedBy: uuid('started_by'),
    endedAt: instant('ended_at'),
    /** null on an ended meeting: the day was over and nobody had closed it. */
    endedBy: uuid('ended_by'),
    /** The item that is being dealt with, and since when; the screens' timer runs from there. */
    currentItemId: uuid('current_item_id'),
    currentSince: instant('current_since'),
    /** Guards the list of attendance by itself, so that taking it does not get in the way of recording outcomes. */
    attendanceVersion: integer('attendance_version').notNull().default(1),
    /** Why it was called off; null on one that a moved calendar made part of another. */
    cancelReason: text('cancel_reason'),
    /** The meeting that has its agenda now. */
    handedToId: uuid('handed_to_id'),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.meetingId] }),
    // A cancelled meeting keeps its day, and another may be held on it.
    uniqueIndex('meeting_day')
      .on(t.districtId, t.seriesId, t.heldOn)
      .where(sql`state <> 'cancelled'`),
    index('meeting_starts').on(t.districtId, t.startsAt),
    foreignKey({
      columns: [t.districtId, t.seriesId],
      foreignColumns: [meetingSeries.districtId, meetingSeries.seriesId],
    }),
  ],
);

/**
 * A matter on an agenda: a problem, a decision that is due, a project, or whatever else. What has no row of its own to be
 * read from (its title, what is asked) is written here.
 */
export const agendaItem = pgTable(
  'agenda_item',
  {
    districtId: districtId(),
    itemId: uuid('item_id').notNull(),
    meetingId: uuid('meeting_id').notNull(),
    section: text('section').$type<AgendaSection>().notNull(),
    subjectKind: text('subject_kind').$type<SubjectKind>().notNull().default('problem'),
    /** What it is about, where that has an id; a problem and a decision have columns of their own as well. */
    subjectId: uuid('subject_id'),
    problemId: uuid('problem_id'),
    decisionId: uuid('decision_id'),
    projectId: uuid('project_id'),
    /** What makes the same matter come again, e.g. `2026-03`: once per section, subject and period. */
    period: text('period'),
    title: text('title').notNull().default(''),
    titleEn: text('title_en').notNull().default(''),
    /** 提请事项: what the meeting is asked for. */
    ask: text('ask').notNull().default(''),
    /** 部门答复: what the department says to it. */
    answer: text('answer').notNull().default(''),
    /** Planned; null = as its section plans. */
    minutes: integer('minutes'),
    presenterUnitId: uuid('presenter_unit_id'),
    presenter: text('presenter').notNull().default(''),
    /** 第几次上会: this is the item's n-th time on an agenda. */
    times: integer('times').notNull(),
    position: integer('position').notNull(),
    state: text('state').$type<AgendaItemState>().notNull().default('listed'),
    /** Why it was removed, postponed, asked for late, or not taken. */
    reason: text('reason'),
    admittedAt: instant('admitted_at').notNull(),
    /** Who put it there; null = by rule. */
    addedBy: uuid('added_by'),
    /** The same matter on the meeting before. */
    carriedFromId: uuid('carried_from_id'),
    /** Grows with every change; whoever records an outcome says which one they saw. */
    version: integer('version').notNull().default(1),
    outcomeKind: text('outcome_kind').$type<OutcomeKind>(),
    outcome: jsonb('outcome').$type<Outcome>(),
    outcomeAt: instant('outcome_at'),
    outcomeBy: uuid('outcome_by'),
    /** How long it was dealt with, over all its turns. */
    spentSeconds: integer('spent_seconds').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.itemId] }),
    uniqueIndex('agenda_item_once').on(t.districtId, t.meetingId, t.problemId),
    uniqueIndex('agenda_item_offer')
      .on(t.districtId, t.section, t.subjectKind, t.subjectId, t.period)
      .where(sql`period is not null and carried_from_id is null`),
    index('agenda_item_problem').on(t.districtId, t.problemId),
    index('agenda_item_subject').on(t.districtId, t.subjectId),
    index('agenda_item_decision').on(t.districtId, t.decisionId),
    foreignKey({ columns: [t.districtId, t.meetingId], foreignColumns: [meeting.districtId, meeting.meetingId] }),
    foreignKey({ columns: [t.districtId, t.problemId], foreignColumns: [problem.districtId, problem.problemId] }),
    foreignKey({ columns: [t.districtId, t.projectId], foreignColumns: [project.districtId, project.projectId] }),
    foreignKey({ columns: [t.districtId, t.presenterUnitId], foreignColumns: [unit.districtId, unit.unitId] }),
    foreignKey({ columns: [t.districtId, t.addedBy], foreignColumns: [person.districtId, person.personId] }),
  ],
);

/** 出席、请假、列席: who is there, for a unit or as themselves. */
export const meetingAttendance = pgTable(
  'meeting_attendance',
  {
    districtId: districtId(),
    meetingId: uuid('meeting_id').notNull(),
    attendanceId: uuid('attendance_id').notNull(),
    unitId: uuid('unit_id'),
    personId: uuid('person_id'),
    /** As the minutes write it; for somebody the directory does not know, all there is. */
    name: text('name').notNull(),
    standing: text('standing').$type<AttendanceStanding>().notNull(),
    reason: text('reason'),
    position: integer('position').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.attendanceId] }),
    index('meeting_attendance_meeting').on(t.districtId, t.meetingId),
    foreignKey({ columns: [t.districtId, t.meetingId], foreignColumns: [meeting.districtId, meeting.meetingId] }),
    foreignKey({ columns: [t.districtId, t.unitId], foreignColumns: [unit.districtId, unit.unitId] }),
    foreignKey({ columns: [t.districtId, t.personId], foreignColumns: [person.districtId, person.personId] }),
  ],
);

/** 纪要. A published edition never changes; a correction is the next one and says what changed. */
export const meetingMinutes = pgTable(
  'meeting_minutes',
  {
    districtId: districtId(),
    meetingId: uuid('meeting_id').notNull(),
    /** From 1. */
    edition: integer('edition').notNull(),
    state: text('state').$type<'draft' | 'published'>().notNull(),
    /** Guards a draft that is saved while it is written. */
    version: integer('version').notNull().default(1),
    content: jsonb('content').$type<MinutesContent>().notNull(),
    /** Against the edition before, fixed when it is published. */
    changes: jsonb('changes').$type<Change[]>().notNull().default([]),
    /** Why the edition before is corrected. */
    reason: text('reason'),
    updatedAt: instant('updated_at').notNull(),
    updatedBy: uuid('updated_by'),
    publishedAt: instant('published_at'),
    publishedBy: uuid('published_by'),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.meetingId, t.edition] }),
    uniqueIndex('meeting_minutes_draft')
      .on(t.districtId, t.meetingId)
      .where(sql`state = 'draft'`),
    foreignKey({ columns: [t.districtId, t.meetingId], foreignColumns: [meeting.districtId, meeting.meetingId] }),
  ],
);
