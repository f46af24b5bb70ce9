import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database, type Tx } from '#db/database.js';
import { can, type CommandContext } from '#domain/access/index.js';
import { dateOf, daysBetween, workdaysBetween, type PlainDate, type WorkCalendar } from '#domain/calendar/index.js';
import {
  afterAct,
  prefilledFigures,
  reportDueAt,
  reportDueOn,
  reportingPeriodContaining,
  reportingPeriodsFrom,
  reportingPeriodsOf,
  spansOfReport,
  type ReportingPeriod,
} from '#domain/report/index.js';
import { loadCalendar } from '#features/calendar/index.js';
import { decodeCursor, encodeCursor, type Page } from '#platform/http/index.js';
import { periodStarting, refuse, scopeOf } from './report.access.js';
import type { ReportLineView, ReportRowView, ReportView, WeeksQuery } from './report.dto.js';
import {
  closedKinds,
  enteredFigures,
  entriesOfReport,
  lastWeekTotals,
  lastWordings,
  milestonesOf,
  namesOf,
  officeOf,
  officeReports,
  reportedProjects,
  type OfficeReport,
  type ReportedProject,
} from './report.queries.js';
import { selectWrittenFigures, type WrittenFigure } from './report-lines.queries.js';
import { selectLines, selectReport, type LineRow, type ReportRow } from './report.repository.js';

/** More weeks at once help nobody. */
const MAX_DAYS = 400;

/** What is read of reports, each look in one snapshot and within the asker's scope. */
@Injectable()
export class ReportReader {
  constructor(private readonly database: Database) {}

  /** Every report of the days asked for, newest first: those that nobody has begun too. */
  async weeks(context: CommandContext, { from, to, office, state }: WeeksQuery): Promise<ReportRowView[]> {
    if (daysBetween(from, to) > MAX_DAYS) refuse('request.invalid', { field: 'to' });
    return this.database.read(context, async (tx) => {
      const calendar = await loadCalendar(tx);
      const periods = reportingPeriodsFrom(from, to);
      const rows = await officeReports(
        tx,
        periods.map(({ start }) => start),
        scopeOf(context, 'report.read'),
        office,
      );
      return rows.map((row) => rowView(tx, row, calendar)).filter((row) => state === undefined || row.state === state);
    });
  }

  /** What is written in these reports, a row a project and span: the newest report first, then by project. */
  async written(
    context: CommandContext,
    { cursor, limit, ...query }: WeeksQuery & { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<Page<WrittenFigure>> {
    if (daysBetween(query.from, query.to) > MAX_DAYS) refuse('request.invalid', { field: 'to' });
    const after = decodeCursor(cursor, z.tuple([z.iso.date(), z.string(), z.iso.date()]));
    const found = await this.database.read(context, (tx) =>
      selectWrittenFigures(tx, query, scopeOf(context, 'report.read'), limit + 1, after),
    );
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const next = found.length > limit && last ? encodeCursor([last.start, last.code, last.spanStart]) : null;
    return { items, next };
  }

  /** The report that begins on the day, prefilled where nothing is written. Refusals: `report.not_found`, `report.start_invalid`. */
  async one(context: CommandContext, officeId: string, start: PlainDate): Promise<ReportView> {
    const period = periodStarting(start);
    return this.database.read(context, async (tx) => {
      const office = await officeOf(tx, officeId);
      const projects = office ? await reportedProjects(tx, officeId, period, scopeOf(context, 'report.read')) : [];
      if (!office || projects.length === 0) return refuse('report.not_found');
      const calendar = await loadCalendar(tx);
      const report = await selectReport(tx, officeId, start);
      const people = await namesOf(tx, [report?.submittedBy ?? null, report?.decidedBy ?? null]);
      const someone = (id: string | null | undefined) => (id ? { id, name: people.get(id) ?? '' } : null);
      const dueAt = reportDueAt(period, calendar);
      const state = report?.state ?? 'none';
      const today = dateOf(tx.now);
      return {
        reportId: report?.reportId ?? null,
        office,
        ...period,
        dueOn: reportDueOn(period, calendar),
        dueAt,
        state,
        overdue: isOverdue(tx, state, dueAt),
        late: report?.late ?? false,
        submittedAt: report?.submittedAt ?? null,
        returnReason: report?.returnReason ?? null,
        version: report?.version ?? 0,
        submittedBy: someone(report?.submittedBy),
        decidedBy: someone(report?.decidedBy),
        decidedAt: report?.decidedAt ?? null,
        may: mayOf(tx, officeId, report),
        closed: await closedKinds(tx, period.start, period.end),
        parts: await partsOf(tx, officeId, period, calendar),
        spans: spansOfReport(period).map((span) => ({
          ...span,
          workdays: workdaysBetween(calendar, span.start, span.end),
          begun: span.start <= today,
        })),
        lines: await linesOf(tx, { period, report, projects, calendar }),
        entries: report ? await entriesView(tx, report.reportId, projects) : [],
      };
    });
  }
}

function rowView(tx: Tx, row: OfficeReport, calendar: WorkCalendar): ReportRowView {
  const period = reportingPeriodContaining(row.start);
  const dueAt = reportDueAt(period, calendar);
  const { reportId, state, late, submittedAt, returnReason, version, projects, written } = row;
  return {
    ...{ reportId, state, late, submittedAt, returnReason, version, projects, written },
    ...period,
    office: { id: row.officeId, name: row.office, nameEn: row.officeEn },
    dueOn: reportDueOn(period, calendar),
    dueAt,
    overdue: isOverdue(tx, state, dueAt),
  };
}

function isOverdue(tx: Tx, state: ReportRowView['state'], dueAt: number | null): boolean {
  return dueAt !== null && dueAt < tx.now && state !== 'submitted' && state !== 'accepted';
}

function mayOf(tx: Tx, officeId: string, report: ReportRow | undefined): ReportView['may'] {
  const { actor } = tx.context;
  const allowed = (action: 'report.write' | 'report.accept') =>
    actor.kind === 'person' && can(actor, action, { districtId: tx.districtId, officeId });
  const state = report?.state ?? 'draft';
  const writes = allowed('report.write') && afterAct(state, 'write').ok;
  const handedIn = state === 'submitted' || state === 'accepted';
  return {
    write: writes,
    submit: writes,
    decide: allowed('report.accept') && afterAct(state, 'accept').ok,
    correct: allowed('report.write') && (handedIn || report === undefined),
  };
}

async function partsOf(tx: Tx, officeId: string, { weekStart }: ReportingPeriod, calendar: WorkCalendar) {
  const parts = reportingPeriodsOf(weekStart);
  const rows = await officeReports(
    tx,
    parts.map(({ start }) => start),
    { kind: 'district' },
    officeId,
  );
  return parts.map((part) => ({
    start: part.start,
    end: part.end,
    dueOn: reportDueOn(part, calendar),
    state: rows.find(({ start }) => start === part.start)?.state ?? ('none' as const),
  }));
}

interface Sheet {
  readonly period: ReportingPeriod;
  readonly report: ReportRow | undefined;
  readonly projects: readonly ReportedProject[];
  readonly calendar: WorkCalendar;
}

async function linesOf(tx: Tx, { period, report, projects, calendar }: Sheet): Promise<ReportLineView[]> {
  const ids = projects.map(({ projectId }) => projectId);
  const figures = byProject(await enteredFigures(tx, ids, period));
  const totals = await lastWeekTotals(tx, ids, period.weekStart);
  const words = new Map((await lastWordings(tx, ids, period.start)).map((each) => [each.projectId, each]));
  const milestones = byProject(await milestonesOf(tx, ids));
  const written = new Map(
    (report ? await selectLines(tx, report.reportId) : []).map((line) => [line.projectId, line] as const),
  );
  return projects.map((project) => {
    const { projectId: id, code, name, stage, totalInvestment, leaderId, leader } = project;
    const line = written.get(id);
    const last = words.get(id);
    return {
      project: {
        id,
        code,
        name,
        stage,
        totalInvestment,
        leader: leaderId ? { id: leaderId, name: leader ?? '' } : null,
      },
      written: line !== undefined,
      unchanged: line?.unchanged ?? false,
      figures: figuresOf(
        period,
        line,
        prefilledFigures(period.weekStart, totals.get(id) ?? 0, calendar),
        figures.get(id),
      ),
      year: { plan: project.yearPlan, planToDate: project.yearPlanToDate, actual: project.yearActual },
      invested: project.investedBefore,
      progress: line?.progress ?? last?.progress ?? '',
      nextWeek: line?.nextWeek ?? last?.nextWeek ?? '',
      obstacles: line?.obstacles ?? '',
      lastWording: last ? { start: last.start, progress: last.progress, nextWeek: last.nextWeek } : null,
      milestones: (milestones.get(id) ?? []).map((each) => ({
        ...{ id: each.id, name: each.name, dueOn: each.dueOn, reachedOn: each.reachedOn },
        reported: line?.milestones.find((reached) => reached.id === each.id)?.reachedOn ?? null,
      })),
      openProblems: project.openProblems,
      reason: line?.reason ?? null,
    };
  });
}

function figuresOf(
  period: ReportingPeriod,
  line: LineRow | undefined,
  proposed: readonly { readonly start: PlainDate; readonly amount: number }[],
  entered: readonly { readonly start: PlainDate; readonly plan: number; readonly actual: number | null }[] = [],
): ReportLineView['figures'] {
  return spansOfReport(period).map(({ start }) => {
    const known = entered.find((each) => each.start === start);
    const amounts = line ? line.figures : proposed;
    const amount = amounts.find((each) => each.start === start)?.amount ?? 0;
    const counts = known?.actual ?? null;
    return { start, plan: known?.plan ?? 0, amount: line ? amount : (counts ?? amount), entered: counts };
  });
}

function byProject<T extends { readonly projectId: string }>(rows: readonly T[]): Map<string, T[]> {
  const grouped = new Map<string, T[]>();
  for (const row of rows) {
    const group = grouped.get(row.projectId);
    if (group) group.push(row);
    else grouped.set(row.projectId, [row]);
  }
  return grouped;
}

/** What happened to the report. A correction of a project out of the asker's sight stays out of it. */
async function entriesView(
  tx: Tx,
  reportId: string,
  projects: readonly ReportedProject[],
): Promise<ReportView['entries']> {
  const seen = new Set(projects.map(({ projectId }) => projectId));
  const entries = await entriesOfReport(tx, reportId);
  return entries
    .filter(({ projectId }) => projectId === null || seen.has(projectId))
    .map(({ at, kind, by, late, reason, projectId, detail }) => ({
      ...{ at, kind, by, late, reason, projectId },
      spanStart: detail?.spanStart ?? null,
      from: detail?.from ?? null,
      to: detail?.to ?? null,
    }));
}
