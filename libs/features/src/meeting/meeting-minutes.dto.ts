import { z } from 'zod';
import { AGENDA_SECTIONS, OUTCOME_KINDS } from '#domain/meeting/index.js';
import { zId, zInstant, zPlainDate, zText } from '#platform/http/index.js';

const zPerson = z.object({ id: zId, name: z.string() });

const zContent = z
  .object({
    opening: z.string(),
    items: z.array(
      z.object({
        itemId: zId,
        section: z.enum(AGENDA_SECTIONS),
        title: z.string(),
        reference: z.string().meta({ description: "The problem's number and the project." }),
        times: z.int(),
        outcome: z.enum(OUTCOME_KINDS).nullable(),
        text: z.string(),
        decisions: z.array(
          z.object({
            number: z.string(),
            text: z.string(),
            leadUnit: z.string(),
            handlingUnits: z.array(z.string()),
            assistingUnits: z.array(z.string()),
            dueOn: zPlainDate,
          }),
        ),
      }),
    ),
    closing: z.string(),
    present: z.array(z.string()),
    excused: z.array(z.object({ name: z.string(), reason: z.string().nullable() })),
    sittingIn: z.array(z.string()),
  })
  .meta({ id: 'MinutesContent' });

const zChange = z.object({
  itemId: zId.nullable().meta({ description: 'null: it belongs to no item.' }),
  field: z.string().meta({ examples: ['text', 'decisions', 'opening', 'present'] }),
  before: z.string().nullable().meta({ description: 'null: was not there.' }),
  after: z.string().nullable().meta({ description: 'null: is there no more.' }),
});

export const minutesView = z
  .object({
    meetingId: zId,
    edition: z.int().meta({ description: 'From 1; a correction is the next one.' }),
    state: z.enum(['draft', 'published']),
    version: z.int().meta({ description: 'Give it as `If-Match` when you save or publish the draft.' }),
    whole: z.boolean().meta({ description: 'false: items that you may not see are left out.' }),
    content: zContent,
    changes: z.array(zChange).meta({ description: 'Against the edition before.' }),
    reason: z.string().nullable().meta({ description: 'Why the edition before was corrected.' }),
    updatedAt: zInstant,
    publishedAt: zInstant.nullable(),
    publishedBy: zPerson.nullable(),
    editions: z.array(
      z.object({
        edition: z.int(),
        state: z.enum(['draft', 'published']),
        publishedAt: zInstant.nullable(),
        reason: z.string().nullable(),
        changes: z.int(),
      }),
    ),
  })
  .meta({ id: 'MeetingMinutes' });
export type MinutesView = z.infer<typeof minutesView>;

export const minutesQuery = z.strictObject({
  edition: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .optional()
    .meta({ description: 'Left out: the newest that you may read.' }),
});

export const minutesFileQuery = minutesQuery.extend({
  language: z.enum(['zh', 'en']).default('zh').meta({ description: 'Of the headings; the words stay as written.' }),
});

const zNames = z.array(zText(100)).max(300);

export const saveMinutesBody = z
  .strictObject({
    opening: zText(4_000, 0).optional(),
    closing: zText(4_000, 0).optional(),
    items: z
      .array(z.strictObject({ itemId: zId, title: zText(300).optional(), text: zText(8_000, 0).optional() }))
      .max(200)
      .default([])
      .meta({ description: 'Only those whose words change.' }),
    present: zNames.optional(),
    excused: z
      .array(z.strictObject({ name: zText(100), reason: zText(200, 0).nullable().default(null) }))
      .max(300)
      .optional(),
    sittingIn: zNames.optional(),
  })
  .meta({ id: 'SaveMinutes' });
export type SaveMinutesBody = z.output<typeof saveMinutesBody>;

export const correctMinutesBody = z
  .strictObject({ reason: zText(500).meta({ examples: ['第二项议定事项的牵头单位有误'] }) })
  .meta({ id: 'CorrectMinutes' });
