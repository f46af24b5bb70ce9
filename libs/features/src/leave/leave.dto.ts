import { z } from 'zod';
import { roles } from '#domain/access/index.js';
import { zId, zInstant, zPlainDate, zText } from '#platform/http/index.js';

const dates = {
  from: zPlainDate.meta({ description: 'The first day away.' }),
  until: zPlainDate.meta({ description: 'The first day back; it ends by itself as this day begins.' }),
  deputyId: zId.optional().meta({ description: 'Who stands in. Without one, mails go on to the person.' }),
  reason: zText(200).meta({ examples: ['公务出差'] }),
};

export const setLeaveBody = z
  .strictObject({ personId: zId.optional().meta({ description: 'Yourself when left out.' }), ...dates })
  .meta({ id: 'SetLeave', examples: [{ from: '2026-03-16', until: '2026-03-21', reason: '公务出差' }] });
export type SetLeaveBody = z.output<typeof setLeaveBody>;

export const changeLeaveBody = z.strictObject(dates).meta({ id: 'ChangeLeave' });
export type ChangeLeaveBody = z.output<typeof changeLeaveBody>;

export const endLeaveBody = z
  .strictObject({ reason: zText(200).optional().meta({ description: 'Needed for a leave that is not your own.' }) })
  .optional()
  .meta({ id: 'EndLeave', examples: [{ reason: '会议取消' }] });
export type EndLeaveBody = z.output<typeof endLeaveBody>;

export const leavesQuery = z.strictObject({
  from: zPlainDate.optional().meta({ description: 'Today when left out.' }),
  until: zPlainDate.optional().meta({ description: 'Exclusive; a year on when left out.' }),
});
export type LeavesQuery = z.output<typeof leavesQuery>;

const someone = z.object({ id: zId, name: z.string() });

export const leaveView = z
  .object({
    id: zId,
    person: someone.extend({
      unit: z.object({ id: zId, name: z.string(), nameEn: z.string() }),
      roles: z.array(z.enum(roles)),
    }),
    deputy: someone.nullable(),
    from: zPlainDate,
    until: zPlainDate,
    reason: z.string(),
    endReason: z
      .string()
      .nullable()
      .meta({ description: 'Why it ended early or was called off, where that was said.' }),
    setBy: someone,
    createdAt: zInstant,
    standing: z.enum(['coming', 'running', 'over', 'calledOff']).meta({ description: 'As of today.' }),
    version: z.int(),
  })
  .meta({ id: 'Leave', description: 'Days on which somebody is away, and who stands in for them.' });
export type LeaveView = z.output<typeof leaveView>;

export const leavesView = z.array(leaveView).meta({ id: 'Leaves' });

export const leaveSetView = leaveView
  .extend({
    withoutDeputy: z.array(someone).meta({
      description: 'People whose deputy this person is on some of these days: nobody stands in for them then.',
    }),
  })
  .meta({ id: 'LeaveSet' });
export type LeaveSetView = z.output<typeof leaveSetView>;
