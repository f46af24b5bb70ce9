import { z } from 'zod';
import { pageOf, pageQuery, zId, zInstant, zPlainDate } from '#platform/http/index.js';

export const trailQuery = pageQuery;
export type TrailQuery = z.output<typeof trailQuery>;

const zYuan = z.int().meta({ description: 'Whole yuan.' });

const trailEntry = z
  .object({
    reportId: zId,
    officeId: zId,
    start: zPlainDate,
    end: zPlainDate.meta({ description: 'Exclusive.' }),
    late: z.boolean().meta({ description: 'The report was handed in after it was due.' }),
    submittedAt: zInstant.nullable(),
    unchanged: z.boolean(),
    progress: z.string().meta({ description: '形象进度, in words.' }),
    nextWeek: z.string(),
    obstacles: z.string(),
    reason: z.string().nullable().meta({ description: 'Why a figure is out of the ordinary.' }),
    figures: z.array(
      z.object({
        start: zPlainDate,
        end: zPlainDate.meta({ description: 'Exclusive.' }),
        plan: zYuan,
        reported: zYuan.meta({ description: 'As the report had it.' }),
        actual: z.int().nullable().meta({ description: 'What counts now, corrections included.' }),
      }),
    ),
    milestones: z.array(z.object({ id: zId, name: z.string(), reachedOn: zPlainDate })),
    corrections: z.array(
      z.object({
        at: zInstant,
        by: z.string().nullable().meta({ description: 'null: the system.' }),
        reason: z.string().nullable(),
        spanStart: zPlainDate,
        from: zYuan,
        to: zYuan,
      }),
    ),
  })
  .meta({
    id: 'TrailEntry',
    description: 'What one weekly report said of a project, and what was corrected of it since.',
  });
export type TrailEntry = z.output<typeof trailEntry>;
export const trailPage = pageOf(trailEntry, 'TrailPage');
