import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '#db/database.js';
import { newId } from '#db/id.js';
import { delivery, notice, outbox, person } from '#db/schema/index.js';
import { readConfig } from '#platform/config/index.js';
import { MailTransport } from '#platform/mail/index.js';
import { listMails } from '../../apps/local/src/mail-store.mjs';
import { testServices } from './running-services.js';
import type { SmallDistrict, Someone } from './small-district.js';
import { DeliveryService } from '#features/notice/delivery.service.js';
import { NoticeSights, type NoticeSight } from '#features/notice/notice-sights.js';
import { noticeSubjects } from '#features/notice/notice-subjects.js';
import type { NoticeRequest } from '#features/notice/raise-notices.js';

/** A notice as problems raise it; each of another subject unless told otherwise. */
export function request(parts: Partial<NoticeRequest>): NoticeRequest {
  return {
    rule: 'problem.moved',
    subjectKind: 'problem',
    subjectId: newId(),
    period: 'rung-2-r0-p2',
    recipients: [],
    urgency: 'now',
    args: { by: null, number: 'WT-2023-0001', title: '污水管线迁改', project: '示例项目', to: 2, answers: true },
    ...parts,
  };
}

const allInSight: readonly NoticeSight[] = [...noticeSubjects, 'agendaItem' as const].map((kind) => ({
  kind,
  seen: (_tx, _reader, ids) => Promise.resolve(new Set(ids)),
}));

/** The mail side of a district under test: real SMTP, a mailbox per call. */
export function openPost(district: SmallDistrict) {
  const { smtpUrl } = testServices();
  const transport = new MailTransport(smtpUrl, '督办 <duban@demo.invalid>');
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: district.databaseUrl,
    DUBAN_QUEUE: 'postgres',
    PUBLIC_URL: 'https://duban.example.cn/',
  });
  return {
    transport,
    config,
    /** Its subjects are mostly made up, so everybody sees everything unless other sights are given. */
    service: (database: Database, by: Pick<MailTransport, 'send'> = transport, sights = allInSight) =>
      new DeliveryService(database, by as MailTransport, config, new NoticeSights(sights)),
    /** Gives somebody a new mailbox of their own; `local` makes the sink refuse or defer. */
    async mailbox(database: Database, who: Someone, local?: 'refuse-5xx' | 'defer-4xx'): Promise<string> {
      const unique = randomBytes(6).toString('hex');
      const email = local ? `${local}@${unique}.demo.invalid` : `${who.toLowerCase()}-${unique}@demo.invalid`;
      await database.transaction(district.system, (tx) =>
        tx.sql.update(person).set({ email }).where(eq(person.personId, district.actors[who].personId)),
      );
      return email;
    },
    caught: (address: string) => listMails(testServices().mailFolder, { to: address }).reverse(),
    notices: (database: Database) => database.read(district.system, (tx) => tx.sql.select().from(notice)),
    deliveriesTo: (database: Database, address: string) =>
      database.read(district.system, (tx) =>
        tx.sql.select().from(delivery).where(eq(delivery.address, address)).orderBy(delivery.deliveryId),
      ),
    promises: (database: Database) =>
      database.read(district.system, (tx) => tx.sql.select().from(outbox).orderBy(outbox.outboxId)),
    async empty(database: Database): Promise<void> {
      await database.transaction(district.system, async (tx) => {
        await tx.sql.delete(delivery);
        await tx.sql.delete(notice);
        await tx.sql.delete(outbox);
      });
    },
  };
}
