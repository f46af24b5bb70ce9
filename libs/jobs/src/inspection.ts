import { and, asc, desc, eq, gt, isNotNull, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { periodRun, timer } from '#db/schema/index.js';
import type { Instant, PlainDate } from '#domain/calendar/index.js';

/**
 * - `pending`: still to come. `overdue`: due, and not fired yet. `parked`: given up after its last try.
 * - `fired`: acted on, or found stale. `cancelled`: not needed any more.
 */
export type TimerState = 'pending' | 'overdue' | 'parked' | 'fired' | 'cancelled';

export interface TimerFilter {
  readonly state?: TimerState;
  readonly kind?: string;
  readonly subjectKind?: string;
  readonly subjectId?: string;
}

export interface TimerRow {
  readonly timerId: string;
  readonly state: TimerState;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly kind: string;
  readonly dueAt: Instant;
  readonly firedAt: Instant | null;
  readonly outcome: 'acted' | 'stale' | 'cancelled' | null;
  readonly attempts: number;
  readonly retryAt: Instant | null;
  readonly parkedAt: Instant | null;
  readonly lastError: string | null;
}

/** Where a page ends: by when it fell due, or by when it fired. */
interface TimerKey {
  readonly at: Instant;
  readonly timerId: string;
}

const open = isNull(timer.firedAt);

function inState(tx: Tx, state: TimerState | undefined): SQL | undefined {
  switch (state) {
    case 'pending':
      return and(open, isNull(timer.parkedAt), gt(timer.dueAt, tx.now));
    case 'overdue':
      return and(open, isNull(timer.parkedAt), lte(timer.dueAt, tx.now));
    case 'parked':
      return and(open, isNotNull(timer.parkedAt));
    case 'fired':
      return and(isNotNull(timer.firedAt), sql`${timer.outcome} <> 'cancelled'`);
    case 'cancelled':
      return and(isNotNull(timer.firedAt), eq(timer.outcome, 'cancelled'));
    case undefined:
      return undefined;
  }
}

/** What has fired comes newest first, everything else by when it falls due; at most `limit` after `after`. */
async function timersOf(
  tx: Tx,
  filter: TimerFilter,
  page: { limit: number; after?: TimerKey },
): Promise<{ row: TimerRow; key: TimerKey }[]> {
  const backwards = filter.state === 'fired' || filter.state === 'cancelled';
  const column = backwards ? timer.firedAt : timer.dueAt;
  const { after } = page;
  const beyond = backwards ? lt : gt;
  const rows = await tx.sql
    .select()
    .from(timer)
    .where(
      and(
        eq(timer.districtId, tx.districtId),
        inState(tx, filter.state),
        filter.kind === undefined ? undefined : eq(timer.kind, filter.kind),
        filter.subjectKind === undefined ? undefined : eq(timer.subjectKind, filter.subjectKind),
        filter.subjectId === undefined ? undefined : eq(timer.subjectId, filter.subjectId),
        after && or(beyond(column, after.at), and(eq(column, after.at), beyond(timer.timerId, after.timerId))),
      ),
    )
    .orderBy(...(backwards ? [desc(column), desc(timer.timerId)] : [asc(column), asc(timer.timerId)]))
    .limit(page.limit);
  return rows.map((row) => {
    const { timerId, subjectKind, subjectId, kind, dueAt, firedAt, outcome, attempts, retryAt, parkedAt } = row;
    return {
      row: {
        ...{ timerId, subjectKind, subjectId, kind, dueAt, firedAt, outcome, attempts, retryAt, parkedAt },
        lastError: row.lastError,
        state: stateOf(row, tx.now),
      },
      key: { at: backwards ? firedAt! : dueAt, timerId },
    };
  });
}

function stateOf(row: typeof timer.$inferSelect, now: Instant): TimerState {
  if (row.firedAt !== null) return row.outcome === 'cancelled' ? 'cancelled' : 'fired';
  if (row.parkedAt !== null) return 'parked';
  return row.dueAt <= now ? 'overdue' : 'pending';
}

/** How much waits, and since when. Counted up to `COUNTED_UP_TO`: beyond it nobody needs the figure. */
export interface WorkState {
  readonly promises: {
    readonly waiting: number;
    /** Since when the oldest waits for a worker to take it up; what waits for a later moment is not late. */
    readonly oldestSince: Instant | null;
    /** Handed to the queue time and again, and never begun: the queue's readers are away. */
    readonly unheard: number;
    /** Failed at least once, and will be tried again. */
    readonly failing: number;
    readonly dead: number;
  };
  readonly timers: {
    readonly pending: number;
    readonly overdue: number;
    readonly overdueSince: Instant | null;
    readonly parked: number;
    readonly firedLastHour: number;
    readonly nextDueAt: Instant | null;
  };
}

const COUNTED_UP_TO = 10_000;
const UNHEARD_AFTER = 5;
const HOUR_MS = 3_600_000;

async function workState(tx: Tx): Promise<WorkState> {
  const here = sql`district_id = ${tx.districtId}`;
  const now = sql`to_timestamp(${tx.now} / 1000.0)`;
  const hourAgo = sql`to_timestamp(${tx.now - HOUR_MS} / 1000.0)`;
  const some = (from: SQL) => sql`(select count(*)::int from (select from ${from} limit ${COUNTED_UP_TO}) c)`;
  const ms = (of: SQL) => sql`(select (extract(epoch from ${of}) * 1000)::bigint)`;
  const openPromise = sql`outbox where ${here} and done_at is null and dead_at is null`;
  const openTimer = sql`timer where ${here} and fired_at is null and parked_at is null`;
  const found = await tx.sql.execute<Record<string, string | number | null>>(sql`select
    ${some(openPromise)} as waiting,
    ${ms(sql`(select min(next_attempt_at) from ${openPromise} and next_attempt_at <= ${now})`)} as oldest_since,
    ${some(sql`${openPromise} and attempts = 0 and epoch >= ${UNHEARD_AFTER}`)} as unheard,
    ${some(sql`${openPromise} and attempts > 0 and last_error is not null`)} as failing,
    ${some(sql`outbox where ${here} and dead_at is not null and done_at is null`)} as dead,
    ${some(sql`${openTimer} and due_at > ${now}`)} as pending,
    ${some(sql`${openTimer} and due_at <= ${now}`)} as overdue,
    ${ms(sql`(select min(due_at) from ${openTimer} and due_at <= ${now})`)} as overdue_since,
    ${some(sql`timer where ${here} and fired_at is null and parked_at is not null`)} as parked,
    ${some(sql`timer where ${here} and fired_at >= ${hourAgo} and fired_at <= ${now} and outcome <> 'cancelled'`)} as fired,
    ${ms(sql`(select min(due_at) from ${openTimer} and due_at > ${now})`)} as next_due`);
  const row = found.rows[0]!;
  const count = (name: string) => Number(row[name]);
  const moment = (name: string) => (row[name] === null ? null : (Number(row[name]) as Instant));
  return {
    promises: {
      waiting: count('waiting'),
      oldestSince: moment('oldest_since'),
      unheard: count('unheard'),
      failing: count('failing'),
      dead: count('dead'),
    },
    timers: {
      pending: count('pending'),
      overdue: count('overdue'),
      overdueSince: moment('overdue_since'),
      parked: count('parked'),
      firedLastHour: count('fired'),
      nextDueAt: moment('next_due'),
    },
  };
}

export interface PeriodRow {
  readonly job: string;
  readonly periodStart: PlainDate;
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
  readonly attempts: number;
  readonly lastError: string | null;
}

function rowOf({ job, periodStart, startedAt, finishedAt, attempts, lastError }: PeriodRow): PeriodRow {
  return { job, periodStart, startedAt, finishedAt, attempts, lastError };
}

/** The newest run of each work: how far it has come. */
async function latestPeriods(tx: Tx): Promise<PeriodRow[]> {
  const rows = await tx.sql
    .selectDistinctOn([periodRun.job])
    .from(periodRun)
    .where(eq(periodRun.districtId, tx.districtId))
    .orderBy(asc(periodRun.job), desc(periodRun.periodStart));
  return rows.map(rowOf);
}

/** The runs of one work, newest first, before a period. */
async function periodRuns(tx: Tx, job: string, page: { limit: number; before?: PlainDate }): Promise<PeriodRow[]> {
  const rows = await tx.sql
    .select()
    .from(periodRun)
    .where(
      and(
        eq(periodRun.districtId, tx.districtId),
        eq(periodRun.job, job),
        page.before === undefined ? undefined : lt(periodRun.periodStart, page.before),
      ),
    )
    .orderBy(desc(periodRun.periodStart))
    .limit(page.limit);
  return rows.map(rowOf);
}

/** Which programs of the house hold connections to this database just now: `duban-api`, `duban-worker`. */
async function programs(tx: Tx): Promise<Map<string, number>> {
  const found = await tx.sql.execute<{ name: string; connections: number }>(sql`
    select application_name as name, count(*)::int as connections from pg_stat_activity
    where datname = current_database() and application_name like 'duban-%' group by 1`);
  return new Map(found.rows.map(({ name, connections }) => [name, connections]));
}

/** Looks at the works of the house: nothing here changes anything. */
export const inspection = { timersOf, workState, latestPeriods, periodRuns, programs };
