import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { person, planVersion, projectYear } from '#db/schema/index.js';
import { isProvisional, plainDate, spanContaining, dateOf, type PlainDate } from '#domain/calendar/index.js';
import { yearGrid } from '#domain/guarantee/index.js';
import { loadCalendar } from '#features/calendar/index.js';
import type { PlanView } from './plan.dto.js';
import { plansOnSpans } from './plan.repository.js';

/** The annual amounts of a project, by year. */
export async function ledgerYears(tx: Tx, projectId: string): Promise<Map<number, number>> {
  const rows = await tx.sql
    .select({ year: projectYear.year, annual: projectYear.plannedInvestment })
    .from(projectYear)
    .where(and(eq(projectYear.districtId, tx.districtId), eq(projectYear.projectId, projectId)));
  return new Map(rows.map(({ year, annual }) => [year, annual]));
}

/** A project's plan for a year as it holds now, on every level, with its versions, newest first. Version 0: there is none. */
export async function selectPlan(tx: Tx, projectId: string, year: number): Promise<PlanView> {
  const calendar = await loadCalendar(tx);
  const plans = await plansOnSpans(tx, projectId, year);
  const running = spanContaining(dateOf(tx.now)).start;
  const spans = yearGrid(calendar, year).map((span) => ({
    start: span.start,
    end: span.end,
    month: span.month,
    workdays: span.workdays,
    plan: plans.get(span.start) ?? 0,
    over: span.start < running,
  }));
  const sumOf = (within: (month: number) => boolean): number =>
    spans.reduce((so, { month, plan }) => so + (within(month) ? plan : 0), 0);
  const months = Array.from({ length: 12 }, (_, index) => sumOf((month) => month === index + 1));
  const versions = await selectVersions(tx, projectId, year);
  return {
    projectId,
    year,
    version: versions[0]?.version ?? 0,
    annual: sumOf(() => true),
    figures: versions[0]?.figures ?? { kind: 'workdays' },
    quarters: [0, 1, 2, 3].map((quarter) => sumOf((month) => Math.ceil(month / 3) === quarter + 1)),
    months,
    spans,
    provisional: isProvisional(calendar, firstDay(year), firstDay(year)),
    versions,
  };
}

async function selectVersions(tx: Tx, projectId: string, year: number): Promise<PlanView['versions']> {
  const rows = await tx.sql
    .select({ row: planVersion, by: { id: person.personId, name: person.name } })
    .from(planVersion)
    .leftJoin(person, and(eq(person.districtId, planVersion.districtId), eq(person.personId, planVersion.createdBy)))
    .where(
      and(eq(planVersion.districtId, tx.districtId), eq(planVersion.projectId, projectId), eq(planVersion.year, year)),
    )
    .orderBy(desc(planVersion.version));
  return rows.map(({ row, by }) => ({
    version: row.version,
    annual: row.annual,
    figures: mutable(row.figures),
    reason: row.reason,
    effectiveFrom: row.effectiveFrom,
    at: row.createdAt,
    by,
  }));
}

const mutable = (figures: typeof planVersion.$inferSelect.figures): PlanView['figures'] =>
  figures.kind === 'workdays' ? figures : { kind: figures.kind, amounts: [...figures.amounts] };

const firstDay = (year: number): PlainDate => plainDate(`${year}-01-01`);
