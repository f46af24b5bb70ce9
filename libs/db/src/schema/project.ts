import {
  bigint,
  doublePrecision,
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
import { sql } from 'drizzle-orm';
import { districtId, instant, plainDate } from './columns.js';
import { person, unit } from './directory.js';

export const project = pgTable(
  'project',
  {
    districtId: districtId(),
    projectId: uuid('project_id').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    level: text('level').$type<'province' | 'city' | 'district'>().notNull(),
    field: text('field').$type<'innovation' | 'infrastructure' | 'industry' | 'green' | 'livelihood'>().notNull(),
    platform: text('platform').$type<'shangCapital' | 'jindai' | 'xiaolizhuang'>(),
    /** The line it reports to, and so the series of its weekly meeting. */
    line: text('line').$type<'construction' | 'investment' | 'urban' | 'livelihood'>().notNull(),
    stage: text('stage')
      .$type<'preparing' | 'started' | 'building' | 'completed' | 'inProduction' | 'paused'>()
      .notNull(),
    officeId: uuid('office_id').notNull(),
    companyId: uuid('company_id').notNull(),
    /** Whole yuan. */
    totalInvestment: bigint('total_investment', { mode: 'number' }).notNull(),
    address: text('address').notNull().default(''),
    longitude: doublePrecision('longitude'),
    latitude: doublePrecision('latitude'),
    startedOn: plainDate('started_on'),
    finishDueOn: plainDate('finish_due_on'),
    summary: text('summary').notNull().default(''),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.projectId] }),
    uniqueIndex('project_code').on(t.districtId, t.code),
    index('project_office').on(t.districtId, t.officeId),
    index('project_company').on(t.districtId, t.companyId),
    foreignKey({ columns: [t.districtId, t.officeId], foreignColumns: [unit.districtId, unit.unitId] }),
    foreignKey({ columns: [t.districtId, t.companyId], foreignColumns: [unit.districtId, unit.unitId] }),
  ],
);

/** What a project is to spend in a year, whole yuan. Plans on spans and reported actuals come with the guarantee chain. */
export const projectYear = pgTable(
  'project_year',
  {
    districtId: districtId(),
    projectId: uuid('project_id').notNull(),
    year: integer('year').notNull(),
    plannedInvestment: bigint('planned_investment', { mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.projectId, t.year] }),
    foreignKey({ columns: [t.districtId, t.projectId], foreignColumns: [project.districtId, project.projectId] }),
  ],
);

export const milestone = pgTable(
  'milestone',
  {
    districtId: districtId(),
    milestoneId: uuid('milestone_id').notNull(),
    projectId: uuid('project_id').notNull(),
    name: text('name').notNull(),
    dueOn: plainDate('due_on').notNull(),
    reachedOn: plainDate('reached_on'),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.milestoneId] }),
    index('milestone_project').on(t.districtId, t.projectId),
    foreignKey({ columns: [t.districtId, t.projectId], foreignColumns: [project.districtId, project.projectId] }),
  ],
);

/** What happened to a milestone: moved to another day with a reason, reached, or found not reached after all. Append-only. */
export const milestoneChange = pgTable(
  'milestone_change',
  {
    districtId: districtId(),
    changeId: uuid('change_id').notNull(),
    projectId: uuid('project_id').notNull(),
    milestoneId: uuid('milestone_id').notNull(),
    kind: text('kind').$type<'moved' | 'reached' | 'unreached'>().notNull(),
    /** The day before the change, and after it: due days of a move, the day reached otherwise. */
    fromOn: plainDate('from_on'),
    toOn: plainDate('to_on'),
    /** Why it was moved or taken back; the evidence that it is reached. */
    reason: text('reason').notNull(),
    by: uuid('by'),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.changeId] }),
    index('milestone_change_project').on(t.districtId, t.projectId, t.at),
    foreignKey({ columns: [t.districtId, t.projectId], foreignColumns: [project.districtId, project.projectId] }),
    foreignKey({ columns: [t.districtId, t.by], foreignColumns: [person.districtId, person.personId] }),
  ],
);

/** Departments that answer for a project; the lead one is asked first when a problem reaches rung 2. */
export const projectDepartment = pgTable(
  'project_department',
  {
    districtId: districtId(),
    projectId: uuid('project_id').notNull(),
    departmentId: uuid('department_id').notNull(),
    part: text('part').$type<'lead' | 'assisting'>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.projectId, t.departmentId] }),
    uniqueIndex('project_department_lead')
      .on(t.districtId, t.projectId)
      .where(sql`part = 'lead'`),
    index('project_department_department').on(t.districtId, t.departmentId),
    foreignKey({ columns: [t.districtId, t.projectId], foreignColumns: [project.districtId, project.projectId] }),
    foreignKey({ columns: [t.districtId, t.departmentId], foreignColumns: [unit.districtId, unit.unitId] }),
  ],
);

/** 分包: the bond between a leader and a project, [fromOn, toOn). The open one has no end. */
export const contract = pgTable(
  'contract',
  {
    districtId: districtId(),
    contractId: uuid('contract_id').notNull(),
    projectId: uuid('project_id').notNull(),
    leaderId: uuid('leader_id').notNull(),
    fromOn: plainDate('from_on').notNull(),
    toOn: plainDate('to_on'),
    year: integer('year').notNull(),
    /** The year's plan committed to, whole yuan. */
    yearPlan: bigint('year_plan', { mode: 'number' }).notNull(),
    visitsPerMonth: integer('visits_per_month').notNull(),
    /** With the project's milestone each of them means; older contracts name it only. */
    milestones: jsonb('milestones').$type<{ name: string; dueOn: string; milestoneId?: string }[]>().notNull(),
    /** How the contract ended: what was kept and what was left, written at the hand-over. */
    result: text('result'),
    handedOverTo: uuid('handed_over_to'),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.contractId] }),
    uniqueIndex('contract_open')
      .on(t.districtId, t.projectId)
      .where(sql`to_on is null`),
    index('contract_project').on(t.districtId, t.projectId),
    index('contract_leader')
      .on(t.districtId, t.leaderId)
      .where(sql`to_on is null`),
    foreignKey({ columns: [t.districtId, t.projectId], foreignColumns: [project.districtId, project.projectId] }),
    foreignKey({ columns: [t.districtId, t.leaderId], foreignColumns: [person.districtId, person.personId] }),
  ],
);

/** 服务专班: the people who serve the project under the contract. */
export const contractMember = pgTable(
  'contract_member',
  {
    districtId: districtId(),
    contractId: uuid('contract_id').notNull(),
    personId: uuid('person_id').notNull(),
    duty: text('duty').notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.contractId, t.personId] }),
    foreignKey({ columns: [t.districtId, t.contractId], foreignColumns: [contract.districtId, contract.contractId] }),
    foreignKey({ columns: [t.districtId, t.personId], foreignColumns: [person.districtId, person.personId] }),
  ],
);

/** 分包交接单: what a leader hands over, frozen in the act of handing over. Append-only. */
export const handOverSheet = pgTable(
  'hand_over_sheet',
  {
    districtId: districtId(),
    /** The contract that ended. */
    contractId: uuid('contract_id').notNull(),
    projectId: uuid('project_id').notNull(),
    /** `HandOverSheet` of the commitment feature, as it stood at that moment. */
    content: jsonb('content').$type<Record<string, unknown>>().notNull(),
    frozenAt: instant('frozen_at').notNull(),
    frozenBy: uuid('frozen_by'),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.contractId] }),
    foreignKey({ columns: [t.districtId, t.contractId], foreignColumns: [contract.districtId, contract.contractId] }),
    foreignKey({ columns: [t.districtId, t.projectId], foreignColumns: [project.districtId, project.projectId] }),
  ],
);
