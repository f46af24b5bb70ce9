import { z } from 'zod';
import { daysBetween } from '#domain/calendar/index.js';
import { pageOf, pageQuery, zId, zInstant, zPlainDate } from '#platform/http/index.js';
import { agendaItemView, attendanceView } from './meeting-items.dto.js';

/** Forty years: any span of a series, and still an answer of some two thousand meetings. */
const MAX_DAYS = 14_610;

export const zLine = z.enum(['construction', 'investment', 'urban', 'livelihood']);
export const zMeetingState = z.enum([
  'agendaOpen',
  'agendaLocked',
  'inSession',
  'minutesDraft',
  'published',
  'passed',
  'cancelled',
]);

export const occurrencesQuery = z
  .strictObject({
    from: zPlainDate.meta({ examples: ['2026-09-28'] }),
    to: zPlainDate.meta({ description: 'Inclusive.', examples: ['2026-10-20'] }),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'Expected a day not before `from`' })
  .refine(({ from, to }) => daysBetween(from, to) <= MAX_DAYS, {
    path: ['to'],
    message: `Expected at most ${MAX_DAYS} days after \`from\``,
  });
export type OccurrencesQuery = z.output<typeof occurrencesQuery>;

const occurrenceParts = {
  number: z.int().meta({ description: 'Runs from 1, without a gap, within the year of the day held.', examples: [38] }),
  year: z.int().meta({ examples: [2026] }),
  on: zPlainDate.meta({ description: 'The day held: always a workday.' }),
  startsAt: zInstant,
  cutOffAt: zInstant.meta({ description: 'What comes to the meeting later goes to the next one.' }),
  approvalDueAt: zInstant,
  movedFrom: zPlainDate.nullable().meta({ description: 'The first nominal day, when it is not held on it.' }),
  nominalDays: z.array(zPlainDate).meta({ description: 'Several when two of the series fell on one day.' }),
};

export const occurrenceView = z
  .object({
    ...occurrenceParts,
    provisional: z.boolean().meta({ description: 'A year it rests on has no published notice yet.' }),
    meetingId: zId.nullable().meta({ description: 'null while it has not been opened.' }),
    state: zMeetingState.nullable(),
  })
  .meta({
    id: 'MeetingOccurrence',
    description: 'One meeting of a series, opened or still to come.',
    examples: [
      {
        number: 37,
        year: 2026,
        on: '2026-10-08',
        startsAt: '2026-10-08T09:00:00+08:00',
        cutOffAt: '2026-09-29T18:00:00+08:00',
        approvalDueAt: '2026-09-30T18:00:00+08:00',
        movedFrom: '2026-10-05',
        nominalDays: ['2026-10-05'],
        provisional: false,
        meetingId: null,
        state: null,
      },
    ],
  });
export type OccurrenceView = z.infer<typeof occurrenceView>;
export const occurrencesView = z.array(occurrenceView).meta({ id: 'MeetingOccurrences' });

export const seriesView = z
  .object({
    id: zId,
    line: zLine,
    name: z.string().meta({ examples: ['重点项目周例会'] }),
    nameEn: z.string(),
    weekday: z.int().meta({ description: '1 Monday … 7 Sunday.', examples: [1] }),
    startsAt: z.string().meta({ examples: ['09:00'] }),
    place: z.string(),
    placeEn: z.string(),
    chair: z.object({ id: zId, name: z.string() }),
    beganOn: zPlainDate,
    next: occurrenceView.nullable(),
  })
  .meta({ id: 'MeetingSeries' });
export type SeriesView = z.infer<typeof seriesView>;
export const seriesListView = z.array(seriesView).meta({ id: 'MeetingSeriesList' });

export const meetingsQuery = pageQuery.extend({ seriesId: zId.optional(), state: zMeetingState.optional() });
export type MeetingsQuery = z.output<typeof meetingsQuery>;

const zSeriesOf = z
  .object({ id: zId, line: zLine, name: z.string(), nameEn: z.string(), place: z.string(), placeEn: z.string() })
  .meta({ id: 'SeriesOfMeeting' });

const zPerson = z.object({ id: zId, name: z.string() });

export const meetingRowView = z
  .object({ id: zId, series: zSeriesOf, ...occurrenceParts, state: zMeetingState, version: z.int(), items: z.int() })
  .meta({ id: 'MeetingRow' });
export type MeetingRowView = z.infer<typeof meetingRowView>;
export const meetingsPage = pageOf(meetingRowView, 'MeetingsPage');

export const meetingView = meetingRowView
  .omit({ items: true })
  .extend({
    chair: zPerson,
    now: zInstant.meta({ description: 'When this was read, by the clock that the moments here are of.' }),
    approvedAt: zInstant.nullable().meta({ description: 'The chair agreed to the agenda as it stands.' }),
    startedAt: zInstant.nullable(),
    endedAt: zInstant.nullable(),
    current: z
      .object({ itemId: zId, since: zInstant })
      .nullable()
      .meta({ description: 'The item that is being dealt with; its timer runs from `since`.' }),
    cancelReason: z.string().nullable(),
    handedToId: zId.nullable().meta({ description: 'The meeting that has its agenda now.' }),
    minutesEdition: z.int().nullable().meta({ description: 'The last published edition of its minutes.' }),
    attendance: attendanceView,
    items: z.array(agendaItemView).meta({ description: 'In the order they are taken.' }),
    requests: z.array(agendaItemView).meta({ description: 'Asked for after the cut-off, waiting for the chair.' }),
    postponed: z.array(agendaItemView).meta({ description: 'Taken off with a reason, for a later meeting.' }),
  })
  .meta({ id: 'Meeting' });
export type MeetingView = z.infer<typeof meetingView>;

export const icsQuery = z.strictObject({ language: z.enum(['zh', 'en']).default('zh') });
