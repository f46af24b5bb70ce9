import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database, type Tx } from '#db/database.js';
import { scopeFor, type CommandContext, type Scope } from '#domain/access/index.js';
import {
  addDays,
  dateOf,
  isProvisional,
  type Instant,
  type PlainDate,
  type WorkCalendar,
} from '#domain/calendar/index.js';
import { occurrences, type Occurrence } from '#domain/meeting/index.js';
import { RefusedError } from '#domain/refusal.js';
import { loadCalendar } from '#features/calendar/index.js';
import { decodeCursor, encodeCursor, type Page } from '#platform/http/index.js';
import type {
  MeetingRowView,
  MeetingsQuery,
  MeetingView,
  OccurrencesQuery,
  OccurrenceView,
  SeriesView,
} from './meeting.dto.js';
import { selectBeside } from './meeting-beside.queries.js';
import {
  openedMeetings,
  selectAgenda,
  selectAttendance,
  selectMeeting,
  selectMeetings,
  selectMeetingsFrom,
  selectNames,
  selectSeries,
  type MeetingWithSeries,
} from './meeting.queries.js';
import { agendaOf, itemView, namedIn } from './meeting-agenda.view.js';
import { meetingsIcs } from './meeting.ics.js';
import { courseOf, occurrenceOf, ruleOf, type AgendaItemRow, type MeetingRow, type SeriesRow } from './meeting.rows.js';

const pageKey = z.tuple([z.int(), z.uuid()]);
const LOOK_AHEAD_DAYS = 60;

/** What the screens show of meetings, each look in one snapshot. */
@Injectable()
export class MeetingReader {
  constructor(private readonly database: Database) {}

  async series(context: CommandContext): Promise<SeriesView[]> {
    return this.database.read(context, async (tx) => {
      const found = await selectSeries(tx);
      const calendar = await loadCalendar(tx);
      const today = dateOf(tx.now);
      const until = addDays(today, LOOK_AHEAD_DAYS);
      const opened = await openedMeetings(
        tx,
        found.map(({ series }) => series.seriesId),
        today,
        until,
      );
      return found.map(({ series, chair }) => {
        const coming = merged(series, calendar, opened, today, until);
        const next = coming.find(({ startsAt, state }) => (startsAt as Instant) > tx.now && state !== 'cancelled');
        const { seriesId: id, line, name, nameEn, weekday, startsAt, place, placeEn, beganOn } = series;
        return { id, line, name, nameEn, weekday, startsAt, place, placeEn, chair, beganOn, next: next ?? null };
      });
    });
  }

  /** Refusal: `series.not_found`. */
  async occurrences(
    context: CommandContext,
    seriesId: string,
    { from, to }: OccurrencesQuery,
  ): Promise<OccurrenceView[]> {
    return this.database.read(context, async (tx) => {
      const [found] = await selectSeries(tx, seriesId);
      if (!found) throw new RefusedError({ code: 'series.not_found', args: {} });
      const opened = await openedMeetings(tx, [seriesId], from, to);
      return merged(found.series, await loadCalendar(tx), opened, from, to);
    });
  }

  async list(context: CommandContext, { cursor, ...query }: MeetingsQuery): Promise<Page<MeetingRowView>> {
    const after = decodeCursor(cursor, pageKey);
    const found = await this.database.read(context, (tx) =>
      selectMeetings(tx, query, after && { startsAt: after[0] as Instant, id: after[1] }),
    );
    const shown = found.slice(0, query.limit);
    const last = shown.at(-1);
    return {
      items: shown.map(rowOf),
      next: last && found.length > query.limit ? encodeCursor([last.meeting.startsAt, last.meeting.meetingId]) : null,
    };
  }

  /** One meeting, or all from today on, as a calendar file. Refusal: `meeting.not_found`. */
  async calendar(context: CommandContext, language: 'zh' | 'en', meetingId?: string): Promise<string> {
    return this.database.read(context, async (tx) => {
      const found =
        meetingId === undefined
          ? await selectMeetingsFrom(tx, dateOf(tx.now))
          : [await selectMeeting(tx, meetingId)].filter((each) => each !== undefined);
      if (meetingId !== undefined && found.length === 0)
        throw new RefusedError({ code: 'meeting.not_found', args: {} });
      return meetingsIcs(found, { now: tx.now, language, name: language === 'zh' ? '周工作例会' : 'Weekly meetings' });
    });
  }

  /** The meeting with as much of its agenda as the asker may see. Refusal: `meeting.not_found`. */
  async one(context: CommandContext, meetingId: string): Promise<MeetingView> {
    const { actor } = context;
    const scope: Scope = actor.kind === 'person' ? scopeFor(actor, 'agenda.read') : { kind: 'district' };
    return this.database.read(context, (tx) => meetingViewOf(tx, meetingId, scope));
  }
}

/** A meeting with all that a projector or a phone shows of it. Refusal: `meeting.not_found`. */
export async function meetingViewOf(tx: Tx, meetingId: string, scope: Scope): Promise<MeetingView> {
  const found = await selectMeeting(tx, meetingId);
  if (!found) throw new RefusedError({ code: 'meeting.not_found', args: {} });
  const { meeting, chair, minutesEdition } = found;
  const rows = await selectAgenda(tx, meetingId, scope);
  const { units, persons } = namedIn(rows.map(({ item }) => item));
  const names = await selectNames(tx, units, persons);
  const beside = await selectBeside(tx, rows, meeting.heldOn);
  const inState = (state: AgendaItemRow['state']) =>
    rows.filter(({ item }) => item.state === state).map((row, index) => itemView(row, index + 1, names, beside));
  const { items: _, ...row } = rowOf(found);
  const { approvedAt, startedAt, endedAt, cancelReason, handedToId } = meeting;
  return {
    ...row,
    chair,
    now: tx.now,
    approvedAt,
    startedAt,
    endedAt,
    current: courseOf(meeting).current,
    cancelReason,
    handedToId,
    minutesEdition,
    attendance: {
      version: meeting.attendanceVersion,
      entries: (await selectAttendance(tx, meetingId)).map(({ entry, unit, person }) => ({
        id: entry.attendanceId,
        unit,
        person,
        name: entry.name,
        standing: entry.standing,
        reason: entry.reason,
      })),
    },
    items: agendaOf(meeting, rows, names, beside),
    requests: inState('requested'),
    postponed: inState('postponed'),
  };
}

/** Opened meetings as they were announced; computed ones for every nominal day that no opened meeting serves. */
function merged(
  series: SeriesRow,
  calendar: WorkCalendar,
  opened: readonly MeetingRow[],
  from: PlainDate,
  to: PlainDate,
): OccurrenceView[] {
  const mine = opened.filter(({ seriesId }) => seriesId === series.seriesId);
  const served = new Set(mine.flatMap(({ nominalDays }) => nominalDays));
  const computed = occurrences(ruleOf(series), calendar, from, to)
    .filter(({ nominalDays }) => !nominalDays.some((day) => served.has(day)))
    .map((occurrence) => shown(occurrence, occurrence.provisional, null));
  const announced = mine.map((row) =>
    shown(occurrenceOf(row), isProvisional(calendar, dateOf(row.cutOffAt), row.heldOn), row),
  );
  return [...computed, ...announced].sort((a, b) => ((a.on as string) < (b.on as string) ? -1 : 1));
}

function shown(
  occurrence: Omit<Occurrence, 'provisional'>,
  provisional: boolean,
  row: MeetingRow | null,
): OccurrenceView {
  const { number, year, on, startsAt, cutOffAt, approvalDueAt, movedFrom, nominalDays } = occurrence;
  return {
    number,
    year,
    on,
    startsAt,
    cutOffAt,
    approvalDueAt,
    movedFrom,
    nominalDays: [...nominalDays],
    provisional,
    meetingId: row?.meetingId ?? null,
    state: row?.state ?? null,
  };
}

function rowOf({ meeting, series, items }: MeetingWithSeries): MeetingRowView {
  const { seriesId: id, line, name, nameEn, place, placeEn } = series;
  const { nominalDays, ...occurrence } = occurrenceOf(meeting);
  return {
    id: meeting.meetingId,
    series: { id, line, name, nameEn, place, placeEn },
    ...occurrence,
    nominalDays: [...nominalDays],
    state: meeting.state,
    version: meeting.version,
    items,
  };
}
