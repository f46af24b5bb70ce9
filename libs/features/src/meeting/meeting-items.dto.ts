import { z } from 'zod';
import { AGENDA_SECTIONS, ATTENDANCE_STANDINGS, OUTCOME_KINDS, SUBJECT_KINDS } from '#domain/meeting/index.js';
import { zDecisionStatus } from '#features/decision/index.js';
import { zId, zInstant, zPlainDate } from '#platform/http/index.js';

const zUnit = z.object({ id: zId, name: z.string(), nameEn: z.string() });
const zPerson = z.object({ id: zId, name: z.string() });

export const outcomeView = z
  .object({
    kind: z.enum(OUTCOME_KINDS),
    note: z.string(),
    toRung: z.int().nullable().meta({ description: 'Where it was referred or sent to.' }),
    leadDepartment: zUnit.nullable(),
    decisions: z.array(
      z.object({
        recorded: z
          .object({ id: zId, number: z.string() })
          .nullable()
          .meta({ description: 'The decision it became when the session ended.' }),
        text: z.string(),
        leadUnit: zUnit.meta({ description: '牵头' }),
        handlingUnits: z.array(zUnit).meta({ description: '承办' }),
        assistingUnits: z.array(zUnit).meta({ description: '配合' }),
        dueOn: zPlainDate,
      }),
    ),
    at: zInstant,
    by: zPerson.nullable().meta({ description: 'Who took it down; null = the clock.' }),
  })
  .meta({ id: 'AgendaItemOutcome' });
export type OutcomeView = z.infer<typeof outcomeView>;

export const agendaItemView = z
  .object({
    id: zId,
    version: z.int().meta({ description: 'Give it as `If-Match` when you change it or record an outcome.' }),
    section: z.enum(AGENDA_SECTIONS),
    subjectKind: z.enum(SUBJECT_KINDS),
    subjectId: zId.nullable(),
    decisionId: zId.nullable(),
    position: z.int().meta({ description: 'From 1, as the agenda stands now.' }),
    state: z.enum(['listed', 'carriedOver', 'postponed', 'requested']),
    reason: z.string().nullable().meta({ description: 'Why it was postponed, or is asked for so late.' }),
    times: z.int().meta({ description: '第几次上会: its n-th time on an agenda.', examples: [1] }),
    title: z.string(),
    titleEn: z.string(),
    ask: z.string().meta({ description: '提请事项: what the meeting is asked for.' }),
    answer: z
      .string()
      .meta({ description: '部门答复: what the department says, its latest where nobody wrote another.' }),
    minutes: z.int().meta({ description: 'Planned.', examples: [10] }),
    spentSeconds: z.int().meta({ description: 'Over all its turns in session; the present one is not in it.' }),
    presenter: z.object({ unit: zUnit.nullable(), name: z.string() }).meta({ description: '汇报' }),
    admittedAt: zInstant,
    cameAt: zInstant.nullable().meta({ description: "When it came to the meeting's rung." }),
    problem: z
      .object({
        id: zId,
        number: z.string().meta({ examples: ['WT-2023-0412'] }),
        title: z.string(),
        description: z.string(),
        severity: z.enum(['normal', 'urgent']),
        status: z.enum(['open', 'claimed', 'struckOff', 'withdrawn', 'merged']),
        rung: z.int(),
        filedAt: zInstant,
        version: z.int(),
      })
      .nullable(),
    project: z
      .object({
        id: zId,
        code: z.string(),
        name: z.string(),
        standing: z
          .object({
            planYear: z.int(),
            planToDate: z.int().meta({ description: 'Up to the last report that was due, as the light counts it.' }),
            actual: z.int(),
            gap: z.int().meta({ description: 'Missing of the plan to date; negative when ahead.' }),
            percent: z.number().nullable(),
            light: z.enum(['green', 'yellow', 'red', 'grey']),
          })
          .nullable()
          .meta({
            description: 'Whole yuan, as at the day of the meeting, today before it; null for one that is finished.',
          }),
      })
      .nullable(),
    decision: z
      .object({
        id: zId,
        number: z.string().meta({ examples: ['YD-2026-0031'] }),
        text: z.string(),
        status: zDecisionStatus,
        decidedDueOn: zPlainDate.meta({ description: 'The day the meeting named.' }),
        dueAt: zInstant,
        overdue: z.boolean().meta({ description: 'Open and past its date.' }),
        version: z.int(),
      })
      .nullable()
      .meta({ description: 'The decision that is due.' }),
    office: zUnit.nullable(),
    leadDepartment: zUnit.nullable(),
    passages: z
      .array(
        z.object({
          rung: z.int(),
          how: z.enum(['filed', 'expired', 'signedUp', 'skipped', 'sentDown', 'thirdTime', 'decisionOverdue']),
          enteredAt: zInstant,
          leftAt: zInstant.nullable(),
          reason: z.string().nullable(),
        }),
      )
      .meta({ description: 'How it came here, oldest first.' }),
    outcome: outcomeView.nullable(),
  })
  .meta({ id: 'AgendaItem' });
export type AgendaItemView = z.infer<typeof agendaItemView>;

export const attendanceView = z
  .object({
    version: z.int().meta({ description: 'Give it as `If-Match` when you take attendance.' }),
    entries: z.array(
      z.object({
        id: zId,
        unit: zUnit.nullable(),
        person: zPerson.nullable(),
        name: z.string().meta({ description: 'As the minutes write it.' }),
        standing: z.enum(ATTENDANCE_STANDINGS).meta({ description: '出席, 请假, 列席' }),
        reason: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'MeetingAttendance' });
export type AttendanceView = z.infer<typeof attendanceView>;
