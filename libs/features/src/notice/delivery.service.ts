import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { isWorkingTime, type Instant, type WorkCalendar } from '#domain/calendar/index.js';
import { loadCalendar } from '#features/calendar/index.js';
import type { ReachedPerson } from '#features/directory/index.js';
import { Config } from '#platform/config/index.js';
import { MailFailure, MailTransport } from '#platform/mail/index.js';
import {
  claimDeliveries,
  inOtherHands,
  putOffDigest,
  settleDeliveries,
  type ClaimedDelivery,
  type DeliverySelection,
} from './delivery.repository.js';
import { judgeClaimed } from './delivery-judging.js';
import { digestMorning } from './digest-morning.js';
import { NoticeSights } from './notice-sights.js';
import { composeDigest } from './digest.mail.js';
import { composeMail } from './notice.mail.js';
import { promiseDigests } from './raise-notices.js';

/** Longer than a mail server is given for an answer; after a crash, how long until somebody else may send. */
const leaseMs = 120_000;

/** Somebody else is sending it; the promise stays until it is known how that went. */
export class DeliveryInOtherHands extends Error {
  override readonly name = 'DeliveryInOtherHands';
}

interface Claim {
  readonly at: Instant;
  readonly calendar: WorkCalendar;
  readonly lease: Instant;
  readonly mails: readonly (readonly ClaimedDelivery[])[];
  readonly recipient: ReachedPerson | null;
  readonly inOtherHands: boolean;
}

/**
 * Sends what notices wait for: claim and commit, send, write down how it went and commit. Never lost, for a claim lapses;
 * sent twice at most once per crash between the sending and the writing down, under the same Message-ID.
 */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly database: Database,
    private readonly transport: MailTransport,
    private readonly config: Config,
    private readonly sights: NoticeSights,
  ) {}

  /** One urgent mail, whatever the hour. Throws when it has to be tried again. */
  async deliver(context: CommandContext, deliveryId: string): Promise<void> {
    await this.send(context, await this.claim(context, { deliveryId }), 'single');
  }

  /** A person's morning digest; out of working hours it is put off to the next morning. Throws as above. */
  async deliverDigest(context: CommandContext, personId: string): Promise<void> {
    await this.send(context, await this.claim(context, { personId }), 'digest');
  }

  private claim(context: CommandContext, selection: DeliverySelection): Promise<Claim> {
    return this.database.transaction(context, async (tx) => {
      const lease = (tx.now + leaseMs) as Instant;
      const calendar = await loadCalendar(tx);
      const about = { at: tx.now, calendar, lease };
      const putOff = 'personId' in selection && (await putOffUntilMorning(tx, calendar, selection.personId));
      const claimed = putOff ? [] : await claimDeliveries(tx, selection, lease);
      const others = await inOtherHands(tx, selection, claimed);
      if (claimed.length === 0) return { ...about, mails: [], recipient: null, inOtherHands: others };
      const { recipient, worthSending } = await judgeClaimed(tx, this.sights, claimed, lease);
      return { ...about, mails: byMessageId(worthSending), recipient, inOtherHands: others };
    });
  }

  private async send(context: CommandContext, claim: Claim, kind: 'single' | 'digest'): Promise<void> {
    const failures: unknown[] = [];
    for (const mail of claim.mails) {
      try {
        await this.sendMail(context, mail, claim, kind);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
    if (claim.inOtherHands) throw new DeliveryInOtherHands('Another process is sending it');
  }

  /** Throws what makes another try worth while; a refusal for good is written down and not thrown. */
  private async sendMail(
    context: CommandContext,
    mail: readonly ClaimedDelivery[],
    { at, calendar, lease, recipient }: Claim,
    kind: 'single' | 'digest',
  ): Promise<void> {
    const ids = mail.map(({ deliveryId }) => deliveryId);
    const { address, messageId } = mail.at(-1)!;
    const settle = (settlement: Parameters<typeof settleDeliveries>[3]) =>
      this.database.transaction(context, (tx) => settleDeliveries(tx, ids, lease, settlement));
    try {
      const { name, language } = recipient!;
      const mailing = { name, language, publicUrl: this.config.publicUrl };
      const composed =
        kind === 'single' ? composeMail(mail.at(-1)!, mailing) : composeDigest(mail, { ...mailing, calendar, now: at });
      const headers = { 'Auto-Submitted': 'auto-generated' };
      await this.transport.send({ to: address, messageId, at, headers, ...composed });
    } catch (error) {
      const permanent = error instanceof MailFailure && !error.temporary;
      await settle({ state: permanent ? 'failed' : 'waiting', lastError: reasonOf(error, address) });
      if (permanent) return;
      throw error;
    }
    await settle({ state: 'sent' });
  }
}

/** A worker that was away, or a mail server, may bring a digest's turn to an evening: then it waits once more. */
async function putOffUntilMorning(tx: Tx, calendar: WorkCalendar, personId: string): Promise<boolean> {
  if (isWorkingTime(calendar, tx.now)) return false;
  const morning = digestMorning(calendar, tx.now);
  if (await putOffDigest(tx, personId, morning.startsAt)) await promiseDigests(tx, [personId], morning);
  return true;
}

function byMessageId(claimed: readonly ClaimedDelivery[]): ClaimedDelivery[][] {
  const mails = new Map<string, ClaimedDelivery[]>();
  for (const each of claimed) mails.set(each.messageId, [...(mails.get(each.messageId) ?? []), each]);
  return [...mails.values()];
}

/** Without the address: who may see how deliveries go need not see where people get their mail. */
function reasonOf(error: unknown, address: string): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replaceAll(address, '***').slice(0, 500);
}
