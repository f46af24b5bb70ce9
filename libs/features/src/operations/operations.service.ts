import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { RefusedError } from '#domain/refusal.js';
import { recordAudit } from '#features/audit/index.js';
import { dismissDelivery, retryDelivery, type DeliveryRefusal } from '#features/notice/index.js';
import { deadLetters } from '#jobs/index.js';
import type { SettledView } from './operations.dto.js';

type Act = 'sentAgain' | 'dismissed';

/** What operators do about work that got stuck: each act once, with a reason, in the trail. */
@Injectable()
export class OperationsService {
  constructor(private readonly database: Database) {}

  requeue(context: CommandContext, outboxId: string, reason: string): Promise<SettledView> {
    return this.settle(context, 'operations.requeue', 'outbox', outboxId, 'sentAgain', reason, async (tx) =>
      (await deadLetters.requeue(tx, outboxId)) ? {} : refuse('operations.dead_letter_not_found'),
    );
  }

  dismiss(context: CommandContext, outboxId: string, reason: string): Promise<SettledView> {
    return this.settle(context, 'operations.dismiss', 'outbox', outboxId, 'dismissed', reason, async (tx) =>
      (await deadLetters.dismiss(tx, outboxId)) ? {} : refuse('operations.dead_letter_not_found'),
    );
  }

  retryTimer(context: CommandContext, timerId: string, reason: string): Promise<SettledView> {
    return this.settle(context, 'operations.retry-timer', 'timer', timerId, 'sentAgain', reason, async (tx) =>
      (await deadLetters.retryTimer(tx, timerId)) ? {} : refuse('operations.parked_timer_not_found'),
    );
  }

  dismissTimer(context: CommandContext, timerId: string, reason: string): Promise<SettledView> {
    return this.settle(context, 'operations.dismiss-timer', 'timer', timerId, 'dismissed', reason, async (tx) =>
      (await deadLetters.dismissTimer(tx, timerId)) ? {} : refuse('operations.parked_timer_not_found'),
    );
  }

  retryDelivery(context: CommandContext, deliveryId: string, reason: string): Promise<SettledView> {
    return this.settle(context, 'operations.retry-delivery', 'delivery', deliveryId, 'sentAgain', reason, async (tx) =>
      held(await retryDelivery(tx, deliveryId)),
    );
  }

  dismissDelivery(context: CommandContext, deliveryId: string, reason: string): Promise<SettledView> {
    return this.settle(
      context,
      ...(['operations.dismiss-delivery', 'delivery', deliveryId, 'dismissed', reason] as const),
      async (tx) => held(await dismissDelivery(tx, deliveryId, reason)),
    );
  }

  private settle(
    context: CommandContext,
    action: string,
    subjectKind: string,
    subjectId: string,
    done: Act,
    reason: string,
    act: (tx: Tx) => Promise<Readonly<Record<string, unknown>>>,
  ): Promise<SettledView> {
    return this.database.transaction(context, async (tx) => {
      const detail = await act(tx);
      await recordAudit(tx, [{ action, subjectKind, subjectId, detail: { ...detail, reason } }]);
      return { id: subjectId, done };
    });
  }
}

const refusals: Readonly<Record<DeliveryRefusal, string>> = {
  settled: 'operations.delivery_settled',
  inHand: 'operations.delivery_in_hand',
  recipientGone: 'operations.delivery_recipient_gone',
  noAddress: 'operations.delivery_no_address',
};

function held(
  outcome: { readonly state: string; readonly attempts: number } | DeliveryRefusal | undefined,
): Readonly<Record<string, unknown>> {
  if (outcome === undefined) return refuse('operations.delivery_not_found');
  if (typeof outcome === 'string') return refuse(refusals[outcome]);
  return { state: outcome.state, attempts: outcome.attempts };
}

function refuse(code: string): never {
  throw new RefusedError({ code, args: {} });
}
