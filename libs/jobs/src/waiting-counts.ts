import { Inject, Injectable } from '@nestjs/common';
import { sql } from 'drizzle-orm';
import { Database } from '#db/database.js';
import { deadLetterCount, outboxPending } from './job-metrics.js';
import { systemContext } from './system-context.js';

/** A gauge needs no exact figure beyond this, and counting a million rows costs too much. */
const COUNTED_UP_TO = 10_000;

/** Keeps the two gauges that tell an operator whether work piles up or waits for a person. */
@Injectable()
export class WaitingCounts {
  constructor(@Inject(Database) private readonly database: Database) {}

  async measure(districtIds: readonly string[]): Promise<void> {
    let [pending, dead] = [0, 0];
    for (const districtId of districtIds) {
      const counted = await this.database.read(systemContext(districtId, { kind: 'count' }), (tx) =>
        tx.sql.execute<{ pending: number; dead: number; parked: number }>(sql`
          select (select count(*)::int from (select from outbox where district_id = ${districtId}
                    and done_at is null and dead_at is null limit ${COUNTED_UP_TO}) p) as pending,
                 (select count(*)::int from (select from outbox where district_id = ${districtId}
                    and dead_at is not null and done_at is null limit ${COUNTED_UP_TO}) d) as dead,
                 (select count(*)::int from (select from timer where district_id = ${districtId}
                    and fired_at is null and parked_at is not null limit ${COUNTED_UP_TO}) t) as parked`),
      );
      const row = counted.rows[0]!;
      pending += row.pending;
      dead += row.dead + row.parked;
    }
    outboxPending.set(pending);
    deadLetterCount.set(dead);
  }
}
