import { sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { project } from '#db/schema/index.js';
import type { Scope } from '#domain/access/index.js';
import type { Instant, PlainDate } from '#domain/calendar/index.js';
import { projectsInScope } from '#features/project/index.js';

/** What a report that was handed in says of a project. */
export interface TrailRow {
  readonly reportId: string;
  readonly officeId: string;
  readonly start: PlainDate;
  readonly end: PlainDate;
  readonly late: boolean;
  readonly submittedAt: Instant | null;
  readonly unchanged: boolean;
  readonly progress: string;
  readonly nextWeek: string;
  readonly obstacles: string;
  readonly reason: string | null;
  readonly milestones: readonly { readonly id: string; readonly reachedOn: PlainDate }[];
  /** Whole yuan; `actual` is what counts now, null where nothing does. */
  readonly figures: readonly {
    readonly start: PlainDate;
    readonly plan: number;
    readonly reported: number;
    readonly actual: number | null;
  }[];
}

export interface TrailCorrection {
  readonly reportId: string;
  readonly at: Instant;
  readonly by: string | null;
  readonly reason: string | null;
  readonly detail: { readonly spanStart: PlainDate; readonly from: number; readonly to: number };
}

/** Whether the project is in scope; undefined where there is none. */
export async function isProjectInScope(tx: Tx, projectId: string, scope: Scope): Promise<boolean | undefined> {
  const found = await tx.sql.execute<{ inScope: boolean }>(sql`
    select (${projectsInScope(scope)}) as "inScope" from ${project}
    where ${project.districtId} = ${tx.districtId} and ${project.projectId} = ${projectId}`);
  return found.rows[0]?.inScope;
}

/** Newest first, after a key. */
export async function selectTrail(
  tx: Tx,
  projectId: string,
  limit: number,
  after?: readonly [start: string, reportId: string],
): Promise<TrailRow[]> {
  const found = await tx.sql.execute<TrailRow & Record<string, unknown>>(sql`
    select r.report_id as "reportId", r.office_id as "officeId", r.period_start::text as start,
           r.period_end::text as "end", r.late, (extract(epoch from r.submitted_at) * 1000)::float8 as "submittedAt",
           l.unchanged, l.progress, l.next_week as "nextWeek", l.obstacles, l.reason, l.milestones,
           (select coalesce(jsonb_agg(jsonb_build_object('start', g.start, 'reported', g.amount,
                     'plan', coalesce(f.plan, 0), 'actual', case when f.reported_at is not null then f.actual end)
                     order by g.start), '[]')
            from jsonb_to_recordset(l.figures) as g (start date, amount bigint)
            left join span_figure f
              on f.district_id = l.district_id and f.project_id = l.project_id and f.span_start = g.start) as figures
    from week_report_line l
    join week_report r on r.district_id = l.district_id and r.report_id = l.report_id
    where l.district_id = ${tx.districtId} and l.project_id = ${projectId} and r.state in ('submitted', 'accepted')
      ${after ? sql`and (l.period_start, l.report_id) < (${after[0]}::date, ${after[1]}::uuid)` : sql``}
    order by l.period_start desc, l.report_id desc
    limit ${limit}`);
  return found.rows;
}

/** What was corrected of the figures of these reports, oldest first. */
export async function selectCorrections(
  tx: Tx,
  projectId: string,
  reportIds: readonly string[],
): Promise<TrailCorrection[]> {
  const found = await tx.sql.execute<TrailCorrection & Record<string, unknown>>(sql`
    select e.report_id as "reportId", (extract(epoch from e.at) * 1000)::float8 as at, p.name as by, e.reason, e.detail
    from week_report_entry e
    left join person p on p.district_id = e.district_id and p.person_id = e.by_id
    where e.district_id = ${tx.districtId} and e.report_id = any(${sql.param([...reportIds])}::uuid[])
      and e.kind = 'corrected' and e.project_id = ${projectId}
    order by e.at, e.entry_id`);
  return found.rows;
}
