import type { Tx } from '#db/database.js';
import type { Instant } from '#domain/calendar/index.js';
import { admit, type AgendaSection } from '#domain/meeting/index.js';
import type { Refusal } from '#domain/refusal.js';
import { recordAudit } from '#features/audit/index.js';
import { calendarToCountBy } from '#features/calendar/index.js';
import { applyToLoaded, loadForUpdate, type LoadedProblem } from '#features/problem/index.js';
import { Agendas } from './meeting.agendas.js';
import { tellOfListing, type ListedProblem } from './meeting.notices.js';
import { allSeries, insertItems, relistItem, standingItems, touchMeetings } from './meeting.repository.js';
import { asksForMeeting, cameToMeetingAt, meetingName, type MeetingRow, type SeriesRow } from './meeting.rows.js';

/** A problem with its place on an agenda; `isNew` counts as one more time on an agenda. */
export interface PlacedProblem extends ListedProblem {
  readonly isNew: boolean;
}

/**
 * Puts each problem that stands on the meeting's rung on the agenda of its line's next meeting whose cut-off it made,
 * unless it stands on an agenda already. Safe to repeat. The third time sends it on to the principal (the ladder says).
 * `tell: false` is for seeds.
 */
export async function admitProblems(
  tx: Tx,
  problemIds: readonly string[],
  { tell = true }: { tell?: boolean } = {},
): Promise<void> {
  const loaded = await loadForUpdate(tx, problemIds);
  const standing = new Set((await standingItems(tx, [...loaded.keys()])).map(({ problemId }) => problemId));
  const asking = [...loaded.values()].filter(({ state }) => asksForMeeting(state) && !standing.has(state.id));
  if (asking.length === 0) return;
  const calendar = await calendarToCountBy(tx);
  const series = new Map((await allSeries(tx)).map((row) => [row.line, row]));
  const agendas = new Agendas(tx, calendar);
  const placed: PlacedProblem[] = [];
  for (const problem of asking) {
    const ofLine = series.get(problem.project.line);
    // A district without a meeting for the line: the problem waits, and the daily round finds it when there is one.
    if (!ofLine) continue;
    const place = await placeInTime(tx, agendas, problem, ofLine);
    if (place) placed.push(place);
  }
  await settlePlaced(tx, loaded, placed, tell ? 'agenda.listed' : null);
}

/** On the first meeting still to start that takes it; undefined when none in sight does. */
async function placeInTime(
  tx: Tx,
  agendas: Agendas,
  problem: LoadedProblem,
  series: SeriesRow,
): Promise<PlacedProblem | undefined> {
  const cameAt = cameToMeetingAt(problem.state);
  for await (const meeting of agendas.takingAt(series, cameAt)) {
    const admission = admit(candidateOf(problem, cameAt), meeting);
    if (admission.ok) return placeProblem(tx, agendas, problem, meeting, series, admission.value);
    if (!isAboutMeeting(admission.refusal)) return undefined;
  }
  return undefined;
}

/** Lists it on this meeting. What had been taken off the same agenda is listed again: the same time on it, not another. */
export async function placeProblem(
  tx: Tx,
  agendas: Agendas,
  problem: LoadedProblem,
  meeting: MeetingRow,
  series: SeriesRow,
  { times, section, ...carried }: { times: number; section: AgendaSection } & Carried,
): Promise<PlacedProblem> {
  // Listed by a late worker on an agenda that is fixed already, it comes last.
  const position = await agendas.positionIn(meeting);
  const problemId = problem.state.id;
  const { projectId } = problem.project;
  const item = { ...carried, meetingId: meeting.meetingId, problemId, projectId, times, section, position };
  const isNew = (await insertItems(tx, [item])).length > 0;
  if (!isNew) await relistItem(tx, meeting.meetingId, problemId);
  return { problem, meeting, series, times: isNew ? times : problem.state.timesOnAgenda, isNew };
}

/** What an item takes with it from one agenda to the next. */
export interface Carried {
  readonly carriedFromId?: string;
  readonly ask?: string;
  readonly answer?: string;
  readonly minutes?: number | null;
  readonly presenterUnitId?: string | null;
  readonly presenter?: string;
}

/** Writes what was placed: the ladder's count of times, new versions of the agendas, notices, audit. */
export async function settlePlaced(
  tx: Tx,
  loaded: ReadonlyMap<string, LoadedProblem>,
  placed: readonly PlacedProblem[],
  rule: 'agenda.listed' | 'agenda.carried-over' | null,
): Promise<void> {
  if (placed.length === 0) return;
  const counted = placed.filter(({ isNew }) => isNew);
  await touchMeetings(
    tx,
    placed.map(({ meeting }) => meeting.meetingId),
  );
  if (rule) await tellOfListing(tx, rule, placed);
  await applyToLoaded(
    tx,
    loaded,
    counted.map(({ problem, meeting, series, times }) => ({
      problemId: problem.state.id,
      event: { type: 'timesOnAgendaReached', times, meeting: meetingName(meeting, series) },
    })),
  );
  await recordAudit(
    tx,
    placed.map(({ meeting, problem, times }) => ({
      action: 'agenda.admit',
      subjectKind: 'meeting',
      subjectId: meeting.meetingId,
      detail: { problem: problem.subject.number, times },
    })),
  );
}

/** The next meeting may take what this one does not; what is wrong with the problem itself is wrong everywhere. */
function isAboutMeeting({ code }: Refusal): boolean {
  return code === 'agenda.cut_off_passed' || code === 'agenda.closed';
}

export function candidateOf({ state }: LoadedProblem, enteredAt: Instant) {
  return {
    problemId: state.id,
    rung: state.rung,
    passages: state.passages.map(({ rung, how, by }) => ({ rung, how, signedBy: by })),
    timesOnAgenda: state.timesOnAgenda,
    enteredAt,
  };
}
