import { Injectable } from '@nestjs/common';
import type { Tx } from '#db/database.js';
import { dateOf } from '#domain/calendar/index.js';
import { HandlePeriod, type DuePeriod } from '#jobs/index.js';
import { remindOfReports } from './report.reminders.js';

/** What happens to reports without a person. */
@Injectable()
export class ReportHandlers {
  /** Before the morning's digest is gathered. A day that is made up for after downtime has nothing left to remind of. */
  @HandlePeriod({ name: 'report.remind', period: 'day', at: '08:45' })
  async remind(tx: Tx, day: DuePeriod): Promise<void> {
    if (day.start === dateOf(tx.now)) await remindOfReports(tx, day.start);
  }
}
