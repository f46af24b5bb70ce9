import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { planVersion, project } from '#db/schema/index.js';
import type { PlainDate } from '#domain/calendar/index.js';
import type { PlanFigures } from '#domain/guarantee/index.js';

/** A project's plan for a year as it holds. */
export interface StandingPlan {
  readonly version: number;
  readonly annual: number;
  readonly figures: PlanFigures;
  /** Whole yuan by the span's first day. */
  readonly spans: ReadonlyMap<PlainDate, number>;
}

/** The plans in force of many projects' years, by `<project> <year>`; the projects are locked, in the order of their ids. */
export async function standingPlans(
  tx: Tx,
  wanted: readonly { readonly projectId: string; readonly year: number }[],
): Promise<Map<string, StandingPlan>> {
  const projectIds = [...new Set(wanted.map(({ projectId }) => projectId))].sort();
  const years = [...new Set(wanted.map(({ year }) => year))];
  if (projectIds.length === 0) return new Map();
  await tx.sql
    .select({ id: project.projectId })
    .from(project)
    .where(and(eq(project.districtId, tx.districtId), inArray(project.projectId, projectIds)))
    .orderBy(project.projectId)
    .for('no key update');
  const versions = await tx.sql
    .selectDistinctOn([planVersion.projectId, planVersion.year], {
      projectId: planVersion.projectId,
      year: planVersion.year,
      version: planVersion.version,
      annual: planVersion.annual,
      figures: planVersion.figures,
    })
    .from(planVersion)
    .where(
      and(
        eq(planVersion.districtId, tx.districtId),
        inArray(planVersion.projectId, projectIds),
        inArray(planVersion.year, years),
      ),
    )
    .orderBy(planVersion.projectId, planVersion.year, sql`${planVersion.version} desc`);
  const spans = await tx.sql.execute<{ project_id: string; start: PlainDate; plan: string }>(sql`
    select project_id, span_start::text as start, plan from span_figure
    where district_id = ${tx.districtId} and project_id = any(${sql.param(projectIds)}::uuid[])
      and extract(year from span_start) = any(${sql.param(years)}::int[])`);
  const standing = new Map(
    versions.map(({ projectId, year, ...row }) => [
      `${projectId} ${year}`,
      { ...row, spans: new Map<PlainDate, number>() },
    ]),
  );
  for (const { project_id, start, plan } of spans.rows)
    standing.get(`${project_id} ${start.slice(0, 4)}`)?.spans.set(start, Number(plan));
  return standing;
}
