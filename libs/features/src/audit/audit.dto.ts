import { z } from 'zod';
import { pageOf, pageQuery, zId, zInstant, zText } from '#platform/http/index.js';

const filters = {
  personId: zId.optional().meta({ description: 'Who did it.' }),
  action: zText(100)
    .optional()
    .meta({ description: 'What was done.', examples: ['problem.claim'] }),
  subjectKind: zText(50)
    .optional()
    .meta({ examples: ['problem'] }),
  subjectId: zText(100).optional(),
  result: z.enum(['done', 'refused', 'denied']).optional(),
  from: zInstant.optional().meta({ description: 'Not before this moment.' }),
  to: zInstant.optional().meta({ description: 'Before this moment.' }),
};
const isOrdered = ({ from, to }: { from?: number | undefined; to?: number | undefined }): boolean =>
  from === undefined || to === undefined || from < to;
const order = { path: ['to'], message: 'Expected a moment after `from`' };

export const auditQuery = pageQuery.extend(filters).refine(isOrdered, order);
/** The same without the pages. */
export const auditFilters = z.strictObject(filters).refine(isOrdered, order);

export type AuditQuery = z.output<typeof auditQuery>;

export const auditEntryView = z
  .object({
    seq: z
      .number()
      .int()
      .meta({ description: 'Place in the chain, from 1, without a gap.', examples: [4121] }),
    at: zInstant,
    personId: zId.nullable().meta({ description: 'null for the system and for people not signed in.' }),
    personName: z.string().meta({ examples: ['甲一'] }),
    action: z.string().meta({ examples: ['problem.claim'] }),
    subjectKind: z.string().meta({ examples: ['problem'] }),
    subjectId: z.string(),
    result: z.enum(['done', 'refused', 'denied']),
    code: z.string().nullable().meta({ description: "The refusal's code when it was not done." }),
    fromAddress: z.string().meta({ examples: ['192.0.2.7'] }),
    requestId: z.string(),
    detail: z.record(z.string(), z.unknown()),
    previousHash: z.string(),
    hash: z.string().meta({ description: 'SHA-256 over the entry and the hash before it, hex.' }),
  })
  .meta({
    id: 'AuditEntry',
    description: 'One entry of the trail: who did what, when, from where, with which result.',
  });

export type AuditEntryView = z.input<typeof auditEntryView>;

export const auditPage = pageOf(auditEntryView, 'AuditEntryPage');
