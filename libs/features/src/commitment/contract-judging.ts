import type { Tx } from '#db/database.js';
import {
  addDays,
  dateOf,
  yearContaining,
  yearOf,
  plainDate,
  type PlainDate,
  type WorkCalendar,
} from '#domain/calendar/index.js';
import {
  commitmentWords,
  judgeMilestone,
  judgePlan,
  judgeTeam,
  judgeVisits,
  promisedOn,
  visitMonths,
  worstOf,
  type Judged,
  type VisitMonth,
} from '#domain/commitment/index.js';
import { loadCalendar } from '#features/calendar/index.js';
import { figuresWithin, type ProjectFigures } from '#features/progress/index.js';
import {
  selectMembers,
  selectMilestoneChanges,
  selectMilestones,
  selectVisitedDays,
  type ContractRow,
  type MemberRow,
  type MilestoneChangeRow,
  type MilestoneRow,
} from './commitment.queries.js';
import type { CommitmentView, ContractStandingView } from './commitment.dto.js';

interface Facts {
  readonly calendar: WorkCalendar;
  readonly today: PlainDate;
  readonly members: ReadonlyMap<string, MemberRow[]>;
  readonly milestones: ReadonlyMap<string, MilestoneRow[]>;
  readonly changes: ReadonlyMap<string, MilestoneChangeRow[]>;
  readonly visited: ReadonlyMap<string, PlainDate[]>;
  /** By year, then project. */
  readonly figures: ReadonlyMap<number, ReadonlyMap<string, ProjectFigures>>;
}

/** How these contracts stand, commitment by commitment. A fixed number of queries for each year among them. */
export async function judgeContracts(tx: Tx, contracts: readonly ContractRow[]): Promise<ContractStandingView[]> {
  if (contracts.length === 0) return [];
  const facts = await factsOf(tx, contracts);
  return contracts.map((each) => standingOf(each, facts));
}

async function factsOf(tx: Tx, contracts: readonly ContractRow[]): Promise<Facts> {
  const contractIds = contracts.map(({ row }) => row.contractId);
  const projectIds = [...new Set(contracts.map(({ project }) => project.id))];
  const today = dateOf(tx.now);
  const firstDay = contracts.reduce((first, { row }) => (row.fromOn < first ? row.fromOn : first), today);
  const figures = new Map<number, ReadonlyMap<string, ProjectFigures>>();
  for (const year of new Set(contracts.map(({ row }) => row.year)))
    figures.set(year, await figuresOfYear(tx, year, today, contracts));
  return {
    calendar: await loadCalendar(tx),
    today,
    members: grouped(await selectMembers(tx, contractIds), ({ contractId }) => contractId),
    milestones: grouped(await selectMilestones(tx, projectIds), ({ projectId }) => projectId),
    changes: grouped(await selectMilestoneChanges(tx, projectIds), ({ milestoneId }) => milestoneId),
    visited: new Map(
      [...grouped(await selectVisitedDays(tx, contractIds, firstDay), ({ contractId }) => contractId)].map(
        ([id, days]) => [id, days.map(({ on }) => on)],
      ),
    ),
    figures,
  };
}

/** The figures of a year by today; of a year that is over, by its last day. */
function figuresOfYear(tx: Tx, year: number, today: PlainDate, contracts: readonly ContractRow[]) {
  const period = yearContaining(plainDate(`${year}-01-01`));
  const on = yearOf(today) > year ? addDays(period.end, -1) : today;
  const ids = contracts.filter(({ row }) => row.year === year).map(({ project }) => project.id);
  return figuresWithin(tx, period, on, ids);
}

function standingOf({ row, project, leader, successor }: ContractRow, facts: Facts): ContractStandingView {
  const commitments = [
    planCommitment(row, facts),
    ...milestoneCommitments(row, facts),
    visitCommitment(row, facts),
    ...teamCommitment(row, facts),
  ];
  return {
    id: row.contractId,
    version: row.version,
    project,
    leader,
    from: row.fromOn,
    to: row.toOn,
    year: row.year,
    result: row.result,
    handedOverTo: successor,
    standing: worstOf(commitments.map(({ standing }) => standing)),
    commitments,
  };
}

type Row = ContractRow['row'];
const noEvidence = { milestone: null, months: null, plan: null, members: null };

function view(kind: CommitmentView['kind'], judged: Judged, evidence: Partial<CommitmentView>): CommitmentView {
  const { standing, reason } = judged;
  return {
    kind,
    standing,
    reason: reason.code,
    args: reason.args,
    why: commitmentWords(reason),
    ...noEvidence,
    ...evidence,
  };
}

/** A contract that was handed over answers for the plan as far as its day, but its year is judged with the project. */
function planCommitment(row: Row, { figures, today }: Facts): CommitmentView {
  const of = figures.get(row.year)?.get(row.projectId);
  const { planToDate = 0, actual = 0, reportedTo = null } = of ?? {};
  const judged = judgePlan(row.year, { committed: row.yearPlan, planToDate, actual, reportedTo }, today);
  return view('plan', judged, {
    plan: { committed: row.yearPlan, planToDate, actual, reportedTo, ratio: of?.ratio ?? null },
  });
}

function milestoneCommitments(row: Row, facts: Facts): CommitmentView[] {
  const known = facts.milestones.get(row.projectId) ?? [];
  return row.milestones.map(({ name, dueOn, milestoneId }) => {
    const found = known.find((each) => each.milestoneId === milestoneId) ?? known.find((each) => each.name === name);
    const changes = (found && facts.changes.get(found.milestoneId)) ?? [];
    const committedOn = dueOn as PlainDate;
    const moves = changes
      .filter(({ kind, at }) => kind === 'moved' && at >= row.createdAt)
      .map(({ at, toOn }) => ({ at, to: toOn! }));
    const promised = promisedOn(committedOn, moves);
    const judged = judgeMilestone(facts.calendar, { promised, reachedOn: found?.reachedOn ?? null }, facts.today);
    return view('milestone', judged, {
      milestone: {
        id: found?.milestoneId ?? null,
        name,
        committedOn,
        promisedOn: promised,
        plannedOn: found?.dueOn ?? committedOn,
        reachedOn: found?.reachedOn ?? null,
        changes: changes.map(({ kind, fromOn, toOn, reason, at, byName }) => ({
          kind,
          fromOn,
          toOn,
          reason,
          at,
          by: byName,
        })),
      },
    });
  });
}

function visitCommitment(row: Row, facts: Facts): CommitmentView {
  const months = monthsOf(row, facts);
  const judged = judgeVisits(months, row.toOn !== null && row.toOn <= facts.today);
  return view('visits', judged, {
    months: months.map(({ month, asked, visited, workdays, available, judged: of }) => ({
      ...{ month, asked, visited, workdays, available },
      standing: of.standing,
      days: (facts.visited.get(row.contractId) ?? []).filter((day) => day.slice(0, 7) === month.slice(0, 7)).sort(),
    })),
  });
}

export function monthsOf(row: Row, facts: Pick<Facts, 'calendar' | 'today' | 'visited'>): VisitMonth[] {
  return visitMonths(
    facts.calendar,
    {
      visitsPerMonth: row.visitsPerMonth,
      contract: { from: row.fromOn, to: row.toOn },
      away: [],
      visitedOn: facts.visited.get(row.contractId) ?? [],
    },
    facts.today,
  );
}

/** A contract that named no team has committed to none. */
function teamCommitment(row: Row, { members }: Facts): CommitmentView[] {
  const team = members.get(row.contractId) ?? [];
  if (team.length === 0) return [];
  return [
    view('team', judgeTeam(team), { members: team.map(({ id, name, duty, active }) => ({ id, name, duty, active })) }),
  ];
}

export function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
