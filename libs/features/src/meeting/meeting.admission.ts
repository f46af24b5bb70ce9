import type { Tx } from '#db/database.js';
import { addDays, dateOf, type Instant, type PlainDate, type WorkCalendar } from '#domain/calendar/index.js';
import { admit, occurrences, type AgendaSection, type Occurrence } from '#domain/meeting/index.js';
import type { Refusal } from '#domain/refusal.js';
import { recordAudit } from '#features/audit/index.js';
import { calendarToCountBy } from '#features/calendar/index.js';
import { applyToLoaded, loadForUpdate, type LoadedProblem } from '#features/problem/index.js';
import { tellOfListing, type ListedProblem } from './meeting.notices.js';
import {
  allSeries,
  insertItems,
  listedItems,
  lockMeetings,
  nextPosition,
  openMeeting,
  relistItem,
  standingItems,
  touchMeetings,
} from './meeting.repository.js';
import {
  asksForMeeting,
  cameToMeetingAt,
  meetingName,
  ruleOf,
  type MeetingRow,
  type SeriesRow,
} from './meeting.rows.js';

/** How far ahead an open agenda is looked for: over the longest holiday there is at least one meeting in it. */
const LOOK_AHEAD_DAYS = 60;

/** A problem with its place on an agenda; `isNew` counts as one more time on an agenda. */
interface Placed extends ListedProblem {
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
  const placed: Placed[] = [];
  for (const problem of asking) {
    const ofLine = series.get(problem.project.line);
    // A district without a meeting for the line: the problem waits, and the daily round finds it when there is one.
    if (!ofLine) continue;
    const place = await agendas.place(problem, ofLine);
    if (place) placed.push(place);
  }
  await settle(tx, loaded, placed, tell ? 'agenda.listed' : null);
}

/**
 * What is still listed and still asks for the meeting after its day goes on to the series' next meeting, whatever its
 * cut-off, as one more time on an agenda. The meetings given are over.
 */
export async function carryOver(tx: Tx, over: readonly MeetingRow[], series: readonly SeriesRow[]): Promise<string[]> {
  const items = await listedItems(
    tx,
    over.map(({ meetingId }) => meetingId),
  );
  const loaded = await loadForUpdate(
    tx,
    items.map(({ problemId }) => problemId),
  );
  const carried = items.filter(({ problemId }) => asksForMeeting(loaded.get(problemId)!.state));
  if (carried.length === 0) return [];
  const agendas = new Agendas(tx, await calendarToCountBy(tx));
  const placed: Placed[] = [];
  for (const { meetingId, problemId } of carried) {
    const from = over.find((row) => row.meetingId === meetingId)!;
    const ofLine = series.find(({ seriesId }) => seriesId === from.seriesId)!;
    placed.push(await agendas.next(loaded.get(problemId)!, ofLine, from.heldOn));
  }
  await settle(tx, loaded, placed, 'agenda.carried-over');
  return carried.map(({ itemId }) => itemId);
}

/** Writes what was placed: the ladder's count of times, new versions of the agendas, notices, audit. */
async function settle(
  tx: Tx,
  loaded: ReadonlyMap<string, LoadedProblem>,
  placed: readonly Placed[],
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

/** The meetings of one transaction: opened and locked once, however many problems come to them. */
class Agendas {
  private readonly opened = new Map<string, MeetingRow>();
  private readonly coming = new Map<string, Occurrence[]>();

  constructor(
    private readonly tx: Tx,
    private readonly calendar: WorkCalendar,
  ) {}

  /** The first meeting still to start that takes it; undefined when none in sight does. */
  async place(problem: LoadedProblem, series: SeriesRow): Promise<Placed | undefined> {
    const cameAt = cameToMeetingAt(problem.state);
    for (const occurrence of this.comingOf(series, dateOf(this.tx.now))) {
      if (occurrence.startsAt <= this.tx.now || occurrence.cutOffAt < cameAt) continue;
      const meeting = await this.open(series, occurrence);
      const admission = admit(candidateOf(problem, cameAt), meeting);
      if (admission.ok) return this.list(problem, meeting, series, admission.value);
      if (!isAboutMeeting(admission.refusal)) return undefined;
    }
    return undefined;
  }

  async next(problem: LoadedProblem, series: SeriesRow, after: PlainDate): Promise<Placed> {
    const occurrence = this.comingOf(series, addDays(after, 1)).find(({ startsAt }) => startsAt > this.tx.now);
    if (!occurrence) throw new Error(`No meeting of ${series.seriesId} in the ${LOOK_AHEAD_DAYS} days from ${after}`);
    const meeting = await this.open(series, occurrence);
    return this.list(problem, meeting, series, { times: problem.state.timesOnAgenda + 1, section: 'problems' });
  }

  private comingOf(series: SeriesRow, from: PlainDate): Occurrence[] {
    const today = dateOf(this.tx.now);
    const first = from > today ? from : today;
    const key = `${series.seriesId} ${first}`;
    const known =
      this.coming.get(key) ?? occurrences(ruleOf(series), this.calendar, first, addDays(first, LOOK_AHEAD_DAYS));
    this.coming.set(key, known);
    return known;
  }

  private async open(series: SeriesRow, occurrence: Occurrence): Promise<MeetingRow> {
    const key = `${series.seriesId} ${occurrence.on}`;
    const known = this.opened.get(key);
    if (known) return known;
    const { meetingId } = await openMeeting(this.tx, series, occurrence);
    const meeting = (await lockMeetings(this.tx, [meetingId])).get(meetingId)!;
    this.opened.set(key, meeting);
    return meeting;
  }

  private async list(
    problem: LoadedProblem,
    meeting: MeetingRow,
    series: SeriesRow,
    { times, section }: { times: number; section: AgendaSection },
  ): Promise<Placed> {
    // Listed by a late worker on an agenda that is fixed already, it comes last.
    const position = meeting.state === 'agendaOpen' ? 0 : await nextPosition(this.tx, meeting.meetingId);
    const item = { meetingId: meeting.meetingId, problemId: problem.state.id, times, section, position };
    const isNew = (await insertItems(this.tx, [item])).length > 0;
    if (!isNew) await relistItem(this.tx, item);
    return { problem, meeting, series, times: isNew ? times : problem.state.timesOnAgenda, isNew };
  }
}

/** The next meeting may take what this one does not; what is wrong with the problem itself is wrong everywhere. */
function isAboutMeeting({ code }: Refusal): boolean {
  return code === 'agenda.cut_off_passed' || code === 'agenda.closed';
}

function candidateOf({ state }: LoadedProblem, enteredAt: Instant) {
  return {
    problemId: state.id,
    rung: state.rung,
    passages: state.passages.map(({ rung, how, by }) => ({ rung, how, signedBy: by })),
    timesOnAgenda: state.timesOnAgenda,
    enteredAt,
  };
}
