import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { PeriodKind } from '#domain/calendar/period.js';
import { districtId, instant, plainDate } from './columns.js';
import { district } from './district.js';
import { person, unit } from './directory.js';
import { project } from './project.js';

const yuan = (name: string) => bigint(name, { mode: 'number' }).notNull();

/** A period that was closed, once: this row is the claim. What is in it and in its results never changes. */
export const closedPeriod = pgTable(
  'closed_period',
  {
    districtId: districtId().references(() => district.districtId),
    kind: text('kind').$type<PeriodKind>().notNull(),
    periodStart: plainDate('period_start').notNull(),
    /** Exclusive. */
    periodEnd: plainDate('period_end').notNull(),
    /** The closing policy it was closed under. */
    policyVersion: integer('policy_version').notNull(),
    closedAt: instant('closed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.kind, t.periodStart] }),
    index('closed_period_end').on(t.districtId, t.kind, t.periodEnd),
  ],
);

/** How a project stood when a period was closed, under the plan it was closed under. Money in whole yuan. */
export const closedProject = pgTable(
  'closed_project',
  {
    districtId: districtId(),
    kind: text('kind').$type<PeriodKind>().notNull(),
    periodStart: plainDate('period_start').notNull(),
    projectId: uuid('project_id').notNull(),
    /** Whose it was then. */
    officeId: uuid('office_id').notNull(),
    leaderId: uuid('leader_id'),
    line: text('line').$type<'construction' | 'investment' | 'urban' | 'livelihood'>().notNull(),
    plan: yuan('plan'),
    actual: yuan('actual'),
    verdict: text('verdict').$type<'kept' | 'short'>().notNull(),
    /** The plan's version of that year; null when the project had none. */
    planVersion: integer('plan_version'),
    /** Every span of it had been reported. */
    reported: boolean('reported').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.kind, t.periodStart, t.projectId] }),
    index('closed_project_project').on(t.districtId, t.projectId, t.periodStart),
    index('closed_project_short')
      .on(t.districtId, t.kind, t.periodStart)
      .where(sql`verdict = 'short'`),
    foreignKey({
      columns: [t.districtId, t.kind, t.periodStart],
      foreignColumns: [closedPeriod.districtId, closedPeriod.kind, closedPeriod.periodStart],
    }),
    foreignKey({ columns: [t.districtId, t.projectId], foreignColumns: [project.districtId, project.projectId] }),
  ],
);

/** The same for the district and for each office, leader and line: sums of the projects' rows. */
export const closedScope = pgTable(
  'closed_scope',
  {
    districtId: districtId(),
    kind: text('kind').$type<PeriodKind>().notNull(),
    periodStart: plainDate('period_start').notNull(),
    scope: text('scope').$type<'district' | 'office' | 'leader' | 'line'>().notNull(),
    /** The unit's or person's id, the line's name; the district's id for itself. */
    scopeKey: text('scope_key').notNull(),
    projects: integer('projects').notNull(),
    shortProjects: integer('short_projects').notNull(),
    plan: yuan('plan'),
    actual: yuan('actual'),
    /** What its short projects lack, not made good by those ahead. */
    shortBy: yuan('short_by'),
    verdict: text('verdict').$type<'kept' | 'short'>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.kind, t.periodStart, t.scope, t.scopeKey] }),
    foreignKey({
      columns: [t.districtId, t.kind, t.periodStart],
      foreignColumns: [closedPeriod.districtId, closedPeriod.kind, closedPeriod.periodStart],
    }),
  ],
);

/** 蓝黄红牌. One matter (a project or an office that fell short) has at most one open card. */
export const card = pgTable(
  'card',
  {
    districtId: districtId(),
    cardId: uuid('card_id').notNull(),
    number: text('number').notNull(),
    matter: text('matter').$type<'project' | 'office'>().notNull(),
    matterId: uuid('matter_id').notNull(),
    projectId: uuid('project_id'),
    officeId: uuid('office_id').notNull(),
    /** The assigned leader when it was issued. */
    leaderId: uuid('leader_id'),
    colour: text('colour').$type<'blue' | 'yellow' | 'red'>().notNull(),
    /** `ranOut`: not made up in time, the next colour followed. */
    state: text('state').$type<'open' | 'ranOut' | 'struckOff'>().notNull().default('open'),
    kind: text('kind').$type<PeriodKind>().notNull(),
    periodStart: plainDate('period_start').notNull(),
    periodEnd: plainDate('period_end').notNull(),
    /** Of the period, when it was issued. */
    plan: yuan('plan'),
    actual: yuan('actual'),
    /** It is made up when what was done since this day reaches what was planned since. */
    countsFrom: plainDate('counts_from').notNull(),
    /** The first day on which it has run out; null for the last colour. */
    runsOutOn: plainDate('runs_out_on'),
    followsId: uuid('follows_id'),
    issuedAt: instant('issued_at').notNull(),
    endedAt: instant('ended_at'),
    /** Since `countsFrom`, when it was struck off. */
    endedPlan: bigint('ended_plan', { mode: 'number' }),
    endedActual: bigint('ended_actual', { mode: 'number' }),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.cardId] }),
    uniqueIndex('card_number').on(t.districtId, t.number),
    uniqueIndex('card_open')
      .on(t.districtId, t.matter, t.matterId)
      .where(sql`state = 'open'`),
    uniqueIndex('card_once').on(t.districtId, t.matter, t.matterId, t.colour, t.periodStart),
    index('card_issued').on(t.districtId, t.issuedAt, t.cardId),
    index('card_office').on(t.districtId, t.officeId),
    foreignKey({ columns: [t.districtId, t.projectId], foreignColumns: [project.districtId, project.projectId] }),
    foreignKey({ columns: [t.districtId, t.officeId], foreignColumns: [unit.districtId, unit.unitId] }),
  ],
);

/** 约谈 about a card. */
export const cardTalk = pgTable(
  'card_talk',
  {
    districtId: districtId(),
    talkId: uuid('talk_id').notNull(),
    cardId: uuid('card_id').notNull(),
    heldOn: plainDate('held_on').notNull(),
    /** Who was talked to, in words. */
    attendees: text('attendees').notNull(),
    summary: text('summary').notNull(),
    recordedBy: uuid('recorded_by').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.talkId] }),
    index('card_talk_card').on(t.districtId, t.cardId),
    foreignKey({ columns: [t.districtId, t.cardId], foreignColumns: [card.districtId, card.cardId] }),
    foreignKey({ columns: [t.districtId, t.recordedBy], foreignColumns: [person.districtId, person.personId] }),
  ],
);

/** A leader must look: the projects of theirs that a ten-day period left short, one duty per leader and period. */
export const leaderLook = pgTable(
  'leader_look',
  {
    districtId: districtId(),
    lookId: uuid('look_id').notNull(),
    leaderId: uuid('leader_id').notNull(),
    kind: text('kind').$type<PeriodKind>().notNull(),
    periodStart: plainDate('period_start').notNull(),
    projectIds: jsonb('project_ids').$type<string[]>().notNull(),
    /** What they lack together, whole yuan. */
    shortBy: yuan('short_by'),
    dueOn: plainDate('due_on').notNull(),
    lookedAt: instant('looked_at'),
    note: text('note'),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.lookId] }),
    uniqueIndex('leader_look_once').on(t.districtId, t.leaderId, t.kind, t.periodStart),
    foreignKey({ columns: [t.districtId, t.leaderId], foreignColumns: [person.districtId, person.personId] }),
    foreignKey({
      columns: [t.districtId, t.kind, t.periodStart],
      foreignColumns: [closedPeriod.districtId, closedPeriod.kind, closedPeriod.periodStart],
    }),
  ],
);
