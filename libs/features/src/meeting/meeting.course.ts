import type { Tx } from '#db/database.js';
import { addDays, dateOf } from '#domain/calendar/index.js';
import { arrangeAgenda, decideMeeting, occurrences } from '#domain/meeting/index.js';
import { valueOf } from '#domain/refusal.js';
import { recordAudit } from '#features/audit/index.js';
import { calendarToCountBy } from '#features/calendar/index.js';
import { loadForUpdate, type LoadedProblem } from '#features/problem/index.js';
import { admitProblems } from './meeting.admission.js';
import { listDueDecisions, lockMattersOf } from './meeting.decisions.js';
import { carryOn } from './meeting.carrying.js';
import { approvalAskedNoMore, remindChair, tellOfListing, tellOfLock } from './meeting.notices.js';
import {
  allSeries,
  fixPositions,
  listedItems,
  lockMeetings,
  openMeeting,
  setItemState,
  standingItems,
  touchMeetings,
  unlistedCandidates,
} from './meeting.repository.js';
import { saveCourse } from './meeting-course.repository.js';
import { endSession } from './meeting.effects.js';
import { closeRequests } from './meeting-items.repository.js';
import { asksForMeeting, courseOf, placeOf, ruleOf, type MeetingRow, type SeriesRow } from './meeting.rows.js';

/** So many meetings of each series are open ahead. */
const OPEN_AHEAD = 2;
const LOOK_AHEAD_DAYS = 60;

/**
 * Opens the next meetings of every series, and lists every problem that asks for one and stands on none: whatever was
 * lost or could not be placed before is found here. Safe to repeat.
 */
export async function openAgendas(tx: Tx): Promise<void> {
  const calendar = await calendarToCountBy(tx);
  const series = await allSeries(tx);
  const today = dateOf(tx.now);
  for (const row of series) {
    const coming = occurrences(ruleOf(row), calendar, today, addDays(today, LOOK_AHEAD_DAYS))
      .filter(({ startsAt }) => startsAt > tx.now)
      .slice(0, OPEN_AHEAD);
    for (const occurrence of coming) await openMeeting(tx, row, occurrence);
  }
  await admitProblems(tx, await unlistedCandidates(tx));
  await listDueDecisions(tx);
}

/** The cut-off of these meetings has come: whoever made it is listed, then the agendas are fixed in their order. */
export async function lockAgendas(tx: Tx, meetingIds: readonly string[]): Promise<Map<string, 'acted' | 'stale'>> {
  const series = await allSeries(tx);
  // All lines, whichever meets: the look is one query, and a candidate goes to its own line's meeting anyway.
  await admitProblems(tx, await unlistedCandidates(tx));
  await listDueDecisions(tx);
  const items = await listedItems(tx, meetingIds);
  const problems = await problemsOf(tx, items);
  const meetings = await lockMeetings(tx, meetingIds);
  const outcomes = new Map<string, 'acted' | 'stale'>();
  for (const meetingId of meetingIds) {
    const meeting = meetings.get(meetingId);
    const step = meeting && valueOf(decideMeeting(courseOf(meeting), { type: 'cutOffReached' }, tx.now));
    if (!step || step.stale) {
      outcomes.set(meetingId, 'stale');
      continue;
    }
    const ordered = arrangeAgenda(
      items.filter((item) => item.meetingId === meetingId).map((item) => placeOf(item, problems)),
    );
    await fixPositions(
      tx,
      ordered.map(({ id }) => id),
    );
    const [locked] = await touchMeetings(tx, [meetingId], 'agendaLocked');
    await tellOfLock(
      tx,
      locked!,
      series.find(({ seriesId }) => seriesId === meeting.seriesId)!,
      ordered.length,
    );
    outcomes.set(meetingId, 'acted');
  }
  await audit(tx, 'meeting.lock-agenda', outcomes);
  return outcomes;
}

/**
 * The day of these meetings is over: those nobody held are `passed`, and what was left on their agendas is carried over;
 * one that is still in session is ended.
 */
export async function passMeetings(tx: Tx, meetingIds: readonly string[]): Promise<Map<string, 'acted' | 'stale'>> {
  const series = await allSeries(tx);
  const items = await listedItems(tx, meetingIds);
  // The problems first, as everywhere; their meetings after them.
  const problems = await lockMattersOf(tx, items);
  const meetings = await lockMeetings(tx, meetingIds);
  const outcomes = new Map<string, 'acted' | 'stale'>();
  for (const meetingId of meetingIds) {
    const meeting = meetings.get(meetingId);
    const step = meeting && valueOf(decideMeeting(courseOf(meeting), { type: 'dayOver' }, tx.now));
    outcomes.set(meetingId, !step || step.stale ? 'stale' : 'acted');
  }
  const acted = [...outcomes].filter(([, outcome]) => outcome === 'acted').map(([id]) => id);
  const inSession = acted.filter((id) => meetings.get(id)?.state === 'inSession');
  for (const id of inSession) await endByClock(tx, meetings.get(id)!, series, problems);
  const neverHeld = acted.filter((id) => !inSession.includes(id));
  for (const id of neverHeld) await closeRequests(tx, id);
  const over = await touchMeetings(tx, neverHeld, 'passed');
  await approvalAskedNoMore(tx, neverHeld);
  const left = items.filter(({ meetingId }) => neverHeld.includes(meetingId));
  await setItemState(tx, await carryOn(tx, left, over, series), 'carriedOver');
  await audit(tx, 'meeting.pass', outcomes);
  return outcomes;
}

async function endByClock(
  tx: Tx,
  meeting: MeetingRow,
  series: readonly SeriesRow[],
  problems: ReadonlyMap<string, LoadedProblem>,
): Promise<void> {
  const { course } = valueOf(decideMeeting(courseOf(meeting), { type: 'dayOver' }, tx.now));
  const ended = await saveCourse(tx, meeting.meetingId, course);
  const held = { meeting: ended, series: series.find(({ seriesId }) => seriesId === meeting.seriesId)! };
  await endSession(tx, held, problems);
}

/** The moment by which the chair approves has come: who has not is reminded. */
export async function remindOfApproval(tx: Tx, meetingIds: readonly string[]): Promise<Map<string, 'acted' | 'stale'>> {
  const series = await allSeries(tx);
  const meetings = await lockMeetings(tx, meetingIds);
  const items = await listedItems(tx, meetingIds);
  const outcomes = new Map<string, 'acted' | 'stale'>();
  for (const meetingId of meetingIds) {
    const meeting = meetings.get(meetingId);
    const step = meeting && valueOf(decideMeeting(courseOf(meeting), { type: 'approvalDue' }, tx.now));
    outcomes.set(meetingId, !step || step.stale ? 'stale' : 'acted');
    if (!step || step.stale) continue;
    const ofMeeting = series.find(({ seriesId }) => seriesId === meeting.seriesId)!;
    const listed = items.filter((item) => item.meetingId === meetingId).length;
    await remindChair(tx, meeting, ofMeeting, listed);
  }
  await audit(tx, 'meeting.remind-approval', outcomes);
  return outcomes;
}

/** A problem that no longer asks for the meeting is taken off the agenda it stands on. Safe to repeat. */
export async function removeFromAgenda(tx: Tx, problemId: string): Promise<void> {
  const problem = (await loadForUpdate(tx, [problemId])).get(problemId);
  if (!problem || asksForMeeting(problem.state)) return;
  // Listed the third time it went on to the principal and stays on that agenda, where its third time belongs.
  if (problem.state.passages.at(-1)?.how === 'thirdTime') return;
  const standing = await standingItems(tx, [problemId]);
  const meetings = await lockMeetings(
    tx,
    standing.map(({ meetingId }) => meetingId),
  );
  // In session its outcome is for those in it to record.
  const items = standing.filter(({ meetingId }) => meetings.get(meetingId)?.state !== 'inSession');
  if (items.length === 0) return;
  await setItemState(
    tx,
    items.map(({ itemId }) => itemId),
    'removed',
  );
  await touchMeetings(
    tx,
    items.map(({ meetingId }) => meetingId),
  );
  const series = new Map((await allSeries(tx)).map((row) => [row.seriesId, row]));
  await tellOfListing(
    tx,
    'agenda.removed',
    items.map((item) => {
      const meeting = meetings.get(item.meetingId)!;
      return { problem, meeting, series: series.get(meeting.seriesId)!, times: item.times };
    }),
  );
  await recordAudit(
    tx,
    items.map(({ meetingId, times }) => ({
      action: 'agenda.remove',
      subjectKind: 'meeting',
      subjectId: meetingId,
      detail: { problem: problem.subject.number, times },
    })),
  );
}

function problemsOf(
  tx: Tx,
  items: readonly { readonly problemId: string | null }[],
): Promise<Map<string, LoadedProblem>> {
  return loadForUpdate(
    tx,
    items.flatMap(({ problemId }) => problemId ?? []),
  );
}

async function audit(tx: Tx, action: string, outcomes: ReadonlyMap<string, 'acted' | 'stale'>): Promise<void> {
  await recordAudit(
    tx,
    [...outcomes]
      .filter(([, outcome]) => outcome === 'acted')
      .map(([meetingId]) => ({ action, subjectKind: 'meeting', subjectId: meetingId })),
  );
}
