import { addDays, dateOf, type Instant, type WorkCalendar } from '#domain/calendar/index.js';
import {
  locksAt,
  occurrences,
  orderAgenda,
  pendingMeetingTimers,
  type MeetingRule,
  type Occurrence,
} from '#domain/meeting/index.js';
import type { agendaItem, meeting } from '#db/schema/index.js';
import { meetingId as meetingIdOf, seriesId } from './meetings.js';
import { passedAt, type Listing } from './problem-story.js';
import type { DemoProblem } from './problems.js';
import type { Line } from './project-names.js';
import { stableIdAt } from './stable-id.js';

/** A meeting that has been opened, with its agenda and what it still waits for. */
export interface DemoMeeting {
  readonly row: Omit<typeof meeting.$inferInsert, 'districtId'> & { meetingId: string };
  readonly items: Omit<typeof agendaItem.$inferInsert, 'districtId'>[];
  readonly timers: { readonly kind: string; readonly dueAt: Instant }[];
}

/** How many coming meetings of a series are open at any time, and how far off they can be. */
const OPEN_AHEAD = 2;
const LOOK_AHEAD_DAYS = 60;

/** Every meeting that a problem was listed on, past ones too, and the next two of each series. */
export function demoMeetings(
  problems: readonly DemoProblem[],
  rules: Readonly<Record<Line, MeetingRule>>,
  calendar: WorkCalendar,
  now: Instant,
): DemoMeeting[] {
  return (Object.keys(rules) as Line[]).flatMap((line) => {
    const listed = problems.flatMap((problem) =>
      problem.line === line ? problem.story.listings.map((listing) => ({ problem, listing })) : [],
    );
    const opened = new Map<string, Occurrence>();
    for (const { listing } of listed) opened.set(listing.occurrence.on, listing.occurrence);
    for (const occurrence of coming(rules[line], calendar, now)) opened.set(occurrence.on, occurrence);
    return [...opened.values()].map((occurrence) =>
      meetingOf(
        line,
        occurrence,
        listed.filter(({ listing }) => listing.occurrence.on === occurrence.on),
        now,
      ),
    );
  });
}

function coming(rule: MeetingRule, calendar: WorkCalendar, now: Instant): Occurrence[] {
  const today = dateOf(now);
  return occurrences(rule, calendar, today, addDays(today, LOOK_AHEAD_DAYS))
    .filter(({ startsAt }) => startsAt > now)
    .slice(0, OPEN_AHEAD);
}

function meetingOf(
  line: Line,
  occurrence: Occurrence,
  listed: readonly { problem: DemoProblem; listing: Listing }[],
  now: Instant,
): DemoMeeting {
  const meetingId = meetingIdOf(line, occurrence);
  const heldOn = occurrence.on;
  const isOver = passedAt(occurrence) <= now;
  const state = isOver ? 'passed' : locksAt(occurrence) <= now ? 'agendaLocked' : 'agendaOpen';
  const places = orderAgenda(
    listed.map(({ problem: { story }, listing }) => ({
      id: story.state.id,
      projectId: story.state.projectId,
      section: 'problems' as const,
      times: listing.times,
      severity: story.state.severity,
      enteredAt: listing.admittedAt,
      listing,
    })),
  );
  // A chair who keeps to the rules: whatever was to be approved by now is.
  const approvedAt = state === 'agendaLocked' && occurrence.approvalDueAt <= now ? occurrence.approvalDueAt : null;
  return {
    row: {
      meetingId,
      seriesId: seriesId(line),
      year: occurrence.year,
      number: occurrence.number,
      heldOn,
      startsAt: occurrence.startsAt,
      cutOffAt: occurrence.cutOffAt,
      approvalDueAt: occurrence.approvalDueAt,
      movedFrom: occurrence.movedFrom,
      nominalDays: [...occurrence.nominalDays],
      state,
      approvedAt,
    },
    items: places.map(({ id, projectId, listing }, index) => ({
      itemId: stableIdAt(listing.admittedAt, 'agenda-item', `${meetingId}/${id}`),
      meetingId,
      section: 'problems',
      problemId: id,
      subjectId: id,
      projectId,
      times: listing.times,
      // Fixed when the agenda is locked.
      position: state === 'agendaOpen' ? 0 : index + 1,
      state: listing.state,
      admittedAt: listing.admittedAt,
    })),
    timers: pendingMeetingTimers({ ...occurrence, state, heldOn, approvedAt }),
  };
}
