import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { project } from '#db/schema/index.js';
import type { Scope } from '#domain/access/index.js';
import { yearContaining, type PlainDate } from '#domain/calendar/index.js';
import { projectsInScope } from '#features/project/index.js';

/** How a project stands by the end of the last report that was due. Whole yuan. */
export interface ProjectStanding {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly level: 'province' | 'city' | 'district';
  readonly field: string;
  readonly platform: string | null;
  readonly line: string;
  readonly stage: string;
  readonly officeId: string;
  readonly office: string;
  readonly officeEn: string;
  readonly leaderId: string | null;
  readonly leader: string | null;
  readonly longitude: number | null;
  readonly latitude: number | null;
  /** Of the whole year. */
  readonly planYear: number;
  readonly planToDate: number;
  readonly actual: number;
  /** How many of the spans asked for have a figure. */
  readonly reported: number;
}

export interface StandingsAsked {
  readonly scope: Scope;
  /** A further condition on `project`. */
  readonly where?: SQL | undefined;
  /** In which year the figures are added up. */
  readonly on: PlainDate;
  /** Spans that begin before this day count. */
  readonly before: PlainDate;
  /** The first days of the spans that should have been reported last. */
  readonly due: readonly PlainDate[];
}

/** Every project in scope that runs or is planned for the year, in the order of its code. One statement. */
export async function projectStandings(
  tx: Tx,
  { scope, where, on, before, due }: StandingsAsked,
): Promise<ProjectStanding[]> {
  const year = yearContaining(on);
  const found = await tx.sql.execute<Record<string, string | number | null>>(sql`
    select ${project.projectId} as id, ${project.code} as code, ${project.name} as name, ${project.level} as level,
           ${project.field} as field, ${project.platform} as platform, ${project.line} as line,
           ${project.stage} as stage, ${project.longitude} as longitude, ${project.latitude} as latitude,
           u.unit_id as "officeId", u.name as office, u.name_en as "officeEn",
           l.person_id as "leaderId", l.name as leader,
           coalesce(f.plan_year, 0) as "planYear", coalesce(f.plan, 0) as "planToDate", coalesce(f.actual, 0) as actual, coalesce(d.reported, 0)::int as reported
    from ${project}
    join unit u on u.district_id = ${project.districtId} and u.unit_id = ${project.officeId}
    left join contract c on c.district_id = ${project.districtId} and c.project_id = ${project.projectId}
                        and c.to_on is null
    left join person l on l.district_id = c.district_id and l.person_id = c.leader_id
    left join (
      select project_id, sum(plan) as plan_year, sum(plan) filter (where span_start < ${before}) as plan,
             sum(actual) filter (where span_start < ${before}) as actual
      from span_figure
      where district_id = ${tx.districtId} and span_start >= ${year.start} and span_start < ${year.end}
      group by project_id) f on f.project_id = ${project.projectId}
    left join (
      select project_id, count(*) as reported
      from span_figure
      where district_id = ${tx.districtId} and reported_at is not null
        and span_start = any(${sql.param([...due])}::date[])
      group by project_id) d on d.project_id = ${project.projectId}
    where ${project.districtId} = ${tx.districtId} and ${projectsInScope(scope)} ${where ? sql`and ${where}` : sql``}
      and (${project.stage} not in ('completed', 'inProduction') or f.plan > 0)
    order by ${project.code}`);
  return found.rows.map((row) => ({
    ...(row as unknown as ProjectStanding),
    planYear: Number(row['planYear']),
    planToDate: Number(row['planToDate']),
    actual: Number(row['actual']),
  }));
}
