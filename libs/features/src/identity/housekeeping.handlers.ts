import { Injectable } from '@nestjs/common';
import type { Tx } from '#db/database.js';
import { HandlePeriod } from '#jobs/index.js';
import { later } from './session-life.js';
import { forgetAnswers, forgetEnded } from './session.repository.js';
import { forgetBuckets } from './throttle.repository.js';

const DAY_MS = 24 * 60 * 60_000;

/** Long enough for an address to stay known to its person. */
export const ENDED_KEPT_MS = 90 * DAY_MS;
/** Longer than any block and any window of counting. */
export const BUCKETS_KEPT_MS = DAY_MS;
/** Nobody repeats a request after so long. */
export const ANSWERS_KEPT_MS = 14 * DAY_MS;

/** Forgets what signing in leaves behind, once a day. The audit trail keeps what is worth keeping. */
@Injectable()
export class IdentityHousekeeping {
  @HandlePeriod({ name: 'identity.forget', period: 'day', at: '03:30' })
  async forget(tx: Tx): Promise<void> {
    await forgetEnded(tx, later(tx.now, -ENDED_KEPT_MS));
    await forgetBuckets(tx, later(tx.now, -BUCKETS_KEPT_MS));
    await forgetAnswers(tx, later(tx.now, -ANSWERS_KEPT_MS));
  }
}
