import { dateOf, type Instant } from '#domain/calendar/index.js';
import { pendingMeetingTimers, type OpenedMeetingState, type Outcome } from '#domain/meeting/index.js';
import type { agendaItem, meeting, meetingAttendance, meetingMinutes } from '#db/schema/index.js';
import { sketchAgendas, type ItemSketch } from './agenda-sketch.js';
import { numberDecisions, withNumber, type NumberedDecision } from './decision-numbers.js';
import type { DecisionStory } from './decision-play.js';
import { itemRow } from './agenda-items.js';
import type { DemoMatter } from './matters.js';
import { seriesId } from './meetings.js';
import { minutesOf } from './minutes.js';
import { coordinatorId, principalId } from './persons.js';
import type { DemoProblem } from './problems.js';
import type { Line } from './project-names.js';
import type { SeriesMeeting, Timetable } from './timetable.js';

type Row<Table extends { $inferInsert: object }> = Omit<Table['$inferInsert'], 'districtId'>;

/** A meeting that has been opened, with its agenda, its minutes and what it still waits for. */
export interface DemoMeeting {
  readonly row: Row<typeof meeting> & { meetingId: string };
  readonly items: readonly Row<typeof agendaItem>[];
  readonly attendance: readonly Row<typeof meetingAttendance>[];
  readonly minutes: readonly Row<typeof meetingMinutes>[];
  readonly timers: readonly { readonly kind: string; readonly dueAt: Instant }[];
}

/** A decision with what it is about. */
export interface DemoDecision {
  readonly story: DecisionStory;
  readonly seriesId: string;
  readonly agendaItemId: string;
  readonly projectName: string | null;
}

/** What meetings have dealt with and what is before them, once all is told and the decisions have their numbers. */
export interface DemoAgendas {
  readonly meetings: DemoMeeting[];
  readonly decisions: DemoDecision[];
  /** The same problems, their timelines naming the decisions. */
  readonly problems: DemoProblem[];
}

/** How many coming meetings of a series are open at any time. */
const OPEN_AHEAD = 2;
const MINUTE = 60_000;

export function demoAgendas(
  told: readonly DemoProblem[],
  matters: readonly DemoMatter[],
  timetables: Readonly<Record<Line, Timetable>>,
  now: Instant,
): DemoAgendas {
  const agendas = sketchAgendas(told, matters);
  const numbers = numberDecisions(agendas);
  const problems = told.map((problem) => withNumbers(problem, numbers));
  const itemsOf = new Map(agendas.map((items) => [items[0]!.meetingId, items]));
  const meetings = (Object.keys(timetables) as Line[]).flatMap((line) => {
    const timetable = timetables[line];
    const coming = timetable.meetings.filter(({ occurrence }) => occurrence.startsAt > now).slice(0, OPEN_AHEAD);
    const opened = timetable.meetings.filter(
      (each) =>
        each.session !== null || each.cancelled !== null || itemsOf.has(each.meetingId) || coming.includes(each),
    );
    // The one that was corrected: held some weeks ago, on the line that everybody reads.
    const corrected = line === 'construction' ? opened.filter(({ session }) => session !== null).at(-3) : undefined;
    return opened.map((each) => {
      const handedTo = each.cancelled ? timetable.after(each, each.cancelled.at) : undefined;
      return meetingOf(each, itemsOf.get(each.meetingId) ?? [], {
        handedTo,
        numbers,
        now,
        corrects: each === corrected,
      });
    });
  });
  return { meetings, problems, decisions: [...numbers.values()].map(decisionOf) };
}

function decisionOf({ story, item }: NumberedDecision): DemoDecision {
  const listed = item as Exclude<ItemSketch, { about: 'decision' }>;
  return {
    story,
    seriesId: seriesId(listed.listing.meeting.line),
    agendaItemId: item.itemId,
    projectName: item.about === 'problem' ? item.problem.title.split('：')[0]! : null,
  };
}

function withNumbers(problem: DemoProblem, numbers: ReadonlyMap<string, NumberedDecision>): DemoProblem {
  const { decision } = problem.story;
  const found = decision && numbers.get(decision.state.id);
  if (!found) return problem;
  const { id, number } = found.story.state;
  const entries = problem.story.entries.map(withNumber(id, number));
  return { ...problem, story: { ...problem.story, entries, decision: found.story } };
}

interface Telling {
  readonly handedTo: SeriesMeeting | undefined;
  readonly numbers: ReadonlyMap<string, NumberedDecision>;
  readonly now: Instant;
  readonly corrects: boolean;
}

function meetingOf(told: SeriesMeeting, sketches: readonly ItemSketch[], telling: Telling): DemoMeeting {
  const { line, meetingId, occurrence, session, cancelled } = told;
  const { handedTo, numbers, now, corrects } = telling;
  const state = stateOf(told, now);
  // A chair who keeps to the rules: whatever was to be approved by now is, shortly before.
  const approved = state !== 'agendaOpen' && occurrence.approvalDueAt <= now;
  const approvedAt = approved ? ((occurrence.approvalDueAt - 40 * MINUTE) as Instant) : null;
  const items = sketches.map((sketch, index) =>
    itemRow(sketch, {
      // Fixed when the agenda is locked.
      position: state === 'agendaOpen' ? 0 : index + 1,
      outcome: outcomeOf(sketch, numbers),
      of: sketches.length,
      numbers,
    }),
  );
  const { attendance, minutes } = session ? minutesOf(told, sketches, items, corrects, now) : NOTHING_WRITTEN;
  return {
    row: {
      meetingId,
      seriesId: seriesId(line),
      year: occurrence.year,
      number: occurrence.number,
      heldOn: occurrence.on,
      startsAt: occurrence.startsAt,
      cutOffAt: occurrence.cutOffAt,
      approvalDueAt: occurrence.approvalDueAt,
      movedFrom: occurrence.movedFrom,
      nominalDays: [...occurrence.nominalDays],
      state,
      approvedAt,
      approvedBy: approvedAt === null ? null : principalId,
      startedAt: session?.startedAt ?? null,
      startedBy: session ? coordinatorId : null,
      endedAt: session?.endedAt ?? null,
      endedBy: session ? coordinatorId : null,
      attendanceVersion: session ? 2 : 1,
      cancelReason: cancelled?.reason ?? null,
      handedToId: handedTo?.meetingId ?? null,
    },
    items,
    attendance,
    minutes,
    timers: pendingMeetingTimers({ ...occurrence, state, heldOn: occurrence.on, approvedAt }),
  };
}

const NOTHING_WRITTEN = { attendance: [], minutes: [] };

function stateOf({ session, cancelled, locksAt, occurrence }: SeriesMeeting, now: Instant): OpenedMeetingState {
  if (cancelled) return 'cancelled';
  if (session) return session.publishedAt <= now ? 'published' : 'minutesDraft';
  // Of an earlier day, and nobody held it: only where there was no time to.
  if (occurrence.on < dateOf(now)) return 'passed';
  return locksAt <= now ? 'agendaLocked' : 'agendaOpen';
}

/** What was recorded on an item, decisions with the numbers they were given. */
function outcomeOf(sketch: ItemSketch, numbers: ReadonlyMap<string, NumberedDecision>): Outcome | null {
  if (sketch.about === 'decision') {
    const late = sketch.decision.state.overdueAt !== null;
    const note = late ? '牵头单位说明了逾期原因，会议要求限期办结' : '牵头单位汇报了办理情况，会议要求按期办结';
    return sketch.due.heard ? { kind: 'noted', note } : null;
  }
  const { outcome } = sketch.listing;
  if (outcome?.kind !== 'decision') return outcome;
  const { resolution, ...rest } = outcome;
  const id = sketch.about === 'problem' ? sketch.problem.story.decision?.state.id : sketch.matter.decision?.state.id;
  const decided = numbers.get(id!)!.story.state;
  return { ...rest, decisions: [{ ...resolution, recorded: { id: decided.id, number: decided.number } }] };
}
