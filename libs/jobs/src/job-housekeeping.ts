import { Injectable } from '@nestjs/common';
import { sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { HandlePeriod } from './handlers.decorators.js';

/** As long as somebody may ask what became of a promise; longer than any key of a promise can come again. */
export const KEPT_PROMISES_DAYS = 90;
/** As long as the audit trail is kept at least. */
export const FIRED_TIMERS_DAYS = 400;
/** A day's share: a backlog is worked off over some nights, and no transaction is long. */
export const PRUNED_A_DAY = 50_000;

/** Forgets done work, once a day. Dead letters and parked timers wait for a person and are never forgotten. */
@Injectable()
export class JobHousekeeping {
  @HandlePeriod({ name: 'jobs.forget', period: 'day', at: '03:45' })
  async forget(tx: Tx): Promise<void> {
    await tx.sql.execute(sql`
      delete from outbox where district_id = ${tx.districtId} and outbox_id in (
        select outbox_id from outbox
        where district_id = ${tx.districtId} and done_at < duban_now() - make_interval(days => ${KEPT_PROMISES_DAYS})
        order by done_at limit ${PRUNED_A_DAY})`);
    await tx.sql.execute(sql`
      delete from timer where district_id = ${tx.districtId} and timer_id in (
        select timer_id from timer
        where district_id = ${tx.districtId} and fired_at < duban_now() - make_interval(days => ${FIRED_TIMERS_DAYS})
        order by fired_at limit ${PRUNED_A_DAY})`);
  }
}
