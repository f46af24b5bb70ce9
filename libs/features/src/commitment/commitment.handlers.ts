import { Injectable } from '@nestjs/common';
import type { Tx } from '#db/database.js';
import { HandlePeriod, type DuePeriod } from '#jobs/index.js';
import { remindOfCommitments } from './commitment.reminders.js';

@Injectable()
export class CommitmentHandlers {
  /** Before the morning's digest is gathered, so that it goes out with it. */
  @HandlePeriod({ name: 'commitment.remind', period: 'day', at: '08:30' })
  remind(tx: Tx, day: DuePeriod): Promise<void> {
    return remindOfCommitments(tx, day.start);
  }
}
