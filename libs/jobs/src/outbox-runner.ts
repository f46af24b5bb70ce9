import { Inject, Injectable, Logger } from '@nestjs/common';
import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import { performance } from 'node:perf_hooks';
import { Database, type Tx } from '#db/database.js';
import { outbox as table } from '#db/schema/index.js';
import type { Instant } from '#domain/calendar/plain-date.js';
import { backOffMs, failureFrames, failureText } from './failure.js';
import { HandlerRegistry } from './handler-registry.js';
import { jobSeconds, jobsTotal } from './job-metrics.js';
import { systemContext } from './system-context.js';
import { paceOf, WORKER_OPTIONS } from './worker-options.js';
import type { WorkerOptions } from './worker-options.js';

type Promised = typeof table.$inferSelect;

/** `idle`: nothing to do, for it is done, dead, or in somebody's hands. `superseded`: our lease ran out meanwhile. */
export type RunOutcome = 'done' | 'failed' | 'dead' | 'idle' | 'superseded';

/** Trying again cannot help. */
class UnreadablePayload extends Error {}

/** Keeps promises: leases the row, runs its handler, writes down how it went. Attempts are counted in Postgres. */
@Injectable()
export class OutboxRunner {
  private readonly logger = new Logger('jobs');

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HandlerRegistry) private readonly registry: HandlerRegistry,
    @Inject(WORKER_OPTIONS) private readonly options: WorkerOptions,
  ) {}

  /** Throws only when Postgres cannot be reached; the row then comes again by itself. */
  async run(districtId: string, outboxId: string): Promise<RunOutcome> {
    const row = await this.lease(districtId, outboxId);
    if (!row) return 'idle';
    const definition = this.registry.jobs.get(row.job)?.definition;
    const maxAttempts = definition?.maxAttempts ?? 10;
    // Attempts beyond the last are those whose process died in the middle, time and again.
    if (row.attempts > maxAttempts) return this.fail(row, new Error('It was begun too often and never ended'), true);
    const started = performance.now();
    const renewal = setInterval(() => void this.renew(row).catch(() => undefined), paceOf(this.options).leaseMs / 3);
    try {
      await this.handle(row);
    } catch (error) {
      return await this.fail(row, error, error instanceof UnreadablePayload || row.attempts >= maxAttempts);
    } finally {
      clearInterval(renewal);
      jobSeconds.observe({ job: row.job }, (performance.now() - started) / 1000);
    }
    return this.settle(row, 'done', (tx) => ({ doneAt: tx.now, leasedUntil: null, lastError: null }));
  }

  private async handle(row: Promised): Promise<void> {
    const found = this.registry.jobs.get(row.job);
    if (!found) throw new Error(`Nobody handles the job ${row.job}`);
    const payload = found.definition.schema.safeParse(row.payload);
    if (!payload.success) {
      // Where it does not fit, never what it holds.
      const faults = payload.error.issues.map((issue) => `${issue.path.join('.') || '(payload)'}: ${issue.code}`);
      throw new UnreadablePayload(`The payload does not fit the job's schema: ${faults.join(', ')}`);
    }
    const context = systemContext(row.districtId, { requestId: row.requestId });
    const work = () => found.handle(payload.data, context);
    await (this.options.around?.(context, work) ?? work());
  }

  /** One conditional update is the claim: whoever gets the row has it until the lease ends. */
  private lease(districtId: string, outboxId: string): Promise<Promised | undefined> {
    const { leaseMs } = paceOf(this.options);
    return this.database.transaction(systemContext(districtId, { kind: 'lease' }), async (tx) => {
      const until = (tx.now + leaseMs) as Instant;
      const [row] = await tx.sql
        .update(table)
        .set({ attempts: sql`${table.attempts} + 1`, leasedUntil: until, nextAttemptAt: until })
        .where(
          and(
            eq(table.districtId, districtId),
            eq(table.outboxId, outboxId),
            isNull(table.doneAt),
            isNull(table.deadAt),
            or(isNull(table.leasedUntil), lte(table.leasedUntil, tx.now)),
          ),
        )
        .returning();
      return row;
    });
  }

  private async renew(row: Promised): Promise<void> {
    const { leaseMs } = paceOf(this.options);
    await this.write(row, (tx) => {
      const until = (tx.now + leaseMs) as Instant;
      return { leasedUntil: until, nextAttemptAt: until };
    });
  }

  private async fail(row: Promised, error: unknown, last: boolean): Promise<RunOutcome> {
    const lastError = failureText(error);
    const { firstBackOffMs } = paceOf(this.options);
    this.logger.error({
      message: last ? 'A job became a dead letter' : 'A job failed and will be tried again',
      ...{ requestId: row.requestId, districtId: row.districtId, outboxId: row.outboxId, job: row.job },
      attempts: row.attempts,
      error: lastError,
      frames: failureFrames(error),
    });
    return this.settle(row, last ? 'dead' : 'failed', (tx) => {
      if (last) return { deadAt: tx.now, leasedUntil: null, lastError };
      // Leased to nobody until then: a stray alarm of the queue must not shorten the wait.
      const again = (tx.now + backOffMs(row.attempts, firstBackOffMs)) as Instant;
      return { leasedUntil: again, nextAttemptAt: again, lastError };
    });
  }

  private async settle(
    row: Promised,
    outcome: 'done' | 'failed' | 'dead',
    values: (tx: Tx) => Partial<Promised>,
  ): Promise<RunOutcome> {
    const written = (await this.write(row, values)) ? outcome : 'superseded';
    jobsTotal.inc({ job: row.job, outcome: written });
    return written;
  }

  /** The count of attempts is the fence: who outlived his lease writes nothing over his successor's work. */
  private async write(row: Promised, values: (tx: Tx) => Partial<Promised>): Promise<boolean> {
    const context = systemContext(row.districtId, { requestId: row.requestId });
    return this.database.transaction(context, async (tx) => {
      const written = await tx.sql
        .update(table)
        .set(values(tx))
        .where(
          and(
            eq(table.districtId, row.districtId),
            eq(table.outboxId, row.outboxId),
            eq(table.attempts, row.attempts),
            isNull(table.doneAt),
            isNull(table.deadAt),
          ),
        )
        .returning({ outboxId: table.outboxId });
      return written.length > 0;
    });
  }
}
