import { plainDate } from '#domain/calendar/index.js';
import type { contract, contractMember } from '#db/schema/index.js';
import { leaderCount, leaderId, officePersonId, departmentPersonId } from './persons.js';
import type { DemoProject } from './projects.js';
import { stableId } from './stable-id.js';
import { officeCodes } from './units.js';

export interface DemoContract {
  readonly row: Omit<typeof contract.$inferInsert, 'districtId' | 'createdAt'>;
  readonly members: Omit<typeof contractMember.$inferInsert, 'districtId'>[];
}

/** 每月至少两次: the visits a leader commits to. */
const VISITS_PER_MONTH = 2;
/** Every so many projects, one changed hands at the turn of the year. */
const HANDED_OVER_EVERY = 14;

/** The number of the leader who answers for a project: each has an office of their own and a share of the others'. */
export function leaderNumberOf(demo: DemoProject, index: number): number {
  const own = officeCodes.indexOf(demo.office);
  return ((index % 4 === 0 ? own + index : own) % leaderCount) + 1;
}

/** One open contract per project, since the first of January; some with the closed one of the leader before. */
export function demoContracts(projects: readonly DemoProject[], year: number): DemoContract[] {
  return projects.flatMap((demo, index) => {
    const leader = leaderNumberOf(demo, index);
    const open = contractOf(demo, year, leader);
    if (index % HANDED_OVER_EVERY !== 0 || demo.plannedLastYear === null) return [open];
    const before = contractOf(demo, year - 1, (leader % leaderCount) + 1);
    return [
      {
        ...before,
        row: {
          ...before.row,
          toOn: open.row.fromOn,
          yearPlan: demo.plannedLastYear,
          result: `${year - 1}年度计划投资已完成，征迁、管线迁改等遗留事项已逐项移交。（示例）`,
          handedOverTo: open.row.leaderId,
          milestones: [],
        },
      },
      open,
    ];
  });
}

function contractOf(demo: DemoProject, year: number, leader: number): DemoContract {
  const contractId = stableId('contract', `${demo.row.code}/${year}`);
  return {
    row: {
      contractId,
      projectId: demo.row.projectId,
      leaderId: leaderId(leader),
      fromOn: plainDate(`${year}-01-01`),
      toOn: null,
      year,
      yearPlan: demo.plannedThisYear,
      visitsPerMonth: VISITS_PER_MONTH,
      milestones: demo.milestones.map(({ name, dueOn }) => ({ name, dueOn })),
      result: null,
      handedOverTo: null,
    },
    members: [
      { contractId, personId: officePersonId(demo.office), duty: '首席服务官' },
      { contractId, personId: departmentPersonId(demo.leadDepartment), duty: '牵头部门联络' },
    ],
  };
}
