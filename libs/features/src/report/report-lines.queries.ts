import { sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { project } from '#db/schema/index.js';
import type { Scope } from '#domain/access/index.js';
import type { Instant, PlainDate } from '#domain/calendar/index.js';
import { projectsInScope } from '#features/project/index.js';
import type { WeeksQuery } from './report.dto.js';

/** A figure as an office wrote it into a report: one row a project and span. Whole yuan. */
export interface WrittenFigure {
  readonly start: PlainDate;
  readonly office: string;
  readonly state: 'draft' | 'submitted' | 'returned' | 'accepted';
  readonly late: boolean;
  readonly submittedAt: Instant | null;
  readonly projectId: string;
  readonly code: string;
  readonly name: string;
  readonly spanStart: PlainDate;
  readonly amount: number;
  readonly plan: number;
  /** What counts now, corrections included; null while nothing is reported. */
  readonly entered: number | null;
  readonly unchanged: boolean;
  readonly progress: string;
  readonly nextWeek: string;
  readonly obstacles: string;
  readonly reason: string | null;
}

export type WrittenKey = readonly [start: string, code: string, spanStart: string];

/** What is written in the reports of some days, the newest report first, as many rows as asked for after `after`. */
export async function selectWrittenFigures(
  tx: Tx,
  { from, to, office, state }: WeeksQuery,
  scope: Scope,
  limit: number,
  after?: WrittenKey,
): Promise<WrittenFigure[]> {
  const found = await tx.sql.execute<Record<keyof WrittenFigure, unknown>>(sql`
    select r.period_start::text as start, u.name as office, r.state, r.late,
           (extract(epoch from r.submitted_at) * 1000)::float8 as "submittedAt",
           ${project.projectId} as "projectId", ${project.code} as code, ${project.name} as name,
           g.start::text as "spanStart", g.amount, coalesce(f.plan, 0) as plan,
           case when f.reported_at is not null then f.actual end as entered,
           l.unchanged, l.progress, l.next_week as "nextWeek", l.obstacles, l.reason
    from week_report r
    join unit u on u.district_id = r.district_id and u.unit_id = r.office_id
    join week_report_line l on l.district_id = r.district_id and l.report_id = r.report_id
    join ${project} on ${project.districtId} = l.district_id and ${project.projectId} = l.project_id
    cross join lateral jsonb_to_recordset(l.figures) as g (start date, amount bigint)
    left join span_figure f on f.district_id = l.district_id and f.project_id = l.project_id and f.span_start = g.start
    where r.district_id = ${tx.districtId} and r.period_end > ${from} and r.period_start < ${to}
      and (${office ?? null}::uuid is null or r.office_id = ${office ?? null}::uuid)
      and (${state ?? null}::text is null or r.state = ${state ?? null})
      and ${projectsInScope(scope)}
      ${
        after
          ? sql`and (r.period_start < ${after[0]}::date or (r.period_start = ${after[0]}::date
                     and (${project.code}, g.start) > (${after[1]}, ${after[2]}::date)))`
          : sql``
      }
    order by r.period_start desc, ${project.code}, g.start
    limit ${limit}`);
  return found.rows.map((row) => ({
    ...(row as unknown as WrittenFigure),
    amount: Number(row.amount),
    plan: Number(row.plan),
    entered: row.entered === null ? null : Number(row.entered),
  }));
}
