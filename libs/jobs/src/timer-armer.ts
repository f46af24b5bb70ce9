import { Inject, Injectable } from '@nestjs/common';
import { sql } from 'drizzle-orm';
import { Database } from '#db/database.js';
import { systemContext } from './system-context.js';
import { ALARM_HORIZON_MS } from './timers.js';
import { WORK_QUEUE } from './work-queue.js';
import type { Alarm, WorkQueue } from './work-queue.js';

const ALARMS_PER_ROUND = 1_000;

/**
 * Sets an alarm in the queue for every second, within the horizon, in which a timer of the district falls due: one
 * alarm, however many timers. It remembers which ones it set and writes nothing down: a row lock here would get in the
 * way of planning, and an alarm that the queue lost is made up for by the sweep.
 */
@Injectable()
export class TimerArmer {
  private readonly set = new Map<string, number>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(WORK_QUEUE) private readonly queue: WorkQueue | null,
  ) {}

  /** Answers how many alarms were newly set. Throws when the queue cannot be reached; the sweep goes on without it. */
  async arm(districtId: string): Promise<number> {
    if (!this.queue) return 0;
    const alarms = await this.wanted(districtId);
    if (alarms.length === 0) return 0;
    await this.queue.setAlarms(alarms);
    for (const alarm of alarms) this.set.set(keyOf(alarm), alarm.dueAtMs);
    return alarms.length;
  }

  private async wanted(districtId: string): Promise<Alarm[]> {
    const context = systemContext(districtId, { kind: 'arm' });
    const { now, seconds } = await this.database.read(context, async (tx) => {
      // Rounded up: at the end of that second everything in it is due.
      const { rows } = await tx.sql.execute<{ second: string }>(sql`
        select distinct ceil(extract(epoch from due_at)) as second
          from timer
         where district_id = ${districtId} and fired_at is null and parked_at is null
           and due_at > to_timestamp(${tx.now / 1000}::numeric)
           and due_at <= to_timestamp(${(tx.now + ALARM_HORIZON_MS) / 1000}::numeric)
         order by second
         limit ${ALARMS_PER_ROUND}`);
      return { now: tx.now, seconds: rows.map((row) => Number(row.second)) };
    });
    for (const [key, dueAtMs] of this.set) if (dueAtMs < now) this.set.delete(key);
    return seconds
      .map((second) => ({
        districtId,
        dueAtMs: second * 1000,
        delayMs: second * 1000 - now,
        // The same for all workers within a minute, so that they share one alarm; another one later on, because
        // BullMQ silently ignores an id it still knows.
        epoch: Math.floor(now / ALARM_HORIZON_MS),
      }))
      .filter((alarm) => !this.set.has(keyOf(alarm)));
  }
}

function keyOf(alarm: Alarm): string {
  return `${alarm.districtId} ${alarm.dueAtMs}`;
}
