import { z } from 'zod';
import { foundWays, siteConditions } from '#domain/visit/index.js';
import { zCategory, zRungNumber, zSeverity, zStatus } from '#features/problem/index.js';
import { pageOf, pageQuery, zId, zInstant, zPlainDate, zText } from '#platform/http/index.js';

/** More than anyone takes on one site; a phone sends them one by one. */
export const PHOTOS_PER_VISIT = 9;

const zWords = (max: number, example: string) => zText(max).meta({ examples: [example] });
const zCondition = z.enum(siteConditions).meta({
  description: 'Normal work, slow work, stopped, not started.',
  examples: ['slow'],
});
const zSeen = zText(4_000, 0).meta({ examples: ['主厂房钢构已完成，设备到场未安装。工人40余名，较上周少一半。'] });
const zLatitude = z
  .number()
  .min(-90)
  .max(90)
  .meta({ examples: [34.7466] });
const zLongitude = z
  .number()
  .min(-180)
  .max(180)
  .meta({ examples: [113.6536] });

export const zLocation = z
  .strictObject({
    latitude: zLatitude,
    longitude: zLongitude,
    accuracyMetres: z.number().min(0).max(100_000).nullable().default(null),
  })
  .meta({
    id: 'VisitLocation',
    description: 'Where the device was, WGS 84. Only when given on purpose; never scored.',
  });

const zProceeding = z
  .discriminatedUnion('way', [
    z.strictObject({ way: z.literal('office') }),
    z.strictObject({ way: z.literal('meeting'), reason: zWords(1_000, '涉及供电公司，街道协调不动') }),
    z.strictObject({ way: z.literal('solved'), evidence: zWords(4_000, '已当场协调施工单位清理出入口') }),
  ])
  .meta({
    id: 'FoundProceeding',
    description:
      'To the office (rung 1); to the weekly meeting, with the signed reason; solved on the spot, with what was done.',
  });

const zFound = z
  .strictObject({
    title: zWords(120, '10kV 专线未送电')
      .optional()
      .meta({ description: 'Left out: the beginning of the description.' }),
    description: zWords(4_000, '10kV 专线未送电，请供电公司本月内接通。'),
    category: zCategory,
    severity: zSeverity.default('normal'),
    proceeding: zProceeding,
  })
  .meta({ id: 'FoundProblem', description: 'A problem found on the visit.' });

export const logVisitBody = z
  .strictObject({
    id: zId
      .optional()
      .meta({ description: 'Made by a device that logs offline, so that photos can name their visit.' }),
    projectId: zId,
    visitedAt: zInstant,
    loggedAt: zInstant.optional().meta({ description: 'When it was written down; left out: now.' }),
    condition: zCondition,
    seen: zSeen.default(''),
    location: zLocation.optional(),
    photosExpected: z
      .int()
      .min(0)
      .max(PHOTOS_PER_VISIT)
      .default(0)
      .meta({ description: 'How many photos will follow.' }),
    problems: z.array(zFound).max(5).default([]),
  })
  .meta({
    id: 'LogVisit',
    examples: [
      {
        projectId: '0194f0c6-7f5a-7c3e-9d1b-2f6a8c4e0b51',
        visitedAt: '2026-03-20T15:10:00+08:00',
        condition: 'slow',
        seen: '主厂房钢构已完成，设备到场未安装。',
        problems: [
          {
            description: '10kV 专线未送电，请供电公司本月内接通。',
            category: 'utilities',
            proceeding: { way: 'meeting', reason: '涉及供电公司，街道协调不动' },
          },
        ],
      },
    ],
  });
export type LogVisitBody = z.output<typeof logVisitBody>;

export const correctVisitBody = z
  .strictObject({ condition: zCondition, seen: zSeen, location: zLocation.nullable() })
  .meta({ id: 'CorrectVisit', description: 'What the visit says from now on; what it said before is kept.' });
export type CorrectVisitBody = z.output<typeof correctVisitBody>;

export const addToVisitBody = z
  .strictObject({ text: zWords(4_000, '次日电话核实：设备已开始安装。') })
  .meta({ id: 'AddToVisit' });

export const withdrawVisitBody = z
  .strictObject({ reason: zWords(1_000, '选错了项目') })
  .meta({ id: 'WithdrawVisit', description: 'Problems filed with it stay; they are withdrawn by themselves.' });

const zFlag = z.enum(['true', 'false']).transform((word) => word === 'true');

export const visitsQuery = pageQuery.extend({
  q: zText(100).optional().meta({ description: 'Words of the project’s name, its code, or of what was seen.' }),
  projectId: zId.optional(),
  visitorId: zId.optional().meta({ description: 'The leader or principal who was there.' }),
  officeId: zId.optional().meta({ description: 'The office of the project.' }),
  condition: zCondition.optional(),
  from: zPlainDate.optional().meta({ description: 'The first day.' }),
  to: zPlainDate.optional().meta({ description: 'The last day.' }),
  found: zFlag.optional().meta({ description: 'Only those on which a problem was found, or only those without.' }),
  mine: zFlag.optional().meta({ description: 'Only those of the person who asks, or only those of others.' }),
  withdrawn: zFlag.default(false).meta({ description: 'Withdrawn ones too.', examples: ['false'] }),
});
export type VisitsQuery = z.output<typeof visitsQuery>;

const zSomeone = z.object({ id: zId, name: z.string() }).meta({ id: 'Visitor' });
const zProjectOf = z
  .object({
    id: zId,
    code: z.string(),
    name: z.string(),
    line: z.enum(['construction', 'investment', 'urban', 'livelihood']),
  })
  .meta({ id: 'VisitedProject' });

export const visitRowView = z
  .object({
    id: zId,
    version: z.int(),
    project: zProjectOf,
    visitor: zSomeone,
    visitedAs: z.enum(['leader', 'principal']),
    visitedAt: zInstant,
    receivedAt: zInstant,
    arrivedLate: z.boolean().meta({ description: 'It waited in a device and kept its own time.' }),
    afterHandOver: z.boolean().meta({ description: 'The project had gone to another leader before it arrived.' }),
    condition: zCondition,
    seen: z.string(),
    photos: z.int(),
    problems: z.int(),
    correctedAt: zInstant.nullable(),
    withdrawnAt: zInstant.nullable(),
  })
  .meta({ id: 'VisitRow' });
export type VisitRowView = z.output<typeof visitRowView>;
export const visitsPage = pageOf(visitRowView, 'VisitsPage');

export const photoView = z
  .object({
    id: zId,
    width: z.int(),
    height: z.int(),
    bytes: z.int(),
    takenAt: zInstant.nullable(),
    location: z.object({ latitude: zLatitude, longitude: zLongitude }).nullable(),
    uploadedAt: zInstant,
  })
  .meta({ id: 'VisitPhoto' });
export type PhotoView = z.output<typeof photoView>;

export const visitView = visitRowView
  .extend({
    office: z.object({ id: zId, name: z.string(), nameEn: z.string() }).meta({ id: 'VisitedOffice' }),
    loggedAt: zInstant,
    location: z
      .object({ latitude: zLatitude, longitude: zLongitude, accuracyMetres: z.number().nullable() })
      .nullable(),
    photosExpected: z.int().meta({ description: 'Fewer photos than this: the rest is still on the device.' }),
    photos: z.array(photoView),
    problems: z
      .array(
        z.object({
          id: zId,
          number: z.string().meta({ examples: ['WT-2026-0412'] }),
          title: z.string(),
          status: zStatus,
          rung: zRungNumber,
          way: z.enum(foundWays),
        }),
      )
      .meta({ description: 'Filed in the same act, as they stand now.' }),
    addenda: z.array(z.object({ id: zId, at: zInstant, text: z.string() })),
    earlier: z
      .array(z.object({ version: z.int(), condition: zCondition, seen: z.string(), replacedAt: zInstant }))
      .meta({ description: 'What it said before it was corrected, oldest first.' }),
    withdrawReason: z.string().nullable(),
    allowed: z
      .array(z.enum(['correct', 'add', 'withdraw']))
      .meta({ description: 'What the person who asks may do now.' }),
  })
  .meta({ id: 'Visit' });
export type VisitView = z.output<typeof visitView>;

export const suggestionsQuery = z.strictObject({
  latitude: z.coerce
    .number()
    .min(-90)
    .max(90)
    .optional()
    .meta({ examples: [34.7466] }),
  longitude: z.coerce
    .number()
    .min(-180)
    .max(180)
    .optional()
    .meta({ examples: [113.6536] }),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export type SuggestionsQuery = z.output<typeof suggestionsQuery>;

export const suggestionsView = z
  .object({
    items: z.array(
      z.object({
        project: zProjectOf,
        address: z.string(),
        distanceMetres: z.int().nullable().meta({ description: 'null: the device or the project has no place.' }),
        lastVisit: z.object({ id: zId, visitedAt: zInstant, visitor: zSomeone, condition: zCondition }).nullable(),
      }),
    ),
  })
  .meta({ id: 'VisitSuggestions', description: 'Projects that the person may be visiting, the nearest first.' });
export type SuggestionsView = z.output<typeof suggestionsView>;
