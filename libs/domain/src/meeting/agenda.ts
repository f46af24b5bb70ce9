import { formatInstant } from '../calendar/index.js';
import type { Instant } from '../calendar/index.js';
import { ok, refuse } from '../refusal.js';
import type { Result } from '../refusal.js';
import { AGENDA_SECTIONS, MEETING_RUNG, type AgendaSection } from './sections.js';
import type { MeetingState } from './series.js';

/** 第三次上会: from here on a matter goes to the principal. */
export const THIRD_TIME = 3;

/**
 * `requested`: asked for after the cut-off, waits for the chair, who takes it or not (`declined`). `postponed` and
 * `carriedOver` stand on a later agenda now; `removed` on none.
 */
export type AgendaItemState = 'listed' | 'requested' | 'declined' | 'postponed' | 'carriedOver' | 'removed';

/** A problem's stay on a rung, as far as admission asks. A skipped rung needs the person who signed the reason. */
export interface CandidatePassage {
  readonly rung: number;
  readonly how: 'filed' | 'expired' | 'signedUp' | 'skipped' | 'sentDown' | 'thirdTime' | 'decisionOverdue';
  readonly signedBy?: string | null;
}

/** A problem that asks to be put on an agenda. */
export interface AgendaCandidate {
  readonly problemId: string;
  readonly rung: number;
  readonly passages: readonly CandidatePassage[];
  /** How often it has stood on an agenda before. */
  readonly timesOnAgenda: number;
  /** When it came to the rung of the meeting. */
  readonly enteredAt: Instant;
}

/** `times` is the count with this meeting: 第几次上会. */
export interface Admission {
  readonly times: number;
  readonly section: AgendaSection;
}

/**
 * Whether a problem comes onto a meeting's agenda. What counts is when it came to the meeting's rung, not when this is
 * asked: lateness of ours must not cost it the meeting, so a locked agenda still takes what was in time. At the very
 * moment of the cut-off is in time: clocks and cut-offs both end at 18:00.
 *
 * Refusals: `agenda.not_at_meeting_rung` (`rung`), `agenda.lower_rungs_not_tried` (`missing`: the rungs as `2,3`),
 * `agenda.cut_off_passed` (`cutOffAt`), `agenda.closed` (`state`).
 */
export function admit(
  candidate: AgendaCandidate,
  meeting: { readonly state: MeetingState; readonly cutOffAt: Instant },
): Result<Admission> {
  if (candidate.rung !== MEETING_RUNG) return refuse('agenda.not_at_meeting_rung', { rung: candidate.rung });
  const missing = untriedRungs(candidate);
  if (missing.length > 0) return refuse('agenda.lower_rungs_not_tried', { missing: missing.join(',') });
  if (candidate.enteredAt > meeting.cutOffAt) {
    return refuse('agenda.cut_off_passed', { cutOffAt: formatInstant(meeting.cutOffAt) });
  }
  if (!takesItems(meeting.state)) return refuse('agenda.closed', { state: meeting.state });
  return ok({ times: candidate.timesOnAgenda + 1, section: 'problems' });
}

/** Whether a matter that stands on an agenda for so many times now goes to the principal. */
export function isThirdTime(times: number, thirdTime: number = THIRD_TIME): boolean {
  return times >= thirdTime;
}

/** What the order of an agenda looks at. */
export interface AgendaPlace {
  readonly id: string;
  readonly section: AgendaSection;
  readonly times: number;
  readonly severity: 'urgent' | 'normal';
  /** When it began to wait for the meeting. */
  readonly enteredAt: Instant;
}

/**
 * An agenda as it assembles itself: by section; within it what has come most often, then what is urgent, then what has
 * waited longest; the id settles the rest, so that the same items always give the same agenda. The input is left as it is.
 */
export function orderAgenda<Item extends AgendaPlace>(items: readonly Item[]): Item[] {
  return items.toSorted(
    (a, b) =>
      AGENDA_SECTIONS.indexOf(a.section) - AGENDA_SECTIONS.indexOf(b.section) ||
      b.times - a.times ||
      Number(b.severity === 'urgent') - Number(a.severity === 'urgent') ||
      a.enteredAt - b.enteredAt ||
      (a.id < b.id ? -1 : Number(a.id > b.id)),
  );
}

/**
 * An agenda as it stands: what somebody put in its place (position from 1) keeps that order; what came since is put, in
 * the order of its own, behind the last of its section, or at the end where its section is not there yet.
 *
 * Example: placed A (problems), B (redProjects); new C (problems), D (readiness): A, C, B, D.
 */
export function arrangeAgenda<Item extends AgendaPlace & { readonly position: number }>(
  items: readonly Item[],
): Item[] {
  const arranged = items.filter(({ position }) => position > 0).toSorted((a, b) => a.position - b.position);
  for (const item of orderAgenda(items.filter(({ position }) => position <= 0))) {
    const last = arranged.findLastIndex(({ section }) => section === item.section);
    arranged.splice(last < 0 ? arranged.length : last + 1, 0, item);
  }
  return arranged;
}

/** A rung was tried when the problem stood on it (whatever ended that), or was skipped for a reason somebody signed. */
function untriedRungs(candidate: AgendaCandidate): number[] {
  const tried = new Set(
    candidate.passages
      .filter((passage) => passage.how !== 'skipped' || (passage.signedBy ?? '') !== '')
      .map((passage) => passage.rung),
  );
  const missing: number[] = [];
  for (let rung = 1; rung < MEETING_RUNG; rung += 1) if (!tried.has(rung)) missing.push(rung);
  return missing;
}

function takesItems(state: MeetingState): boolean {
  switch (state) {
    case 'planned':
    case 'agendaOpen':
    case 'agendaLocked':
      return true;
    case 'inSession':
    case 'minutesDraft':
    case 'published':
    case 'passed':
    case 'cancelled':
      return false;
  }
}
