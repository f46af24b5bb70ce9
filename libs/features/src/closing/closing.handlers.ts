import { Injectable } from '@nestjs/common';
import type { Tx } from '#db/database.js';
import { dateOf } from '#domain/calendar/index.js';
import { HandlePeriod, type DuePeriod } from '#jobs/index.js';
import { remindOfClosings } from './closing.reminders.js';
import { closeDue } from './closing.service.js';

/** What closes by the clock. */
@Injectable()
export class ClosingHandlers {
  /** Before work begins; a day that was missed closes what was to be closed on it, before the next one is looked at. */
  @HandlePeriod({ name: 'closing.close-periods', period: 'day', at: '08:30' })
  async close(tx: Tx, day: DuePeriod): Promise<void> {
    await closeDue(tx, day.start);
  }

  @HandlePeriod({ name: 'closing.remind', period: 'day', at: '08:45' })
  async remind(tx: Tx, day: DuePeriod): Promise<void> {
    if (day.start === dateOf(tx.now)) await remindOfClosings(tx, day.start);
  }
}
