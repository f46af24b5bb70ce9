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
import { MEETING_RUNG, occurrences, orderAgenda, type Occurrence } from '#domain/meeting/index.js';
import { RefusedError } from '#domain/refusal.js';
import { loadCalendar } from '#features/calendar/index.js';
import { decodeCursor, encodeCursor, type Page } from '#platform/http/index.js';
import type {
  AgendaItemView,
  MeetingRowView,
  MeetingsQuery,
  MeetingView,
  OccurrencesQuery,
  OccurrenceView,
  SeriesView,
} from './meeting.dto.js';
import {
  openedMeetings,
  selectAgenda,
  selectMeeting,
  selectMeetings,
  selectSeries,
  type AgendaRow,
  type MeetingWithSeries,
} from './meeting.queries.js';
import { cameToMeetingAt, occurrenceOf, ruleOf, type MeetingRow, type SeriesRow } from './meeting.rows.js';

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

  /** The meeting with as much of its agenda as the asker may see. Refusal: `meeting.not_found`. */
  async one(context: CommandContext, meetingId: string): Promise<MeetingView> {
    const { actor } = context;
    const scope: Scope = actor.kind === 'person' ? scopeFor(actor, 'agenda.read') : { kind: 'district' };
    return this.database.read(context, async (tx: Tx) => {
      const found = await selectMeeting(tx, meetingId);
      if (!found) throw new RefusedError({ code: 'meeting.not_found', args: {} });
      return { ...rowOf(found), items: agendaOf(found.meeting, await selectAgenda(tx, meetingId, scope)) };
    });
  }
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

/** While the agenda is open it is ordered as it would be fixed now; afterwards by its fixed places. */
function agendaOf(meeting: MeetingRow, rows: readonly AgendaRow[]): AgendaItemView[] {
  const placed = rows.map((row) => {
    const onMeetingRung = row.problem.passages.some(({ rung }) => rung === MEETING_RUNG);
    return { row, cameAt: onMeetingRung ? cameToMeetingAt(row.problem) : null };
  });
  const ordered =
    meeting.state === 'agendaOpen'
      ? orderAgenda(
          placed.map(({ row, cameAt }) => ({
            id: row.item.itemId,
            section: row.item.section,
            times: row.item.times,
            severity: row.problem.severity,
            enteredAt: cameAt ?? row.item.admittedAt,
            row,
            cameAt,
          })),
        )
      : placed;
  return ordered.map(({ row: { item, problem, project, office, leadDepartment }, cameAt }, index) => ({
    id: item.itemId,
    section: item.section,
    position: meeting.state === 'agendaOpen' ? index + 1 : item.position,
    state: item.state === 'carriedOver' ? 'carriedOver' : 'listed',
    times: item.times,
    admittedAt: item.admittedAt,
    cameAt,
    problem: {
      id: problem.problemId,
      number: problem.number,
      title: problem.title,
      severity: problem.severity,
      status: problem.status,
      rung: problem.rung,
      version: problem.version,
    },
    project,
    office,
    leadDepartment,
    passages: problem.passages.map(({ rung, how, enteredAt, leftAt, reason }) => ({
      rung,
      how,
      enteredAt,
      leftAt,
      reason,
    })),
  }));
}
