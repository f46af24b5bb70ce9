import { Injectable } from '@nestjs/common';
import type { Tx } from '#db/database.js';
import { dateOf } from '#domain/calendar/index.js';
import { policyInForce } from '#features/policy/index.js';
import { HandlePeriod, type DuePeriod } from '#jobs/index.js';
import { meetingRules } from './meeting-rules.policy.js';
import { showSeriesRules } from './meeting-rules.repository.js';

/** Chair and place of a new version are those of the series from its day on; its times were laid out when it was published. */
@Injectable()
export class MeetingRulesHandlers {
  @HandlePeriod({ name: 'meeting.show-rules', period: 'day', at: '00:00' })
  async show(tx: Tx, _day: DuePeriod): Promise<void> {
    await showSeriesRules(tx, await policyInForce(tx, meetingRules), dateOf(tx.now));
  }
}
