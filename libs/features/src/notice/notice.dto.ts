import { z } from 'zod';
import { pageOf, pageQuery, zId, zInstant, zText } from '#platform/http/index.js';

export const noticesQuery = pageQuery.extend({
  unread: z.enum(['true', 'false']).optional().meta({ description: 'Only unread ones, or only read ones.' }),
});
export type NoticesQuery = z.output<typeof noticesQuery>;

export const noticeView = z
  .object({
    id: zId,
    rule: z.string().meta({ description: 'What it is about.', examples: ['problem.moved'] }),
    urgency: z.enum(['now', 'digest']),
    subjectKind: z.string().meta({ examples: ['problem'] }),
    subjectId: zId,
    headline: z.string().meta({ examples: ['问题转到第2级（部门），由您办理：WT-2023-0412 污水管线迁改'] }),
    text: z.string().meta({ description: "The rest of it, in the reader's language; lines end with a line feed." }),
    path: z.string().meta({ description: 'Where the subject is shown.', examples: ['/problems/…'] }),
    at: zInstant,
    readAt: zInstant.nullable(),
  })
  .meta({ id: 'Notice', description: 'One thing told to the person who asks.' });
export type NoticeView = z.output<typeof noticeView>;

const unread = z.int().meta({ description: 'How many unread notices the person has.', examples: [3] });

export const noticePage = pageOf(noticeView, 'NoticePage').extend({ unread }).meta({ id: 'Inbox' });

export const markRead = z
  .union([
    z.strictObject({ ids: z.array(zId).min(1).max(500) }),
    z.strictObject({ upTo: zId.meta({ description: 'This notice and every older one.' }) }),
  ])
  .meta({ id: 'MarkNoticesRead', examples: [{ ids: ['0194f0c6-7f5a-7c3e-9d1b-2f6a8c4e0b51'] }] });
export type MarkRead = z.output<typeof markRead>;

export const unreadView = z.object({ unread }).meta({ id: 'UnreadNotices' });

const deliveryStates = ['waiting', 'sending', 'sent', 'failed', 'skipped'] as const;

export const deliveriesQuery = pageQuery.extend({
  state: z
    .enum([...deliveryStates, 'stuck'])
    .optional()
    .meta({ description: '`stuck`: should have gone out half an hour ago and has not.' }),
  rule: zText(60).optional(),
  recipientId: zId.optional(),
});
export type DeliveriesQuery = z.output<typeof deliveriesQuery>;

export const deliveryView = z
  .object({
    id: zId,
    noticeId: zId,
    rule: z.string().meta({ examples: ['problem.reminder'] }),
    recipientId: zId,
    recipientName: z.string().meta({ examples: ['甲一'] }),
    channel: z.enum(['mail']),
    address: z.string().meta({ description: 'Masked.', examples: ['j***@example.cn'] }),
    messageId: z.string(),
    state: z.enum(deliveryStates),
    dueAt: zInstant,
    attempts: z.int(),
    sentAt: zInstant.nullable(),
    lastError: z
      .string()
      .nullable()
      .meta({
        description: 'Why it could not be sent, in the words of the mail server.',
        examples: ['550 mailbox unavailable'],
      }),
    skippedBecause: z
      .enum(['left', 'away', 'outOfSight', 'unwanted', 'newer', 'overtaken', 'dismissed'])
      .nullable()
      .meta({
        description:
          'Why it was not to be sent: the person has left, or is away and the deputy has it; may not see the subject any more; ' +
          'does without such notices by mail; a newer notice tells more; it was done meanwhile; an operator let it go.',
      }),
  })
  .meta({ id: 'Delivery', description: 'The sending of a notice by one channel, and how it stands.' });
export type DeliveryView = z.output<typeof deliveryView>;

export const deliveryPage = pageOf(deliveryView, 'DeliveryPage');
