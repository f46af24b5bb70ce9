import { Injectable } from '@nestjs/common';
import { announceChange } from '#db/change-feed.js';
import { Database } from '#db/database.js';
import { authorOf, type CommandContext } from '#domain/access/index.js';
import { RefusedError } from '#domain/refusal.js';
import type { Page } from '#platform/http/index.js';
import type { DeliveriesQuery, DeliveryView, MarkRead, NoticesQuery, NoticeView } from './notice.dto.js';
import { wordNotice } from './notice.mail.js';
import { deliveriesOf, inboxOf, languageOf, unreadOf, type InboxRow } from './notice.queries.js';
import { markNoticesRead } from './notice.repository.js';

/** What a signed-in person does with their inbox, and what the operators see of deliveries. */
@Injectable()
export class NoticeService {
  constructor(private readonly database: Database) {}

  inbox(context: CommandContext, query: NoticesQuery): Promise<Page<NoticeView> & { unread: number }> {
    const personId = readerOf(context);
    return this.database.read(context, async (tx) => {
      const language = await languageOf(tx, personId);
      const { items, next } = await inboxOf(tx, personId, query);
      return { items: items.map((row) => viewOf(row, language)), next, unread: await unreadOf(tx, personId) };
    });
  }

  /** Other people's notices, and those read before, are left as they are. */
  markRead(context: CommandContext, which: MarkRead): Promise<{ unread: number }> {
    const personId = readerOf(context);
    return this.database.transaction(context, async (tx) => {
      if (await markNoticesRead(tx, personId, which))
        await announceChange(tx, { subject: 'notice', id: personId, version: 0 });
      return { unread: await unreadOf(tx, personId) };
    });
  }

  deliveries(context: CommandContext, query: DeliveriesQuery): Promise<Page<DeliveryView>> {
    return this.database.read(context, (tx) => deliveriesOf(tx, query));
  }
}

function readerOf(context: CommandContext): string {
  const personId = authorOf(context);
  if (personId === null) throw new RefusedError({ code: 'access.not_signed_in', args: {} });
  return personId;
}

function viewOf(row: InboxRow, language: 'zh' | 'en'): NoticeView {
  const { headline, lines, path } = wordNotice(row, language);
  return {
    id: row.noticeId,
    rule: row.rule,
    urgency: row.urgency,
    subjectKind: row.subjectKind,
    subjectId: row.subjectId,
    headline,
    text: lines.join('\n'),
    path,
    at: row.createdAt,
    readAt: row.readAt,
  };
}
