import { Inject, Injectable, Logger } from '@nestjs/common';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { Database, type Tx } from '#db/database.js';
import { district, periodRun as table } from '#db/schema/index.js';
import { dateOf } from '#domain/calendar/index.js';
import type { Instant } from '#domain/calendar/index.js';
import { momentOf, periodOn } from './due-period.js';
import { backOffMs, failureFrames, failureText } from './failure.js';
import { HandlerRegistry } from './handler-registry.js';
import type { DuePeriod, PeriodHandler, PeriodicWork } from './handlers.decorators.js';
import { periodRuns } from './job-metrics.js';
import { systemContext } from './system-context.js';
import { paceOf, WORKER_OPTIONS } from './worker-options.js';
import type { WorkerOptions } from './worker-options.js';

/** `period`: run it now. `wait`: nothing to do before then. */
type Next = { readonly period: DuePeriod } | { readonly wait: Instant };

/**
 * Periodic work. The newest row of `period_run` for (district, job) is the watermark, and its lock keeps a second
 * runner away. Periods run one after the other, oldest first, from the one in which the district was set up; a period
 * that fails holds back the later ones until it succeeds.
 */
@Injectable()
export class PeriodRunner {
  private readonly logger = new Logger('periods');
  /** Spares the database the question while the answer cannot have changed. */
  private readonly notBefore = new Map<string, Instant>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HandlerRegistry) private readonly registry: HandlerRegistry,
    @Inject(WORKER_OPTIONS) private readonly options: WorkerOptions,
  ) {}

  /** Runs every period that is due in the district, as long as `mayGoOn`. Answers how many it ran. */
  async runDue(districtId: string, now: Instant, mayGoOn: () => boolean = () => true): Promise<number> {
    let ran = 0;
    for (const { work, handle } of this.registry.periods.values()) {
      const key = `${districtId} ${work.name}`;
      if ((this.notBefore.get(key) ?? 0) > now) continue;
      for (let more = true; more && mayGoOn();) {
        const next = await this.next(districtId, work);
        if ('wait' in next) this.notBefore.set(key, next.wait);
        more = 'period' in next && (await this.run(districtId, work, next.period, handle));
        if (more) ran++;
      }
    }
    return ran;
  }

  private next(districtId: string, work: PeriodicWork): Promise<Next> {
    return this.database.transaction(systemContext(districtId, { kind: 'period' }), async (tx) => {
      const last = await this.watermark(tx, work);
      if (last && last.finishedAt === null) {
        const again = (last.startedAt + this.waitAfter(last.attempts, last.lastError)) as Instant;
        return again > tx.now ? { wait: again } : { period: periodOn(work, last.periodStart) };
      }
      const period = last
        ? periodOn(work, periodOn(work, last.periodStart).end)
        : periodOn(work, dateOf(await this.districtSince(tx)));
      const moment = momentOf(work, period);
      if (moment > tx.now) return { wait: moment };
      await tx.sql
        .insert(table)
        .values({ districtId, job: work.name, periodStart: period.start, startedAt: tx.now, attempts: 0 })
        .onConflictDoNothing();
      return { period };
    });
  }

  /** False when someone else has it, or it failed. */
  private async run(
    districtId: string,
    work: PeriodicWork,
    period: DuePeriod,
    handle: PeriodHandler,
  ): Promise<boolean> {
    const context = systemContext(districtId, { kind: 'period' });
    const isRun = and(
      eq(table.districtId, districtId),
      eq(table.job, work.name),
      eq(table.periodStart, period.start),
      isNull(table.finishedAt),
    );
    let handlerFailed = false;
    try {
      const ran = await this.database.transaction(context, async (tx) => {
        handlerFailed = false;
        const [row] = await tx.sql.select().from(table).where(isRun).for('update', { skipLocked: true });
        if (!row) return false;
        const act = () => handle(tx, period);
        try {
          await (this.options.around?.(context, act) ?? act());
        } catch (error) {
          handlerFailed = true;
          throw error;
        }
        await tx.sql
          .update(table)
          .set({ finishedAt: tx.now, attempts: row.attempts + 1, lastError: null })
          .where(isRun);
        return true;
      });
      if (ran) periodRuns.inc({ job: work.name, outcome: 'done' });
      return ran;
    } catch (error) {
      if (!handlerFailed) throw error;
      const lastError = failureText(error);
      await this.database.transaction(context, (tx) =>
        tx.sql
          .update(table)
          .set({ attempts: sql`${table.attempts} + 1`, startedAt: tx.now, lastError })
          .where(isRun),
      );
      periodRuns.inc({ job: work.name, outcome: 'failed' });
      this.logger.error({
        message: 'Periodic work failed and will be tried again; later periods wait for it',
        ...{ requestId: context.requestId, districtId, job: work.name, period: period.start },
        error: lastError,
        frames: failureFrames(error),
      });
      return false;
    }
  }

  private waitAfter(attempts: number, lastError: string | null): number {
    // The same for every runner that asks, hence without chance.
    return lastError === null ? 0 : backOffMs(attempts, paceOf(this.options).firstBackOffMs, 0);
  }

  private async watermark(tx: Tx, work: PeriodicWork) {
    const [row] = await tx.sql
      .select()
      .from(table)
      .where(and(eq(table.districtId, tx.districtId), eq(table.job, work.name)))
      .orderBy(desc(table.periodStart))
      .limit(1);
    return row;
  }

  private async districtSince(tx: Tx): Promise<Instant> {
    const [row] = await tx.sql
      .select({ createdAt: district.createdAt })
      .from(district)
      .where(eq(district.districtId, tx.districtId));
    return row?.createdAt ?? tx.now;
  }
}
