import { sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { numberCounter } from '#db/schema/index.js';
import { formatInstant, type Period, type PlainDate } from '#domain/calendar/index.js';
import type { ClosingPolicy, Colour, OpenCard, Outcome } from '#domain/closing/index.js';

type CardsFor = ClosingPolicy['cardsFor'];

/** What a card may be about: a project, or an office, as a closed period left it. */
export interface Matter {
  readonly id: string;
  readonly projectId: string | null;
  readonly officeId: string;
  readonly leaderId: string | null;
  readonly code: string;
  readonly name: string;
  readonly plan: number;
  readonly actual: number;
  readonly outcome: Outcome;
}

/** The open card of each matter. */
export async function openCards(tx: Tx, matter: CardsFor): Promise<Map<string, OpenCard>> {
  const found = await tx.sql.execute<{
    matterId: string;
    cardId: string;
    colour: Colour;
    runsOutOn: PlainDate | null;
  }>(sql`
    select matter_id as "matterId", card_id as "cardId", colour, runs_out_on::text as "runsOutOn" from card
    where district_id = ${tx.districtId} and matter = ${matter} and state = 'open'
    order by matter_id for update`);
  return new Map(found.rows.map(({ matterId, ...card }) => [matterId, card]));
}

/** Every matter on which the link acts, and those with an open card. */
export async function settledMatters(
  tx: Tx,
  { kind, start }: Pick<Period, 'kind' | 'start'>,
  matter: CardsFor,
  actsBelowPercent: number,
): Promise<Matter[]> {
  const acts = sql`(r.verdict = 'short' and r.actual::numeric * 100 < r.plan::numeric * ${actsBelowPercent})`;
  const outcome = sql`case when ${acts} then 'short' when r.verdict = 'short' then 'tolerated' else 'kept' end`;
  const open = (id: ReturnType<typeof sql>) => sql`exists (
    select 1 from card k where k.district_id = ${tx.districtId} and k.matter = ${matter} and k.matter_id = ${id}
      and k.state = 'open')`;
  const found = await tx.sql.execute<Omit<Matter, 'plan' | 'actual'> & { plan: string; actual: string }>(
    matter === 'project'
      ? sql`
        select r.project_id as id, r.project_id as "projectId", r.office_id as "officeId", r.leader_id as "leaderId",
               p.code, p.name, r.plan, r.actual, ${outcome} as outcome
        from closed_project r
        join project p on p.district_id = r.district_id and p.project_id = r.project_id
        where r.district_id = ${tx.districtId} and r.kind = ${kind} and r.period_start = ${start}
          and (${acts} or ${open(sql`r.project_id`)})
        order by r.plan - r.actual desc, r.project_id`
      : sql`
        select u.unit_id as id, null as "projectId", u.unit_id as "officeId", null as "leaderId",
               u.code, u.name, r.plan, r.actual, ${outcome} as outcome
        from closed_scope r
        join unit u on u.district_id = r.district_id and u.unit_id = r.scope_key::uuid
        where r.district_id = ${tx.districtId} and r.kind = ${kind} and r.period_start = ${start} and r.scope = 'office'
          and (${acts} or ${open(sql`u.unit_id`)})
        order by r.plan - r.actual desc, u.unit_id`,
  );
  return found.rows.map(({ plan, actual, ...row }) => ({ ...row, plan: Number(plan), actual: Number(actual) }));
}

/** Card numbers of a year, without a gap: the n-th of those taken. */
export async function takeNumbers(tx: Tx, year: number, count: number): Promise<(n: number) => string> {
  if (count === 0) return () => '';
  const [counter] = await tx.sql
    .insert(numberCounter)
    .values({ districtId: tx.districtId, kind: 'card', year, last: count })
    .onConflictDoUpdate({
      target: [numberCounter.districtId, numberCounter.kind, numberCounter.year],
      set: { last: sql`${numberCounter.last} + ${count}` },
    })
    .returning({ last: numberCounter.last });
  const first = counter!.last - count + 1;
  return (n) => `LP-${year}-${String(first + n).padStart(4, '0')}`;
}

export interface NewCard {
  readonly number: string;
  readonly matter: Matter;
  readonly colour: Colour;
  readonly follows: string | null;
  readonly period: Period;
  readonly countsFrom: PlainDate;
  readonly runsOutOn: PlainDate | null;
}

/** A card as it was issued. */
export interface IssuedCard {
  readonly cardId: string;
  readonly matter: Matter;
  readonly colour: Colour;
}

/** One statement for any number. Answers their ids, in order. */
export async function insertCards(tx: Tx, matter: CardsFor, cards: readonly NewCard[]): Promise<string[]> {
  if (cards.length === 0) return [];
  const ids = cards.map(() => newId());
  const rows = cards.map((card, n) => ({
    card_id: ids[n],
    number: card.number,
    matter_id: card.matter.id,
    project_id: card.matter.projectId,
    office_id: card.matter.officeId,
    leader_id: card.matter.leaderId,
    colour: card.colour,
    kind: card.period.kind,
    period_start: card.period.start,
    period_end: card.period.end,
    plan: card.matter.plan,
    actual: card.matter.actual,
    counts_from: card.countsFrom,
    runs_out_on: card.runsOutOn,
    follows_id: card.follows,
  }));
  await tx.sql.execute(sql`
    insert into card (district_id, card_id, number, matter, matter_id, project_id, office_id, leader_id, colour, kind,
                      period_start, period_end, plan, actual, counts_from, runs_out_on, follows_id, issued_at)
    select ${tx.districtId}, c.card_id, c.number, ${matter}, c.matter_id, c.project_id, c.office_id, c.leader_id, c.colour,
           c.kind, c.period_start, c.period_end, c.plan, c.actual, c.counts_from, c.runs_out_on, c.follows_id,
           ${formatInstant(tx.now)}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (
      card_id uuid, number text, matter_id uuid, project_id uuid, office_id uuid, leader_id uuid, colour text, kind text,
      period_start date, period_end date, plan bigint, actual bigint, counts_from date, runs_out_on date, follows_id uuid)`);
  return ids;
}

/** An open card whose gap is made up: what was planned and done since its day. */
export interface MadeUpCard {
  readonly cardId: string;
  readonly number: string;
  readonly plan: number;
  readonly actual: number;
}

/** Cards that are made up by the last day that is closed. `through` is exclusive; null when nothing is closed. */
export async function madeUpCards(tx: Tx): Promise<{ through: PlainDate | null; cards: MadeUpCard[] }> {
  const reached = await tx.sql.execute<{ through: PlainDate | null }>(sql`
    select max(period_end)::text as through from closed_period where district_id = ${tx.districtId}`);
  const through = reached.rows[0]?.through ?? null;
  if (through === null) return { through, cards: [] };
  const found = await tx.sql.execute<{ cardId: string; number: string; plan: string; actual: string }>(sql`
    select k.card_id as "cardId", k.number, sum(f.plan) as plan, sum(f.actual) as actual
    from card k
    join project p on p.district_id = k.district_id
                  and (case k.matter when 'project' then p.project_id = k.matter_id else p.office_id = k.matter_id end)
    join span_figure f on f.district_id = p.district_id and f.project_id = p.project_id
                      and f.span_start >= k.counts_from and f.span_start < ${through}
    where k.district_id = ${tx.districtId} and k.state = 'open'
    group by k.card_id, k.number
    having sum(f.actual) >= sum(f.plan)
    order by k.number`);
  const cards = found.rows.map((row) => ({ ...row, plan: Number(row.plan), actual: Number(row.actual) }));
  return { through, cards };
}

export async function endCards(
  tx: Tx,
  cardIds: readonly string[],
  state: 'ranOut' | 'struckOff',
  sums: readonly Omit<MadeUpCard, 'number'>[] = [],
): Promise<void> {
  if (cardIds.length === 0) return;
  await tx.sql.execute(sql`
    update card k set state = ${state}, ended_at = ${formatInstant(tx.now)}::timestamptz, version = k.version + 1,
                      ended_plan = s.plan, ended_actual = s.actual
    from unnest(${sql.param([...cardIds])}::uuid[]) as e (card_id)
    left join jsonb_to_recordset(${JSON.stringify(sums.map(({ cardId, plan, actual }) => ({ card_id: cardId, plan, actual })))}::jsonb)
           as s (card_id uuid, plan bigint, actual bigint) on s.card_id = e.card_id
    where k.district_id = ${tx.districtId} and k.card_id = e.card_id and k.state = 'open'`);
}

export interface EndedCard {
  readonly officeId: string;
  readonly leaderId: string | null;
  readonly colour: Colour;
  readonly code: string;
  readonly name: string;
  readonly gap: number;
}

/** Cards as people are told of them. */
export async function cardsToTell(tx: Tx, cardIds: readonly string[]): Promise<EndedCard[]> {
  const found = await tx.sql.execute<Omit<EndedCard, 'gap'> & { gap: string }>(sql`
    select k.office_id as "officeId", k.leader_id as "leaderId", k.colour, coalesce(p.code, u.code) as code,
           coalesce(p.name, u.name) as name, k.plan - k.actual as gap
    from card k
    join unit u on u.district_id = k.district_id and u.unit_id = k.office_id
    left join project p on p.district_id = k.district_id and p.project_id = k.project_id
    where k.district_id = ${tx.districtId} and k.card_id = any(${sql.param([...cardIds])}::uuid[])
    order by k.number`);
  return found.rows.map((row) => ({ ...row, gap: Number(row.gap) }));
}
