import { Injectable } from '@nestjs/common';
import { announceChange } from '#db/change-feed.js';
import { Database, type Tx } from '#db/database.js';
import { authorOf, type Action, type CommandContext } from '#domain/access/index.js';
import { addDays, dateOf, workdaysBetween, type PlainDate } from '#domain/calendar/index.js';
import {
  afterAct,
  checkLines,
  reportDueAt,
  spansOfReport,
  type ReportAct,
  type ReportingPeriod,
} from '#domain/report/index.js';
import { valueOf } from '#domain/refusal.js';
import { recordAudit } from '#features/audit/index.js';
import { loadCalendar } from '#features/calendar/index.js';
import { reachMilestones } from '#features/project/index.js';
import { InvalidRequestError, VersionConflictError } from '#platform/http/index.js';
import { officeToActOn, periodStarting, refuse } from './report.access.js';
import type { ReportLineBody, ReportStandingView } from './report.dto.js';
import { enterFigures } from './report.figures.js';
import { checkMilestones } from './report.milestones.js';
import { tellOfReturn } from './report.notices.js';
import { lastWordings, reportedProjects } from './report.queries.js';
import {
  addEntry,
  dropLines,
  insertReport,
  lockReport,
  selectLines,
  updateReport,
  writeLines,
  type LineRow,
  type NewLine,
  type ReportRow,
} from './report.repository.js';

/** A report that lies further ahead than this is taken for a slip of the pen. */
const FURTHEST_AHEAD_DAYS = 7;

export interface Place {
  readonly officeId: string;
  /** The day on which the report begins. */
  readonly start: PlainDate;
  /** The version that the author saw; 0 when nothing was written. */
  readonly seen: number;
}

interface Opened {
  readonly period: ReportingPeriod;
  readonly report: ReportRow;
  readonly projects: Awaited<ReturnType<typeof reportedProjects>>;
}

/** What offices and coordinators do with a week's report: each act one transaction, permission before any effect. */
@Injectable()
export class ReportService {
  constructor(private readonly database: Database) {}

  /** Saves some lines of a draft. Refusals: `request.invalid` with every wrong cell, `report.already_…`. */
  async write(context: CommandContext, place: Place, lines: readonly ReportLineBody[]): Promise<ReportStandingView> {
    return this.database.transaction(context, async (tx) => {
      const opened = await open(tx, place, 'write', 'report.write');
      const { period, projects } = opened;
      const today = dateOf(tx.now);
      const facts = new Map(projects.map((each) => [each.projectId, each]));
      const faults = [
        ...checkLines(lines, spansOfReport(period), facts, today),
        ...(await checkMilestones(tx, lines, today)),
      ];
      if (faults.length > 0)
        throw new InvalidRequestError(faults.map((fault) => ({ ...fault, message: 'Not acceptable' })));
      await writeLines(
        tx,
        opened.report,
        lines.map((line) => rowOf(tx, period, line)),
      );
      return finish(tx, opened, {}, 'report.write', { lines: lines.length });
    });
  }

  /** 本周无变化: these projects, or all that are not written yet, did nothing; their wording stays. */
  async unchanged(context: CommandContext, place: Place, projectIds?: readonly string[]): Promise<ReportStandingView> {
    return this.database.transaction(context, async (tx) => {
      const opened = await open(tx, place, 'write', 'report.write');
      const { period, report, projects } = opened;
      const known = new Set(projects.map((each) => each.projectId));
      const stranger = projectIds?.findIndex((id) => !known.has(id)) ?? -1;
      if (stranger >= 0) refuse('report.project_unknown', { field: `projectIds.${stranger}` });
      const written = new Set((await selectLines(tx, report.reportId)).map((line) => line.projectId));
      const meant = [...new Set(projectIds ?? [...known].filter((id) => !written.has(id)))];
      const words = new Map((await lastWordings(tx, meant, period.start)).map((each) => [each.projectId, each]));
      const lines = meant.map((projectId) => {
        const { progress = '', nextWeek = '' } = words.get(projectId) ?? {};
        return { projectId, figures: [], progress, nextWeek, obstacles: '', milestones: [], reason: null };
      });
      await writeLines(
        tx,
        report,
        lines.map((line) => ({ ...rowOf(tx, period, line), unchanged: true })),
      );
      return finish(tx, opened, {}, 'report.unchanged', { lines: lines.length });
    });
  }

  /**
   * Hands the report in: its figures count from now on. Refusals: `report.too_early` (days of it have not begun),
   * `report.lines_missing` (how many projects, and the first one).
   */
  async submit(context: CommandContext, place: Place): Promise<ReportStandingView> {
    return this.database.transaction(context, async (tx) => {
      const opened = await open(tx, place, 'submit', 'report.write');
      const { period, report } = opened;
      const calendar = await loadCalendar(tx);
      const worked = spansOfReport(period).filter(({ start, end }) => workdaysBetween(calendar, start, end) > 0);
      const lastBegins = worked.at(-1)?.start ?? period.start;
      if (dateOf(tx.now) < lastBegins) refuse('report.too_early', { from: lastBegins });
      const lines = await completeLines(tx, opened);
      const entered = await enterFigures(tx, report, period, lines);
      await reachMilestones(
        tx,
        lines.flatMap(({ projectId, milestones }) => milestones.map((each) => ({ projectId, ...each }))),
      );
      const dueAt = reportDueAt(period, calendar);
      const late = report.firstSubmittedAt === null && dueAt !== null && tx.now > dueAt;
      const by = authorOf(tx.context);
      await addEntry(tx, { reportId: report.reportId, kind: 'submitted', byId: by, late });
      const changed = {
        state: valueOf(afterAct(report.state, 'submit')),
        firstSubmittedAt: report.firstSubmittedAt ?? tx.now,
        submittedAt: tx.now,
        submittedBy: by,
        late: report.late || late,
        decidedAt: null,
        decidedBy: null,
      };
      return finish(tx, opened, changed, 'report.submit', { late, ...entered });
    });
  }

  /** The coordinator's answer: taken. */
  async accept(context: CommandContext, place: Place): Promise<ReportStandingView> {
    return this.decide(context, place, 'accept', null);
  }

  /** The coordinator's answer: back to the office, with the reason. Its figures stand until it is handed in again. */
  async giveBack(context: CommandContext, place: Place, reason: string): Promise<ReportStandingView> {
    return this.decide(context, place, 'return', reason);
  }

  private async decide(
    context: CommandContext,
    place: Place,
    act: 'accept' | 'return',
    reason: string | null,
  ): Promise<ReportStandingView> {
    return this.database.transaction(context, async (tx) => {
      const opened = await open(tx, place, act, 'report.accept');
      const { report } = opened;
      const by = authorOf(tx.context);
      const kind = act === 'accept' ? 'accepted' : 'returned';
      await addEntry(tx, { reportId: report.reportId, kind, byId: by, reason });
      if (reason !== null) await tellOfReturn(tx, report, reason);
      const changed = { state: kind, decidedAt: tx.now, decidedBy: by, returnReason: reason } as const;
      return finish(tx, opened, changed, `report.${act}`, reason === null ? {} : { reason });
    });
  }
}

/**
 * Locks the report for an act, or begins it. Refusals: `report.start_invalid`, `report.not_found`, `access.denied`,
 * `report.too_early`, `report.version_conflict` with where it stands now, and the state's own.
 */
export async function open(tx: Tx, { officeId, start, seen }: Place, act: ReportAct, action: Action): Promise<Opened> {
  const period = periodStarting(start);
  await officeToActOn(tx, action, officeId);
  if (start > addDays(dateOf(tx.now), FURTHEST_AHEAD_DAYS)) refuse('report.too_early', { from: start });
  const projects = await reportedProjects(tx, officeId, period);
  if (projects.length === 0) refuse('report.no_projects');
  const found = await lockReport(tx, officeId, start);
  if ((found?.version ?? 0) !== seen) return conflict(tx, found, projects.length);
  if (!found && act !== 'write' && act !== 'submit') refuse('report.not_submitted');
  valueOf(afterAct(found?.state ?? 'draft', act));
  const report = found ?? (await insertReport(tx, officeId, period, 'draft'));
  if (!report) return conflict(tx, await lockReport(tx, officeId, start), projects.length);
  return { period, report, projects };
}

async function conflict(tx: Tx, report: ReportRow | undefined, projects: number): Promise<never> {
  const current = report
    ? await standingOf(tx, report, projects)
    : { reportId: null, state: 'none', version: 0, late: false, written: 0, projects };
  throw new VersionConflictError('report', { ...current });
}

/** Every project has its line; lines of projects that have left the office meanwhile are dropped. */
async function completeLines(tx: Tx, { report, projects }: Opened): Promise<LineRow[]> {
  const all = await selectLines(tx, report.reportId);
  const expected = new Set(projects.map(({ projectId }) => projectId));
  const lines = all.filter(({ projectId }) => expected.has(projectId));
  const written = new Set(lines.map(({ projectId }) => projectId));
  const missing = projects.filter(({ projectId }) => !written.has(projectId));
  if (missing.length > 0)
    refuse('report.lines_missing', { count: missing.length, code: missing[0]!.code, name: missing[0]!.name });
  await dropLines(
    tx,
    report.reportId,
    all.filter(({ projectId }) => !expected.has(projectId)).map(({ projectId }) => projectId),
  );
  return lines;
}

/** A line with a figure for every span of its report. */
export function rowOf(tx: Tx, period: ReportingPeriod, line: ReportLineBody): NewLine {
  const { projectId, progress, nextWeek, obstacles, milestones, reason } = line;
  const given = new Map(line.figures.map(({ start, amount }) => [start, amount]));
  const figures = spansOfReport(period).map(({ start }) => ({ start, amount: given.get(start) ?? 0 }));
  const written = { writtenBy: authorOf(tx.context)!, writtenAt: tx.now, unchanged: false };
  return { projectId, figures, progress, nextWeek, obstacles, milestones, reason, ...written };
}

/** What every act on a report ends with. */
export async function finish(
  tx: Tx,
  { report, projects }: Opened,
  changed: Parameters<typeof updateReport>[2],
  action: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<ReportStandingView> {
  const after = await updateReport(tx, report.reportId, changed);
  await announceChange(tx, { subject: 'report', id: after.reportId, version: after.version });
  const { officeId, periodStart } = after;
  await recordAudit(tx, [
    { action, subjectKind: 'report', subjectId: after.reportId, detail: { officeId, start: periodStart, ...detail } },
  ]);
  return standingOf(tx, after, projects.length);
}

async function standingOf(tx: Tx, report: ReportRow, projects: number): Promise<ReportStandingView> {
  const written = (await selectLines(tx, report.reportId)).length;
  return {
    reportId: report.reportId,
    state: report.state,
    version: report.version,
    late: report.late,
    written,
    projects,
  };
}
