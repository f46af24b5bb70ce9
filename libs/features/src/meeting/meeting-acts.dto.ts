import { z } from 'zod';
import { AGENDA_SECTIONS, ATTENDANCE_STANDINGS, MAX_DECISIONS_PER_ITEM } from '#domain/meeting/index.js';
import { zId, zPlainDate, zText } from '#platform/http/index.js';

const MAX_ITEMS = 200;
const zReason = zText(500).meta({ examples: ['主办部门正在补充材料'] });
const zMinutes = z
  .int()
  .min(1)
  .max(240)
  .meta({ description: 'Planned.', examples: [10] });

export const orderBody = z
  .strictObject({
    items: z.array(zId).min(1).max(MAX_ITEMS).meta({ description: 'Every item of the agenda, in order.' }),
  })
  .meta({ id: 'AgendaOrder' });

export const reasonBody = z.strictObject({ reason: zReason }).meta({ id: 'AgendaReason' });
export const plainMeetingBody = z.strictObject({}).default({}).meta({ id: 'NothingToSayOfMeeting' });

const presenterParts = {
  presenterUnitId: zId.nullable().optional().meta({ description: '汇报单位; left out or null: who leads on it.' }),
  presenter: zText(60, 0)
    .optional()
    .meta({ description: '汇报人', examples: ['王建国'] }),
};

export const addItemBody = z
  .strictObject({
    section: z.enum(AGENDA_SECTIONS).default('other'),
    problemId: zId.optional().meta({ description: 'A problem that waits for a meeting; then it has its own title.' }),
    projectId: zId.optional(),
    title: zText(200).optional(),
    titleEn: zText(300, 0).optional(),
    ask: zText(2_000, 0)
      .default('')
      .meta({ description: '提请事项', examples: ['请议定用地调规的办理路径'] }),
    answer: zText(2_000, 0).default('').meta({ description: '部门答复' }),
    minutes: zMinutes.optional(),
    ...presenterParts,
    reason: zText(500, 0).default('').meta({ description: 'Why so late; needed after the cut-off.' }),
  })
  .refine(({ problemId, title }) => problemId !== undefined || title !== undefined, {
    path: ['title'],
    message: 'Expected a title, or a problem',
  })
  .meta({ id: 'AddAgendaItem' });
export type AddItemBody = z.output<typeof addItemBody>;

export const editItemBody = z
  .strictObject({
    section: z.enum(AGENDA_SECTIONS).optional(),
    title: zText(200).optional(),
    titleEn: zText(300, 0).optional(),
    ask: zText(2_000, 0).optional(),
    answer: zText(2_000, 0).optional(),
    minutes: zMinutes.nullable().optional().meta({ description: 'null = as the section plans.' }),
    ...presenterParts,
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), { message: 'Expected a change' })
  .meta({ id: 'EditAgendaItem' });
export type EditItemBody = z.output<typeof editItemBody>;

export const admissionBody = z
  .strictObject({ accepted: z.boolean(), reason: zText(500, 0).default('') })
  .refine(({ accepted, reason }) => accepted || reason !== '', { path: ['reason'], message: 'Expected a reason' })
  .meta({ id: 'AdmitAgendaItem' });

export const currentBody = z.strictObject({ itemId: zId.nullable() }).meta({ id: 'TurnToItem' });

const unitIds = z.array(zId).max(20).default([]);
const zNote = zText(2_000, 0).default('');
const zMoveNote = zText(2_000).meta({ description: 'The reason; it goes into the minutes and the timeline.' });

export const outcomeBody = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('decision'),
      note: zNote,
      decisions: z
        .array(
          z.strictObject({
            text: zText(1_000).meta({ examples: ['自然资源局牵头完成用地调规报批'] }),
            leadUnitId: zId.meta({ description: '牵头' }),
            handlingUnitIds: unitIds.meta({ description: '承办' }),
            assistingUnitIds: unitIds.meta({ description: '配合' }),
            dueOn: zPlainDate,
          }),
        )
        .min(1)
        .max(MAX_DECISIONS_PER_ITEM),
    }),
    z.strictObject({ kind: z.literal('carriedOver'), note: zNote }),
    z.strictObject({
      kind: z.literal('referredUp'),
      note: zMoveNote,
      toRung: z
        .union([z.literal(5), z.literal(6)])
        .default(5)
        .meta({ description: '5 the principal, 6 the city.' }),
    }),
    z.strictObject({
      kind: z.literal('sentDown'),
      note: zMoveNote,
      toRung: z.union([z.literal(1), z.literal(2), z.literal(3)]),
      leadDepartmentId: zId.nullable().default(null).meta({ description: 'Who answers rung 2 from now on.' }),
    }),
    z.strictObject({ kind: z.literal('noted'), note: zNote }),
    z.strictObject({ kind: z.literal('struckOff'), note: zMoveNote }),
  ])
  .meta({ id: 'RecordOutcome' });
export type OutcomeBody = z.output<typeof outcomeBody>;

export const attendanceBody = z
  .strictObject({
    entries: z
      .array(
        z
          .strictObject({
            unitId: zId.nullable().default(null),
            personId: zId.nullable().default(null),
            name: zText(60, 0).default('').meta({ description: 'Left out: the name of the person, else of the unit.' }),
            standing: z.enum(ATTENDANCE_STANDINGS).meta({ description: '出席, 请假, 列席' }),
            reason: zText(200, 0).nullable().default(null).meta({ description: 'Of somebody who is excused.' }),
          })
          .refine(({ unitId, personId, name }) => unitId !== null || personId !== null || name !== '', {
            path: ['name'],
            message: 'Expected a unit, a person or a name',
          })
          .refine(({ standing, reason }) => standing !== 'excused' || (reason ?? '') !== '', {
            path: ['reason'],
            message: 'Expected a reason',
          }),
      )
      .max(MAX_ITEMS),
  })
  .meta({ id: 'TakeAttendance' });
export type AttendanceBody = z.output<typeof attendanceBody>;
