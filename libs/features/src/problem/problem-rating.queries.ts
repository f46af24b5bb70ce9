import { sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import type { Scope } from '#domain/access/index.js';
import { formatInstant, instantAt, type Period } from '#domain/calendar/index.js';
import type { RatingCounts } from '#domain/rating/index.js';

export interface DepartmentCounts extends RatingCounts {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly answered: number;
  readonly struckOff: number;
  readonly passedOn: number;
  readonly running: number;
}

/**
 * The departments in scope by name after a key, each with what came to stand with it in the month and what became of that,
 * and the ratings given in the month: one query, from the moves of the month. A stay is the department's that leads now.
 */
export async function selectDepartmentCounts(
  tx: Tx,
  month: Pick<Period, 'start' | 'end'>,
  scope: Scope,
  page: { readonly limit: number; readonly after?: { readonly name: string; readonly id: string } | undefined },
): Promise<DepartmentCounts[]> {
  if (scope.kind === 'none') return [];
  const only = scope.kind === 'within' ? (scope.departmentId ?? null) : null;
  if (scope.kind === 'within' && only === null) return [];
  const from = sql`${formatInstant(instantAt(month.start, '00:00'))}::timestamptz`;
  const until = sql`${formatInstant(instantAt(month.end, '00:00'))}::timestamptz`;
  const { after } = page;
  const found = await tx.sql.execute<Record<keyof DepartmentCounts, string>>(sql`
    with stay as (
      select p.problem_id, p.lead_department_id as department_id, p.status, s.rung, s."leftAt" is null as here,
             to_timestamp(s."enteredAt" / 1000) as entered_at, to_timestamp(s."leftAt" / 1000) as left_at
      from problem p
      join ladder_policy l on l.district_id = p.district_id and l.ladder_id = p.ladder_id and l.version = p.ladder_version
      cross join lateral jsonb_to_recordset(p.passages)
        as s(rung int, how text, "enteredAt" double precision, "leftAt" double precision)
      where p.district_id = ${tx.districtId} and p.lead_department_id is not null
        and (${only}::uuid is null or p.lead_department_id = ${only}::uuid)
        and p.problem_id in (
          select m.problem_id from problem_entry m
          where m.district_id = ${tx.districtId} and m.at >= ${from} and m.at < ${until}
            and m.type in ('filed', 'climbed', 'signedUp', 'sentDown'))
        and s.how <> 'skipped' and l.definition -> 'rungs' -> (s.rung - 1) ->> 'answeredBy' = 'department'
        and to_timestamp(s."enteredAt" / 1000) >= ${from} and to_timestamp(s."enteredAt" / 1000) < ${until}
    ), judged as (
      select stay.department_id, stay.here, stay.status, e.*
      from stay
      cross join lateral (
        select coalesce(bool_or(type in ('accepted', 'answered', 'whistleSigned', 'claimed')), false) as answered,
               coalesce(bool_or(type = 'responseLapsed'), false) as unanswered,
               coalesce(bool_or(type = 'resolutionLapsed'), false) as lapsed
        from problem_entry
        where district_id = ${tx.districtId} and problem_id = stay.problem_id and rung = stay.rung
          and at >= stay.entered_at and at <= coalesce(stay.left_at, 'infinity')
      ) e
    ), counted as (
      select department_id, count(*) as asked,
             count(*) filter (where answered) as answered,
             count(*) filter (where answered and not unanswered) as in_time,
             count(*) filter (where answered or unanswered) as response_due,
             count(*) filter (where here and status = 'struckOff') as struck_off,
             count(*) filter (where here and status = 'struckOff' and not lapsed) as resolved,
             count(*) filter (where lapsed or (here and status = 'struckOff')) as resolution_due,
             count(*) filter (where not lapsed and (not here or status in ('withdrawn', 'merged'))) as passed_on,
             count(*) filter (where not lapsed and here and status in ('open', 'claimed')) as running
      from judged group by department_id
    ), rated as (
      select department_id, count(*) filter (where score = 'satisfied') as satisfied,
             count(*) filter (where score = 'basically') as basically,
             count(*) filter (where score = 'unsatisfied') as unsatisfied
      from problem_rating
      where district_id = ${tx.districtId} and rated_at >= ${from} and rated_at < ${until}
      group by department_id
    )
    select u.unit_id as id, u.name, u.name_en as "nameEn", coalesce(c.asked, 0) as asked,
           coalesce(c.answered, 0) as answered, coalesce(c.in_time, 0) as "answeredInTime",
           coalesce(c.response_due, 0) as "responseDue", coalesce(c.struck_off, 0) as "struckOff",
           coalesce(c.resolved, 0) as "resolvedInTime", coalesce(c.resolution_due, 0) as "resolutionDue",
           coalesce(c.passed_on, 0) as "passedOn", coalesce(c.running, 0) as running,
           coalesce(r.satisfied, 0) as satisfied, coalesce(r.basically, 0) as basically,
           coalesce(r.unsatisfied, 0) as unsatisfied
    from unit u
    left join counted c on c.department_id = u.unit_id
    left join rated r on r.department_id = u.unit_id
    where u.district_id = ${tx.districtId} and u.kind = 'department'
      and (${only}::uuid is null or u.unit_id = ${only}::uuid)
      ${after ? sql`and (u.name, u.unit_id) > (${after.name}, ${after.id}::uuid)` : sql``}
    order by u.name, u.unit_id
    limit ${page.limit}`);
  return found.rows.map(({ id, name, nameEn, ...counts }) => ({
    id,
    name,
    nameEn,
    ...(Object.fromEntries(Object.entries(counts).map(([key, value]) => [key, Number(value)])) as unknown as Omit<
      DepartmentCounts,
      'id' | 'name' | 'nameEn'
    >),
  }));
}
