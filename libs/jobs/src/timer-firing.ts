import { Inject, Injectable, Logger } from '@nestjs/common';
import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm';
import { Database, type Tx } from '#db/database.js';
import { timer as table } from '#db/schema/index.js';
import type { Instant } from '#domain/calendar/plain-date.js';
import { backOffMs, failureFrames, failureText } from './failure.js';
import { HandlerRegistry } from './handler-registry.js';
import type { TimerHandler } from './handlers.decorators.js';
import { timerLateness, timersFired } from './job-metrics.js';
import { systemContext } from './system-context.js';
import type { DueTimer, TimerOutcome } from './timers.js';
import { paceOf, WORKER_OPTIONS } from './worker-options.js';
import type { WorkerOptions } from './worker-options.js';

/** Tried so often, a timer whose handler fails is parked until a person or a new plan takes it up. */
export const MAX_TIMER_ATTEMPTS = 10;

type Pick = { readonly limit: number } | { readonly timerIds: readonly string[] };
type Fired = DueTimer & { readonly outcome: TimerOutcome };
type Attempt = { readonly fired: readonly Fired[] } | { readonly failed: readonly DueTimer[]; readonly error: unknown };

/**
 * Fires what is due. The alarm of the queue and the sweep both come here and nothing else does, so how a timer was
 * noticed makes no difference to what happens.
 */
@Injectable()
export class TimerFiring {
  private readonly logger = new Logger('timers');

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HandlerRegistry) private readonly registry: HandlerRegistry,
    @Inject(WORKER_OPTIONS) private readonly options: WorkerOptions,
  ) {}

  /** Fires batch after batch until nothing is due in the district, or `mayGoOn` says no. Answers how many were taken. */
  async fireAllDue(districtId: string, mayGoOn: () => boolean = () => true): Promise<number> {
    const limit = paceOf(this.options).timerBatch;
    let total = 0;
    for (let taken = limit; taken === limit && mayGoOn(); total += taken)
      taken = await this.fireDueTimers(districtId, limit);
    return total;
  }

  /**
   * Fires up to `limit` due timers of one district in one transaction and answers how many it took. When a handler
   * fails, all of it is rolled back and the batch is halved until the poisonous timer stands alone: the others fire,
   * and it alone waits for a later try.
   */
  async fireDueTimers(districtId: string, limit: number): Promise<number> {
    const attempt = await this.attempt(districtId, { limit });
    if ('fired' in attempt) return attempt.fired.length;
    await this.fireApart(districtId, attempt.failed, attempt.error);
    return attempt.failed.length;
  }

  private async fireApart(districtId: string, timers: readonly DueTimer[], error: unknown): Promise<void> {
    if (timers.length === 1) return this.recordFailure(districtId, timers[0]!, error);
    const middle = Math.ceil(timers.length / 2);
    for (const half of [timers.slice(0, middle), timers.slice(middle)]) {
      const attempt = await this.attempt(districtId, { timerIds: half.map((each) => each.timerId) });
      if ('failed' in attempt) await this.fireApart(districtId, attempt.failed, attempt.error);
    }
  }

  /** Only what a handler threw makes a failed attempt; a database that cannot be reached says nothing of any timer. */
  private async attempt(districtId: string, pick: Pick): Promise<Attempt> {
    const context = systemContext(districtId, { kind: 'timer' });
    let due: DueTimer[] = [];
    let handlerFailed = false;
    try {
      const fired = await this.database.transaction(context, async (tx) => {
        handlerFailed = false;
        due = await takeDue(tx, pick);
        const outcomes = new Map<string, TimerOutcome>();
        for (const part of inCalls(due, this.registry.timers)) {
          try {
            for (const [timerId, outcome] of await this.call(tx, part)) outcomes.set(timerId, outcome);
          } catch (error) {
            handlerFailed = true;
            throw error;
          }
        }
        await writeOutcomes(tx, outcomes);
        return { now: tx.now, timers: due.map((each) => ({ ...each, outcome: outcomes.get(each.timerId)! })) };
      });
      for (const { kind, outcome, dueAt } of fired.timers) {
        timersFired.inc({ kind, outcome });
        timerLateness.observe((fired.now - dueAt) / 1000);
      }
      return { fired: fired.timers };
    } catch (error) {
      if (!handlerFailed) throw error;
      return { failed: due, error };
    }
  }

  private async call(tx: Tx, part: DueTimer[]): Promise<ReadonlyMap<string, TimerOutcome>> {
    const { kind } = part[0]!;
    const handle = this.registry.timers.get(kind);
    if (!handle) throw new Error(`Nobody handles timers of kind ${kind}`);
    const work = () => handle(tx, part);
    const outcomes = await (this.options.around?.(tx.context, work) ?? work());
    for (const { timerId } of part)
      if (!outcomes.has(timerId)) throw new Error(`The handler of ${kind} left a timer without an outcome`);
    return new Map(part.map(({ timerId }) => [timerId, outcomes.get(timerId)!]));
  }

  private async recordFailure(districtId: string, timer: DueTimer, error: unknown): Promise<void> {
    const context = systemContext(districtId, { kind: 'timer' });
    const lastError = failureText(error);
    const { firstBackOffMs } = paceOf(this.options);
    const parked = await this.database.transaction(context, async (tx) => {
      const [row] = await tx.sql
        .select({ attempts: table.attempts })
        .from(table)
        .where(and(isTimer(tx, timer.timerId), isNull(table.firedAt), eq(table.dueAt, timer.dueAt)))
        .for('update');
      if (!row) return false;
      const attempts = row.attempts + 1;
      const givenUp = attempts >= MAX_TIMER_ATTEMPTS;
      const retryAt = (tx.now + backOffMs(attempts, firstBackOffMs)) as Instant;
      await tx.sql
        .update(table)
        .set({ attempts, lastError, retryAt, parkedAt: givenUp ? tx.now : null })
        .where(isTimer(tx, timer.timerId));
      return givenUp;
    });
    timersFired.inc({ kind: timer.kind, outcome: parked ? 'parked' : 'failed' });
    const { timerId, kind, subjectKind, subjectId } = timer;
    this.logger.error({
      message: parked ? 'A timer is parked after its last try' : 'A timer could not be fired',
      ...{ requestId: context.requestId, districtId, timerId, kind, subjectKind, subjectId },
      error: lastError,
      frames: failureFrames(error),
    });
  }
}

function isTimer(tx: Tx, timerId: string) {
  return and(eq(table.districtId, tx.districtId), eq(table.timerId, timerId));
}

/** The oldest due ones that nobody else is firing, as one select whose cost is set by `limit`, not by what is pending. */
export function selectDue(tx: Tx, pick: Pick) {
  const due = and(
    eq(table.districtId, tx.districtId),
    isNull(table.firedAt),
    isNull(table.parkedAt),
    lte(table.dueAt, tx.now),
    or(isNull(table.retryAt), lte(table.retryAt, tx.now)),
    'timerIds' in pick ? anyOf(pick.timerIds) : undefined,
  );
  return tx.sql
    .select({
      timerId: table.timerId,
      subjectKind: table.subjectKind,
      subjectId: table.subjectId,
      subjectVersion: table.subjectVersion,
      kind: table.kind,
      dueAt: table.dueAt,
    })
    .from(table)
    .where(due)
    .orderBy(asc(table.dueAt))
    .limit('limit' in pick ? pick.limit : pick.timerIds.length)
    .for('update', { skipLocked: true });
}

/**
 * Marks them fired before their handlers run: a handler plans its subject anew, and must find them gone from what is
 * pending, or the old firing would swallow the new deadline.
 */
async function takeDue(tx: Tx, pick: Pick): Promise<DueTimer[]> {
  const due = await selectDue(tx, pick);
  if (due.length === 0) return due;
  const timerIds = due.map((each) => each.timerId);
  await tx.sql
    .update(table)
    .set({ firedAt: tx.now })
    .where(and(eq(table.districtId, tx.districtId), anyOf(timerIds)));
  return due.sort((a, b) => a.dueAt - b.dueAt || compare(a.kind, b.kind) || compare(a.timerId, b.timerId));
}

async function writeOutcomes(tx: Tx, outcomes: ReadonlyMap<string, TimerOutcome>): Promise<void> {
  for (const outcome of ['acted', 'stale'] as const) {
    const timerIds = [...outcomes].filter(([, each]) => each === outcome).map(([timerId]) => timerId);
    if (timerIds.length === 0) continue;
    await tx.sql
      .update(table)
      .set({ outcome })
      .where(and(eq(table.districtId, tx.districtId), anyOf(timerIds)));
  }
}

function anyOf(timerIds: readonly string[]) {
  return sql`${table.timerId} = any(${sql.param(timerIds)}::uuid[])`;
}

/** Cuts the ordered batch into calls: each for one handler, and with no subject twice. */
export function inCalls(due: readonly DueTimer[], handlers: ReadonlyMap<string, TimerHandler>): DueTimer[][] {
  const calls: DueTimer[][] = [];
  let subjects = new Set<string>();
  let handler: TimerHandler | undefined | null = null;
  for (const timer of due) {
    const next = handlers.get(timer.kind);
    if (next !== handler || !next || subjects.has(timer.subjectId)) {
      calls.push([]);
      subjects = new Set();
      handler = next;
    }
    calls.at(-1)!.push(timer);
    subjects.add(timer.subjectId);
  }
  return calls;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
