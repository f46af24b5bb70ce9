import type { Tx } from '#db/database.js';
import {
  addDays,
  dateOf,
  isWorkday,
  monthContaining,
  sameOrNextWorkday,
  workdaysBetween,
  type PlainDate,
  type WorkCalendar,
} from '#domain/calendar/index.js';
import { MILESTONE_WARNING_WORKDAYS } from '#domain/commitment/index.js';
import { loadCalendar } from '#features/calendar/index.js';
import { raiseNotices, type NoticeRequest } from '#features/notice/index.js';
import { policyInForce, visitDuty } from '#features/policy/index.js';
import type { ContractStandingView } from './commitment.dto.js';
import { selectContractRows } from './commitment.queries.js';
import { grouped, judgeContracts } from './contract-judging.js';

/** A mail lists so many projects; the rest it counts. */
const LISTED = 10;
const EVERYTHING = { kind: 'district' } as const;
const ALL = { limit: 100_000 };

/**
 * The calm reminders of the contracts that run, all with the morning's digest and on workdays only:
 * - visits: once for each reminder day of the policy, one notice a leader, with the projects where some are owed;
 * - milestones not reached: five workdays before the promised day, and on it.
 * What is broken already is not reminded of: it stands on the pages. After a downtime only today counts; whoever was not
 * told in time is told now, and of nothing twice.
 */
export async function remindOfCommitments(tx: Tx, day: PlainDate): Promise<void> {
  const today = dateOf(tx.now);
  const calendar = await loadCalendar(tx);
  if (day !== today || !isWorkday(calendar, today)) return;
  const rows = await selectContractRows(tx, EVERYTHING, { running: true }, ALL);
  const contracts = await judgeContracts(tx, rows);
  await raiseNotices(tx, [
    ...milestonesDue(calendar, contracts, today),
    ...visitsDue(calendar, contracts, today, await reminderOf(tx, calendar, today)),
  ]);
}

function milestonesDue(
  calendar: WorkCalendar,
  contracts: readonly ContractStandingView[],
  today: PlainDate,
): NoticeRequest[] {
  return contracts.flatMap(({ id, leader, project, commitments }) =>
    commitments.flatMap(({ kind, milestone, reason }): NoticeRequest[] => {
      if (kind !== 'milestone' || milestone === null || reason !== 'milestoneDueSoon') return [];
      const promised = milestone.promisedOn;
      const workdaysLeft = workdaysBetween(calendar, addDays(today, 1), addDays(promised, 1));
      // On the day itself, or on the last workday before a day of rest.
      const stage = workdaysLeft === 0 ? 'day' : `T-${MILESTONE_WARNING_WORKDAYS}`;
      return [
        {
          rule: 'contract.milestone-due',
          subjectKind: 'milestone',
          subjectId: milestone.id ?? id,
          period: `${promised} ${stage}`,
          recipients: [{ person: leader.id }],
          urgency: 'digest',
          args: {
            ...{ number: project.code, title: milestone.name, project: project.name, projectId: project.id },
            ...{ promised, workdaysLeft },
          },
        },
      ];
    }),
  );
}

/** Which of the month's reminders it is now: the last whose day, or the workday after it, has come; null before the first. */
async function reminderOf(tx: Tx, calendar: WorkCalendar, today: PlainDate): Promise<string | null> {
  const { reminderDays } = await policyInForce(tx, visitDuty);
  const { start, end } = monthContaining(today);
  const passed = reminderDays.filter((of) => {
    const day = sameOrNextWorkday(calendar, addDays(start, of - 1));
    return day <= today && day < end;
  });
  return passed.length === 0 ? null : `${start.slice(0, 7)} ${passed.at(-1)}`;
}

function visitsDue(
  calendar: WorkCalendar,
  contracts: readonly ContractStandingView[],
  today: PlainDate,
  reminder: string | null,
): NoticeRequest[] {
  if (reminder === null) return [];
  const { start, end } = monthContaining(today);
  const owing = contracts.flatMap(({ leader, project, commitments }) => {
    const month = commitments.find(({ kind }) => kind === 'visits')?.months?.find((each) => each.month === start);
    if (month === undefined || month.visited >= month.asked) return [];
    return [
      { leaderId: leader.id, code: project.code, name: project.name, asked: month.asked, visited: month.visited },
    ];
  });
  return [...grouped(owing, ({ leaderId }) => leaderId)].map(([leaderId, owed]) => ({
    rule: 'contract.visits-due' as const,
    subjectKind: 'leader',
    subjectId: leaderId,
    period: reminder,
    recipients: [{ person: leaderId }],
    urgency: 'digest' as const,
    args: {
      month: start.slice(0, 7),
      workdaysLeft: workdaysBetween(calendar, today, end),
      owed: owed.slice(0, LISTED).map(({ leaderId: _, ...each }) => each),
      owedCount: owed.length,
    },
  }));
}
