import { Inject, Injectable, Logger } from '@nestjs/common';
import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm';
import { Database } from '#db/database.js';
import { outbox as table } from '#db/schema/index.js';
import type { Instant } from '#domain/calendar/plain-date.js';
import { failureText } from './failure.js';
import { OutboxRunner } from './outbox-runner.js';
import { systemContext } from './system-context.js';
import { WORK_QUEUE } from './work-queue.js';
import type { HandOver, WorkQueue } from './work-queue.js';
import { paceOf, WORKER_OPTIONS } from './worker-options.js';
import type { WorkerOptions } from './worker-options.js';

const ROWS_PER_HAND_OVER = 200;

/**
 * Takes promises whose moment has come to the queue. Where there is no queue, or none that answers, it runs a few at
 * a time itself: mail still goes out while Redis is away.
 */
@Injectable()
export class OutboxRelay {
  private readonly logger = new Logger('relay');
  private readonly running = new Set<Promise<void>>();
  private stopping = false;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(OutboxRunner) private readonly runner: OutboxRunner,
    @Inject(WORK_QUEUE) private readonly queue: WorkQueue | null,
    @Inject(WORKER_OPTIONS) private readonly options: WorkerOptions,
  ) {}

  /** Relays what is due in the district. Answers true when there was more than could be taken in one go. */
  async relay(districtId: string, whenFree: () => void): Promise<boolean> {
    if (this.stopping) return false;
    const room = this.queue ? await this.queue.room() : null;
    if (this.queue && room !== null) {
      const limit = Math.min(ROWS_PER_HAND_OVER, room);
      return (await this.handOver(this.queue, districtId, limit)) === ROWS_PER_HAND_OVER;
    }
    this.runHere(await this.claim(districtId, paceOf(this.options).concurrency - this.running.size), whenFree);
    return false;
  }

  /** Resolves when the handlers that it runs itself have ended. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.running);
  }

  private async handOver(queue: WorkQueue, districtId: string, limit: number): Promise<number> {
    const claimed = await this.claim(districtId, limit);
    if (claimed.length === 0) return 0;
    try {
      await queue.handOver(claimed);
    } catch (error) {
      this.logger.warn({
        message: 'The queue took no promises; they come again',
        districtId,
        error: failureText(error),
      });
      await this.giveBack(districtId, claimed);
    }
    return claimed.length;
  }

  private runHere(claimed: readonly HandOver[], whenFree: () => void): void {
    for (const { districtId, outboxId } of claimed) {
      const run = this.runner
        .run(districtId, outboxId)
        .then(
          () => undefined,
          (error: unknown) =>
            this.logger.warn({
              message: 'A promise could not be run',
              districtId,
              outboxId,
              error: failureText(error),
            }),
        )
        .then(() => {
          this.running.delete(run);
          whenFree();
        });
      this.running.add(run);
    }
  }

  /** Whoever claims a row has handed it over, as far as others can see, until `nextAttemptAt` comes round again. */
  private claim(districtId: string, limit: number): Promise<HandOver[]> {
    if (limit <= 0) return Promise.resolve([]);
    const { handOverMs } = paceOf(this.options);
    return this.database.transaction(systemContext(districtId, { kind: 'relay' }), async (tx) => {
      const due = await tx.sql
        .select({ outboxId: table.outboxId })
        .from(table)
        .where(
          and(
            eq(table.districtId, districtId),
            isNull(table.doneAt),
            isNull(table.deadAt),
            lte(table.nextAttemptAt, tx.now),
          ),
        )
        .orderBy(asc(table.nextAttemptAt))
        .limit(limit)
        .for('update', { skipLocked: true });
      if (due.length === 0) return [];
      const claimed = await tx.sql
        .update(table)
        .set({ epoch: sql`${table.epoch} + 1`, nextAttemptAt: (tx.now + handOverMs) as Instant })
        .where(and(eq(table.districtId, districtId), anyOf(due)))
        .returning({ districtId: table.districtId, outboxId: table.outboxId, epoch: table.epoch });
      // UUIDv7 sorts by when it was made: first promised, first handed over.
      return claimed.sort((a, b) => (a.outboxId < b.outboxId ? -1 : 1));
    });
  }

  /** The queue may have taken some of them after all: the runner's lease sorts that out. */
  private async giveBack(districtId: string, claimed: readonly HandOver[]): Promise<void> {
    await this.database.transaction(systemContext(districtId, { kind: 'relay' }), (tx) =>
      tx.sql
        .update(table)
        .set({ nextAttemptAt: tx.now })
        .where(and(eq(table.districtId, districtId), isNull(table.leasedUntil), anyOf(claimed))),
    );
  }
}

function anyOf(rows: readonly { outboxId: string }[]) {
  return sql`${table.outboxId} = any(${sql.param(rows.map((row) => row.outboxId))}::uuid[])`;
}
