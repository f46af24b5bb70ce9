import { addDays, dateOf, instantAt, plainDate, yearOf, type Instant, type PlainDate } from '#domain/calendar/index.js';
import type { WorkCalendar } from '#domain/calendar/index.js';
import { reportingPeriodsFrom, spansOfReport, type ReportingPeriod } from '#domain/report/index.js';
import type { weekReport, weekReportEntry, weekReportLine } from '#db/schema/index.js';
import type { LaidPlan } from '#features/plan/index.js';
import { Dice } from './dice.js';
import type { DemoActual } from './figures.js';
import { coordinatorId, officePersonId } from './persons.js';
import type { DemoProblem } from './problems.js';
import type { DemoProject } from './projects.js';
import { ReportDesk, type ReportTimes } from './report-times.js';
import { siteWorks } from './site-works.js';
import { stableIdAt } from './stable-id.js';
import { officeCodes, officeId, type OfficeCode } from './units.js';

type ReportRow = Omit<typeof weekReport.$inferInsert, 'districtId'>;
export type DemoReportLine = Omit<typeof weekReportLine.$inferInsert, 'districtId'>;

/** A report as its office and the coordinator left it. */
export interface DemoReport {
  readonly row: ReportRow;
  readonly lines: readonly DemoReportLine[];
  readonly entries: readonly Omit<typeof weekReportEntry.$inferInsert, 'districtId'>[];
}

export interface ReportSetting {
  readonly projects: readonly DemoProject[];
  readonly plans: readonly LaidPlan[];
  readonly actuals: readonly DemoActual[];
  readonly problems: readonly DemoProblem[];
  readonly calendar: WorkCalendar;
  readonly now: Instant;
}

/** The week that runs is begun by these offices; of a draft so many lines in a hundred are written. */
const BEGUN_BY: readonly OfficeCode[] = ['beixia', 'hanghai', 'jindai', 'zijingshan'];
const WRITTEN = 60;
const MINUTE = 60_000;
const WAN = 10_000;

/** Every office's reports of the last months: what was handed in is to the yuan what the figures say. */
export function demoReports(setting: ReportSetting): DemoReport[] {
  const { projects, calendar, now } = setting;
  const desk = new ReportDesk(calendar, now);
  const today = dateOf(now);
  const book = new Book(setting);
  const periods = reportingPeriodsFrom(desk.from, addDays(today, 1)).filter((period) => desk.dueAt(period) !== null);
  return officeCodes.flatMap((office) => {
    const own = projects.filter((demo) => demo.office === office);
    return periods.flatMap((period) => {
      const times = desk.of(office, period);
      if (times.submittedAt !== null) return [handedIn(office, own, times, desk, book)];
      const begun = desk.isDue(period) || BEGUN_BY.includes(office);
      return begun ? draft(office, own, period, desk, book, now) : [];
    });
  });
}

function handedIn(
  office: OfficeCode,
  own: readonly DemoProject[],
  { period, submittedAt: first, late, returned, again, acceptedAt }: ReportTimes,
  desk: ReportDesk,
  book: Book,
): DemoReport {
  const reportId = desk.idOf(office, period)!;
  const by = officePersonId(office);
  const sentBack = returned !== null && again === null;
  const submittedAt = again ?? first!;
  const writtenAt = (first! - 50 * MINUTE) as Instant;
  const entry = (at: Instant, kind: 'submitted' | 'returned' | 'accepted', reason: string | null = null) => ({
    ...{ entryId: stableIdAt(at, 'report-entry', `${reportId}/${kind}/${at}`), reportId, at, kind, reason },
    byId: kind === 'submitted' ? by : coordinatorId,
    late: kind === 'submitted' && late && at === first,
  });
  const entries = [
    entry(first!, 'submitted'),
    ...(returned ? [entry(returned.at, 'returned', returned.reason)] : []),
    ...(again ? [entry(again, 'submitted')] : []),
    ...(acceptedAt ? [entry(acceptedAt, 'accepted')] : []),
  ];
  return {
    row: {
      ...head(reportId, office, period, writtenAt),
      state: acceptedAt ? 'accepted' : sentBack ? 'returned' : 'submitted',
      version: 1 + entries.length,
      ...{ firstSubmittedAt: first, submittedAt, submittedBy: by, late },
      decidedAt: acceptedAt ?? (sentBack ? returned.at : null),
      decidedBy: acceptedAt || sentBack ? coordinatorId : null,
      returnReason: sentBack ? returned.reason : null,
    },
    lines: own.map((demo) => book.line(demo, period, { reportId, by, at: writtenAt }, 'reported')),
    entries,
  };
}

/** Some lines are written, nothing is handed in. */
function draft(
  office: OfficeCode,
  own: readonly DemoProject[],
  period: ReportingPeriod,
  desk: ReportDesk,
  book: Book,
  now: Instant,
): DemoReport[] {
  const reportId = desk.idOf(office, period)!;
  const opened = instantAt(period.start, '09:00');
  if (opened > now) return [];
  const dice = new Dice(`draft-${office}-${period.start}`);
  const at = Math.max(opened, Math.min(now, desk.dueAt(period)!) - dice.between(30, 900) * MINUTE) as Instant;
  const written = own.filter(() => dice.between(1, 100) <= WRITTEN);
  const writing = { reportId, by: officePersonId(office), at };
  return [
    {
      row: { ...head(reportId, office, period, at), state: 'draft', version: 1 },
      lines: written.map((demo) => book.line(demo, period, writing, 'expected')),
      entries: [],
    },
  ];
}

function head(reportId: string, office: OfficeCode, period: ReportingPeriod, createdAt: Instant) {
  const { weekStart, start: periodStart, end: periodEnd } = period;
  return { reportId, officeId: officeId(office), weekStart, periodStart, periodEnd, createdAt };
}

/** What there is to write about each project. */
class Book {
  private readonly actuals: ReadonlyMap<string, number>;
  private readonly plans: ReadonlyMap<string, number>;
  private readonly problems = new Map<string, DemoProblem[]>();
  private readonly yearStart: PlainDate;
  private readonly today: PlainDate;

  constructor({ actuals, plans, problems, now }: ReportSetting) {
    this.today = dateOf(now);
    this.yearStart = plainDate(`${yearOf(this.today)}-01-01`);
    this.actuals = new Map(
      actuals
        .filter(({ reportId }) => reportId !== null)
        .map(({ projectId, spanStart, amount }) => [`${projectId} ${spanStart}`, amount]),
    );
    this.plans = new Map(
      plans
        .filter(({ year }) => year === yearOf(this.today))
        .flatMap(({ projectId, laid }) => laid.map(({ start, amount }) => [`${projectId} ${start}`, amount] as const)),
    );
    for (const problem of problems) {
      const { projectId } = problem.story.state;
      this.problems.set(projectId, [...(this.problems.get(projectId) ?? []), problem]);
    }
  }

  line(
    demo: DemoProject,
    period: ReportingPeriod,
    { reportId, by: writtenBy, at: writtenAt }: { reportId: string; by: string; at: Instant },
    from: 'reported' | 'expected',
  ): DemoReportLine {
    const { projectId } = demo.row;
    const figures = spansOfReport(period).map(({ start }) => ({ start, amount: this.figure(from, projectId, start) }));
    const { progress, nextWeek } = siteWorks(demo, this.yearStart, dateOf(writtenAt));
    const milestones = demo.milestones.flatMap(({ milestoneId: id, reachedOn }) =>
      reachedOn && reachedOn >= period.start && reachedOn < period.end && reachedOn <= dateOf(writtenAt)
        ? [{ id, reachedOn }]
        : [],
    );
    return {
      ...{ reportId, projectId, periodStart: period.start, figures, progress, nextWeek, milestones },
      unchanged: figures.every(({ amount }) => amount === 0),
      obstacles: this.obstacles(projectId, writtenAt),
      ...{ reason: null, writtenBy, writtenAt },
    };
  }

  private figure(from: 'reported' | 'expected', projectId: string, start: PlainDate): number {
    const key = `${projectId} ${start}`;
    if (from === 'reported') return this.actuals.get(key) ?? 0;
    return start > this.today ? 0 : Math.round((this.plans.get(key) ?? 0) / WAN) * WAN;
  }

  /** The title without the project, as an office would put it. */
  private obstacles(projectId: string, at: Instant): string {
    return (this.problems.get(projectId) ?? [])
      .filter(({ story: { state } }) => state.filedAt <= at && (state.struckOffAt === null || state.struckOffAt > at))
      .map(({ title }) => title.slice(title.indexOf('：') + 1))
      .join('；');
  }
}
