import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Tx } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { HandleJob, HandlePeriod, type DuePeriod } from '#jobs/index.js';
import { DeliveryService } from './delivery.service.js';
import { promiseLeftovers } from './raise-notices.js';
import { noticeDeliver, noticeDigest } from './notice.jobs.js';

@Injectable()
export class NoticeHandlers {
  constructor(private readonly deliveries: DeliveryService) {}

  @HandleJob(noticeDeliver)
  deliver({ deliveryId }: z.output<typeof noticeDeliver.schema>, context: CommandContext): Promise<void> {
    return this.deliveries.deliver(context, deliveryId);
  }

  @HandleJob(noticeDigest)
  digest({ personId }: z.output<typeof noticeDigest.schema>, context: CommandContext): Promise<void> {
    return this.deliveries.deliverDigest(context, personId);
  }

  /** What committed after its morning's digest had been gathered. */
  @HandlePeriod({ name: 'notice.gather-leftovers', period: 'day', at: '10:00' })
  leftovers(tx: Tx, day: DuePeriod): Promise<void> {
    return promiseLeftovers(tx, day.start);
  }
}
