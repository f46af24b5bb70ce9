import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { formatInstant, type Instant } from '#domain/calendar/index.js';
import { MEETING_LASTS_MINUTES } from '#domain/meeting/index.js';
import type { MeetingWithSeries } from './meeting.queries.js';

const LASTS_MS = MEETING_LASTS_MINUTES * 60_000;
const REMIND_SECONDS = 30 * 60;

/**
 * Meetings as a calendar file (RFC 5545). Each keeps its UID, and its sequence grows with its version, so that a calendar
 * that has it moves it along; a cancelled one is told as such.
 */
export function meetingsIcs(
  meetings: readonly MeetingWithSeries[],
  { now, language, name }: { now: Instant; language: 'zh' | 'en'; name: string },
): string {
  const calendar = ical({ name, prodId: { company: 'Duban', product: 'Meetings', language: language.toUpperCase() } });
  calendar.method(ICalCalendarMethod.PUBLISH);
  for (const { meeting, series, chair, items } of meetings) {
    const zh = language === 'zh';
    const event = calendar.createEvent({
      id: `${meeting.meetingId}@duban`,
      sequence: meeting.version,
      stamp: formatInstant(now),
      start: formatInstant(meeting.startsAt),
      end: formatInstant((meeting.startsAt + LASTS_MS) as Instant),
      summary: zh
        ? `${series.name}第${meeting.number}次会议`
        : `${series.nameEn || series.name}, no. ${meeting.number}`,
      location: zh ? series.place : series.placeEn || series.place,
      description: zh
        ? `主持：${chair.name}\n议题：${items}项\n议题截止：${formatInstant(meeting.cutOffAt)}`
        : `Chair: ${chair.name}\nItems: ${items}\nItems in by: ${formatInstant(meeting.cutOffAt)}`,
      status: meeting.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
    event.createAlarm({ trigger: REMIND_SECONDS });
  }
  return calendar.toString();
}
