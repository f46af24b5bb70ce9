import { sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { project } from '#db/schema/index.js';
import type { Scope } from '#domain/access/index.js';
import type { Instant, PeriodKind, PlainDate } from '#domain/calendar/index.js';
import type { Colour } from '#domain/closing/index.js';
import { projectsInScope } from '#features/project/index.js';

export interface CardRow {
  readonly id: string;
  readonly number: string;
  readonly matter: 'project' | 'office';
  readonly projectId: string | null;
  readonly code: string | null;
  readonly name: string | null;
  readonly officeId: string;
  readonly office: string;
  readonly officeEn: string;
  readonly leaderId: string | null;
  readonly leader: string | null;
  readonly colour: Colour;
  readonly state: 'open' | 'ranOut' | 'struckOff';
  readonly kind: PeriodKind;
  readonly start: PlainDate;
  readonly end: PlainDate;
  readonly plan: number;
  readonly actual: number;
  readonly countsFrom: PlainDate;
  readonly runsOutOn: PlainDate | null;
  readonly followsId: string | null;
  readonly issuedAt: Instant;
  readonly endedAt: Instant | null;
  readonly endedPlan: number | null;
  readonly endedActual: number | null;
  readonly talks: number;
  readonly version: number;
}

export interface CardsAsked {
  readonly limit: number;
  readonly id?: string | undefined;
  readonly state?: CardRow['state'] | undefined;
  readonly colour?: Colour | undefined;
  readonly officeId?: string | undefined;
  readonly projectId?: string | undefined;
}

/** A project's card is for whoever sees the project; an office's for that office and for who sees the district. */
const cardsInScope = (scope: Scope) => {
  if (scope.kind === 'district') return sql`true`;
  if (scope.kind === 'none') return sql`false`;
  const ofOffice = scope.officeId === undefined ? sql`false` : sql`k.office_id = ${scope.officeId}`;
  return sql`(case k.matter when 'office' then ${ofOffice}
              else ${project.projectId} is not null and ${projectsInScope(scope)} end)`;
};

/** Cards in scope, the newest first, after a key. */
export async function selectCards(
  tx: Tx,
  asked: CardsAsked,
  scope: Scope,
  after?: readonly [issuedAt: number, id: string],
): Promise<CardRow[]> {
  const { id, state, colour, officeId, projectId, limit } = asked;
  const found = await tx.sql.execute<Record<keyof CardRow, string | number | null>>(sql`
    select k.card_id as id, k.number, k.matter, k.project_id as "projectId", ${project.code} as code,
           ${project.name} as name, k.office_id as "officeId", u.name as office, u.name_en as "officeEn",
           k.leader_id as "leaderId", l.name as leader, k.colour, k.state, k.kind, k.period_start::text as start,
           k.period_end::text as end, k.plan, k.actual, k.counts_from::text as "countsFrom",
           k.runs_out_on::text as "runsOutOn", k.follows_id as "followsId",
           (extract(epoch from k.issued_at) * 1000)::float8 as "issuedAt",
           (extract(epoch from k.ended_at) * 1000)::float8 as "endedAt",
           k.ended_plan as "endedPlan", k.ended_actual as "endedActual", k.version,
           (select count(*)::int from card_talk t where t.district_id = k.district_id and t.card_id = k.card_id) as talks
    from card k
    join unit u on u.district_id = k.district_id and u.unit_id = k.office_id
    left join ${project} on ${project.districtId} = k.district_id and ${project.projectId} = k.project_id
    left join person l on l.district_id = k.district_id and l.person_id = k.leader_id
    where k.district_id = ${tx.districtId} and ${cardsInScope(scope)}
      and (${id ?? null}::uuid is null or k.card_id = ${id ?? null}::uuid)
      and (${state ?? null}::text is null or k.state = ${state ?? null})
      and (${colour ?? null}::text is null or k.colour = ${colour ?? null})
      and (${officeId ?? null}::uuid is null or k.office_id = ${officeId ?? null}::uuid)
      and (${projectId ?? null}::uuid is null or k.project_id = ${projectId ?? null}::uuid)
      ${after ? sql`and (k.issued_at, k.card_id) < (to_timestamp(${after[0]}::float8 / 1000), ${after[1]}::uuid)` : sql``}
    order by k.issued_at desc, k.card_id desc
    limit ${limit + 1}`);
  const number = (value: string | number | null) => (value === null ? null : Number(value));
  return found.rows.map((row) => ({
    ...(row as unknown as CardRow),
    plan: Number(row.plan),
    actual: Number(row.actual),
    endedPlan: number(row.endedPlan),
    endedActual: number(row.endedActual),
  }));
}

export interface TalkRow {
  readonly id: string;
  readonly heldOn: PlainDate;
  readonly attendees: string;
  readonly summary: string;
  readonly by: string;
  readonly at: Instant;
}

export async function talksOf(tx: Tx, cardId: string): Promise<TalkRow[]> {
  const found = await tx.sql.execute<TalkRow & Record<string, unknown>>(sql`
    select t.talk_id as id, t.held_on::text as "heldOn", t.attendees, t.summary, p.name as by,
           (extract(epoch from t.recorded_at) * 1000)::float8 as at
    from card_talk t join person p on p.district_id = t.district_id and p.person_id = t.recorded_by
    where t.district_id = ${tx.districtId} and t.card_id = ${cardId}
    order by t.held_on, t.talk_id`);
  return found.rows;
}

export interface LookRow {
  readonly id: string;
  readonly leaderId: string;
  readonly leader: string;
  readonly kind: PeriodKind;
  readonly start: PlainDate;
  readonly projects: readonly {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly gap: number;
  }[];
  readonly shortBy: number;
  readonly dueOn: PlainDate;
  readonly lookedAt: Instant | null;
  readonly note: string | null;
  readonly version: number;
}

/** Duties to look, the oldest due first: a leader's own, or all of the district. */
export async function selectLooks(
  tx: Tx,
  asked: { readonly open?: boolean | undefined; readonly id?: string | undefined; readonly limit: number },
  scope: Scope,
): Promise<LookRow[]> {
  const whose =
    scope.kind === 'district'
      ? sql`true`
      : scope.kind === 'within' && scope.leaderId !== undefined
        ? sql`k.leader_id = ${scope.leaderId}`
        : sql`false`;
  const found = await tx.sql.execute<Omit<LookRow, 'shortBy'> & { shortBy: string }>(sql`
    select k.look_id as id, k.leader_id as "leaderId", l.name as leader, k.kind, k.period_start::text as start,
           k.short_by as "shortBy", k.due_on::text as "dueOn", k.note, k.version,
           (extract(epoch from k.looked_at) * 1000)::float8 as "lookedAt",
           coalesce((
             select json_agg(json_build_object('id', p.project_id, 'code', p.code, 'name', p.name,
                                               'gap', r.plan - r.actual) order by r.plan - r.actual desc)
             from closed_project r
             join project p on p.district_id = r.district_id and p.project_id = r.project_id
             where r.district_id = k.district_id and r.kind = k.kind and r.period_start = k.period_start
               and r.project_id in (select jsonb_array_elements_text(k.project_ids)::uuid)), '[]') as projects
    from leader_look k
    join person l on l.district_id = k.district_id and l.person_id = k.leader_id
    where k.district_id = ${tx.districtId} and ${whose}
      and (${asked.id ?? null}::uuid is null or k.look_id = ${asked.id ?? null}::uuid)
      and (${asked.open ?? null}::boolean is null or (k.looked_at is null) = ${asked.open ?? null}::boolean)
    order by k.looked_at is not null, k.due_on, k.look_id
    limit ${asked.limit}`);
  return found.rows.map(({ shortBy, ...row }) => ({ ...row, shortBy: Number(shortBy) }));
}
