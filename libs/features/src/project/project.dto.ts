import { z } from 'zod';
import { pageOf, pageQuery, zId, zPlainDate, zText } from '#platform/http/index.js';

/** Whole yuan, up to 100,000 亿元. */
const zYuan = z
  .int()
  .min(0)
  .max(10_000_000_000_000)
  .meta({ description: 'Whole yuan.', examples: [1_250_000_000] });

export const zLevel = z.enum(['province', 'city', 'district']);
export const zField = z.enum(['innovation', 'infrastructure', 'industry', 'green', 'livelihood']);
export const zPlatform = z.enum(['shangCapital', 'jindai', 'xiaolizhuang']);
export const zLine = z.enum(['construction', 'investment', 'urban', 'livelihood']);
export const zStage = z.enum(['preparing', 'started', 'building', 'completed', 'inProduction', 'paused']);

export const projectsQuery = pageQuery.extend({
  level: zLevel.optional(),
  field: zField.optional(),
  platform: zPlatform.optional(),
  line: zLine.optional(),
  stage: zStage.optional(),
  officeId: zId.optional(),
  leaderId: zId.optional(),
  companyId: zId.optional(),
  q: zText(100)
    .optional()
    .meta({ description: 'Part of the name or of the code.', examples: ['金岱'] }),
});
export type ProjectsQuery = z.infer<typeof projectsQuery>;

const zUnit = z.object({ id: zId, name: z.string(), nameEn: z.string() }).meta({ id: 'ProjectUnit' });
const zPersonInProject = z.object({ id: zId, name: z.string() }).meta({ id: 'ProjectPerson' });

export const projectRow = z
  .object({
    id: zId,
    code: z.string(),
    name: z.string(),
    level: zLevel,
    field: zField,
    platform: zPlatform.nullable(),
    line: zLine,
    stage: zStage,
    office: zUnit,
    company: zUnit,
    leader: zPersonInProject.nullable().meta({ description: 'The assigned leader, by the open contract.' }),
    leadDepartment: zUnit.nullable(),
    totalInvestment: zYuan,
    plannedInvestment: zYuan.nullable().meta({ description: 'Planned for this year; null when nothing is.' }),
    version: z.int(),
  })
  .meta({ id: 'ProjectRow' });

export const projectsPage = pageOf(projectRow, 'ProjectsPage');

const zCommittedMilestone = z
  .strictObject({ name: zText(200), dueOn: zPlainDate })
  .meta({ id: 'CommittedMilestone', examples: [{ name: '主体工程过半', dueOn: '2026-09-20' }] });

const commitments = {
  yearPlan: zYuan.meta({ description: "The year's plan committed to, whole yuan." }),
  visitsPerMonth: z.int().min(0).max(31).default(2),
  milestones: z.array(zCommittedMilestone).max(50).default([]),
  members: z
    .array(z.strictObject({ personId: zId, duty: zText(100, 0).default('') }))
    .max(50)
    .default([])
    .meta({ description: 'The service team.' }),
};

const zContract = z
  .object({
    id: zId,
    leader: zPersonInProject,
    from: zPlainDate,
    to: zPlainDate.nullable().meta({ description: 'Exclusive; null while the contract runs.' }),
    year: z.int(),
    yearPlan: zYuan,
    visitsPerMonth: z.int(),
    milestones: z.array(z.object({ name: z.string(), dueOn: zPlainDate })),
    members: z.array(z.object({ person: zPersonInProject, duty: z.string() })),
    result: z.string().nullable().meta({ description: 'How it ended; null while it runs.' }),
    handedOverTo: zPersonInProject.nullable(),
  })
  .meta({ id: 'Contract' });

export const projectView = projectRow
  .extend({
    address: z.string(),
    longitude: z.number().nullable(),
    latitude: z.number().nullable(),
    startedOn: zPlainDate.nullable(),
    finishDueOn: zPlainDate.nullable(),
    summary: z.string(),
    assistingDepartments: z.array(zUnit),
    milestones: z.array(z.object({ id: zId, name: z.string(), dueOn: zPlainDate, reachedOn: zPlainDate.nullable() })),
    years: z.array(z.object({ year: z.int(), plannedInvestment: zYuan })),
    contract: zContract.nullable().meta({ description: 'The contract that runs now.' }),
    earlierContracts: z.array(zContract).meta({ description: 'The closed ones, newest first.' }),
  })
  .meta({ id: 'Project' });
export type ProjectView = z.output<typeof projectView>;
export type ProjectRowView = z.output<typeof projectRow>;
export type ContractView = z.output<typeof zContract>;

export const projectLedger = z
  .strictObject({
    code: zText(40),
    name: zText(200),
    level: zLevel,
    field: zField,
    platform: zPlatform.nullable().default(null),
    line: zLine,
    stage: zStage,
    officeId: zId,
    companyId: zId,
    totalInvestment: zYuan,
    address: zText(300, 0).default(''),
    longitude: z.number().min(-180).max(180).nullable().default(null),
    latitude: z.number().min(-90).max(90).nullable().default(null),
    startedOn: zPlainDate.nullable().default(null),
    finishDueOn: zPlainDate.nullable().default(null),
    summary: zText(4000, 0).default(''),
    years: z
      .array(z.strictObject({ year: z.int().min(2000).max(2100), plannedInvestment: zYuan }))
      .max(30)
      .default([])
      .meta({ description: 'What is planned per year; the list replaces the one before.' }),
  })
  .meta({
    id: 'ProjectLedger',
    description: 'What the ledger says of a project. Changing it, give all of it.',
    examples: [
      {
        code: 'XM-401',
        name: '示范路小学',
        level: 'district',
        field: 'livelihood',
        line: 'livelihood',
        stage: 'preparing',
        officeId: '0194f0c6-7f5a-7c3e-9d1b-2f6a8c4e0b51',
        companyId: '0194f0c6-7f5a-7c3e-9d1b-2f6a8c4e0b52',
        totalInvestment: 120_000_000,
        years: [{ year: 2026, plannedInvestment: 40_000_000 }],
      },
    ],
  });
export type ProjectLedger = z.output<typeof projectLedger>;

export const milestonesBody = z
  .strictObject({
    milestones: z
      .array(
        z.strictObject({
          id: zId.optional().meta({ description: 'Of a milestone that is there already; left out for a new one.' }),
          name: zText(200),
          dueOn: zPlainDate,
          reachedOn: zPlainDate.nullable().default(null),
        }),
      )
      .max(100),
  })
  .meta({
    id: 'ProjectMilestones',
    description: 'All milestones of the project; those not listed are removed.',
    examples: [{ milestones: [{ name: '主体工程过半', dueOn: '2026-09-20', reachedOn: null }] }],
  });
export type MilestonesBody = z.output<typeof milestonesBody>;

export const departmentsBody = z.strictObject({ lead: zId, assisting: z.array(zId).max(30).default([]) }).meta({
  id: 'ProjectDepartments',
  description: 'Who answers for the project among the departments: one leads, others assist.',
  examples: [{ lead: '0194f0c6-7f5a-7c3e-9d1b-2f6a8c4e0b51', assisting: [] }],
});
export type DepartmentsBody = z.output<typeof departmentsBody>;

export const assignBody = z.strictObject({ leaderId: zId, from: zPlainDate, ...commitments }).meta({
  id: 'AssignLeader',
  description: 'Makes the contract between a leader and the project.',
  examples: [
    {
      leaderId: '0194f0c6-7f5a-7c3e-9d1b-2f6a8c4e0b51',
      from: '2026-01-01',
      yearPlan: 40_000_000,
      visitsPerMonth: 2,
      milestones: [{ name: '主体工程过半', dueOn: '2026-09-20' }],
    },
  ],
});
export type AssignBody = z.output<typeof assignBody>;

export const handOverBody = z
  .strictObject({
    toLeaderId: zId,
    on: zPlainDate.meta({ description: 'The first day of the new leader; not in the future.' }),
    result: zText(2000).meta({ description: 'How the old contract ended: what was kept, what is left.' }),
    words: zText(2000, 0)
      .default('')
      .meta({ description: 'What the outgoing leader tells the next one; stands on the hand-over sheet.' }),
    commitments: z
      .strictObject(commitments)
      .optional()
      .meta({ description: 'Of the new contract; left out, those of the old one go on.' }),
  })
  .meta({
    id: 'HandOverContract',
    description: 'Closes the contract with its result and opens the next one. Open problems stay with the post.',
    examples: [
      { toLeaderId: '0194f0c6-7f5a-7c3e-9d1b-2f6a8c4e0b51', on: '2026-03-02', result: '征迁已完成，管线迁改待办。' },
    ],
  });
export type HandOverBody = z.output<typeof handOverBody>;
