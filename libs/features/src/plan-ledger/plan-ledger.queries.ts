import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { project } from '#db/schema/index.js';
import type { Scope } from '#domain/access/index.js';
import type { Instant, PlainDate } from '#domain/calendar/index.js';
import { projectsThat } from '#features/project/index.js';
import type { PlanRowView, PlansQuery, PlanSums } from './plan-ledger.dto.js';

/** Which projects, and of which year their plans. */
export type PlansAsked = Omit<PlansQuery, 'cursor' | 'limit' | 'year'> & { readonly year: number };

interface Row {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly level: PlanRowView['level'];
  readonly line: PlanRowView['line'];
  readonly officeId: string;
  readonly office: string;
  readonly officeEn: string;
  readonly leaderId: string | null;
  readonly leader: string | null;
  readonly total: string;
  readonly annual: string | null;
  readonly version: number | null;
  readonly reason: string | null;
  readonly effectiveFrom: PlainDate | null;
  readonly at: Instant | null;
  readonly byId: string | null;
  readonly by: string | null;
}

/** Projects in the order of their codes, each with the version of the year's plan that holds: one statement. */
export async function selectPlans(
  tx: Tx,
  scope: Scope,
  asked: PlansAsked,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<PlanRowView[]> {
  const found = await tx.sql.execute<Row>(sql`
    select ${project.projectId} as id, ${project.code} as code, ${project.name} as name, ${project.level} as level,
           ${project.line} as line, ${project.totalInvestment} as total,
           o.unit_id as "officeId", o.name as office, o.name_en as "officeEn",
           l.person_id as "leaderId", l.name as leader,
           newest.annual, newest.version, newest.reason, newest.effective_from::text as "effectiveFrom",
           (extract(epoch from newest.created_at) * 1000)::float8 as at, a.person_id as "byId", a.name as by
    ${plansOf(tx, asked.year)}
    join unit o on o.district_id = ${project.districtId} and o.unit_id = ${project.officeId}
    left join contract c on c.district_id = ${project.districtId} and c.project_id = ${project.projectId}
                        and c.to_on is null
    left join person l on l.district_id = c.district_id and l.person_id = c.leader_id
    left join person a on a.district_id = ${project.districtId} and a.person_id = newest.created_by
    where ${among(tx, scope, asked)} ${after === undefined ? sql`` : sql`and ${project.code} > ${after}`}
    order by ${project.code}
    limit ${limit}`);
  return found.rows.map(rowView);
}

/** What they come to, all pages together. */
export async function sumPlans(tx: Tx, scope: Scope, asked: PlansAsked): Promise<PlanSums> {
  const found = await tx.sql.execute<Record<keyof PlanSums, string>>(sql`
    select count(*) as projects, count(newest.version) as planned,
           count(*) filter (where newest.version > 1) as revised,
           coalesce(sum(${project.totalInvestment}), 0) as "totalInvestment", coalesce(sum(newest.annual), 0) as annual
    ${plansOf(tx, asked.year)}
    where ${among(tx, scope, asked)}`);
  const [{ projects, planned, revised, totalInvestment, annual }] = found.rows as [Record<keyof PlanSums, string>];
  return {
    projects: Number(projects),
    planned: Number(planned),
    revised: Number(revised),
    totalInvestment: Number(totalInvestment),
    annual: Number(annual),
  };
}

/** Projects with the newest version of a year's plan; by the key of `plan_version`, one look a project. */
const plansOf = (tx: Tx, year: number): SQL => sql`
  from ${project}
  left join lateral (
    select v.version, v.annual, v.reason, v.effective_from, v.created_at, v.created_by
    from plan_version v
    where v.district_id = ${tx.districtId} and v.project_id = ${project.projectId} and v.year = ${year}
    order by v.version desc limit 1) newest on true`;

const STATE: Readonly<Record<NonNullable<PlansQuery['state']>, SQL>> = {
  none: sql`newest.version is null`,
  first: sql`newest.version = 1`,
  revised: sql`newest.version > 1`,
};

const among = (tx: Tx, scope: Scope, { state, year: _, ...filter }: PlansAsked): SQL =>
  sql`${project.districtId} = ${tx.districtId} and ${projectsThat(scope, filter)}
    ${state === undefined ? sql`` : sql`and ${STATE[state]}`}`;

function rowView(row: Row): PlanRowView {
  const { id, code, name, level, line } = row;
  return {
    ...{ id, code, name, level, line },
    office: { id: row.officeId, name: row.office, nameEn: row.officeEn },
    leader: row.leaderId === null ? null : { id: row.leaderId, name: row.leader! },
    totalInvestment: Number(row.total),
    annual: Number(row.annual ?? 0),
    version: row.version ?? 0,
    newest:
      row.version === null
        ? null
        : {
            reason: row.reason!,
            effectiveFrom: row.effectiveFrom!,
            at: row.at!,
            by: row.byId === null ? null : { id: row.byId, name: row.by! },
          },
  };
}
