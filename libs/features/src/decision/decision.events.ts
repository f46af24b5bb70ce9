import type { Tx } from '#db/database.js';
import { followUp, type DecisionEvent, type DecisionState, type Followed } from '#domain/decision/index.js';
import type { ProblemEvent } from '#domain/ladder/index.js';
import { valueOf } from '#domain/refusal.js';
import type { WorkCalendar } from '#domain/calendar/index.js';
import { calendarToCountBy } from '#features/calendar/index.js';
import { applyToLoaded, loadForUpdate, type LoadedProblem } from '#features/problem/index.js';
import { recordFollowed, type ToldBy } from './decision.recording.js';
import { decisionsAbout, lockDecisions, problemsOf, type LoadedDecision } from './decision.repository.js';

export interface DecisionEventOf {
  readonly decisionId: string;
  readonly event: DecisionEvent;
}

/** `stale`: the event was out of date, or the decision is not there; nothing was written for it. */
export type EventOutcome = 'acted' | 'stale';

/** Decisions with their problems, all locked, and the calendar they count by. */
export interface LockedMatters {
  readonly problems: ReadonlyMap<string, LoadedProblem>;
  readonly decisions: ReadonlyMap<string, LoadedDecision>;
  readonly calendar: WorkCalendar;
}

/** Locks in the one order there is: problems, the calendar, (meetings,) decisions. */
export async function lockMatters(
  tx: Tx,
  decisionIds: readonly string[],
  alsoProblemIds: readonly string[] = [],
): Promise<LockedMatters> {
  const problems = await loadForUpdate(tx, [...(await problemsOf(tx, decisionIds)), ...alsoProblemIds]);
  const calendar = await calendarToCountBy(tx);
  return { problems, calendar, decisions: await lockDecisions(tx, decisionIds, problems) };
}

/**
 * THE way a decision changes, for people's commands and alarms alike: lock, follow up, write with all that follows, the
 * problem included, in this transaction. Takes any number of events at a constant number of statements. Answers one
 * outcome per event, in order. Throws `RefusedError` at the first refused command; then nothing is kept.
 */
export async function applyDecisionEvents(
  tx: Tx,
  events: readonly DecisionEventOf[],
): Promise<{ outcomes: EventOutcome[]; after: Map<string, DecisionState> }> {
  const matters = await lockMatters(
    tx,
    events.map(({ decisionId }) => decisionId),
  );
  return applyToLocked(tx, matters, events);
}

/** The same for decisions that the caller has locked. */
export async function applyToLocked(
  tx: Tx,
  { problems, decisions, calendar }: LockedMatters,
  events: readonly DecisionEventOf[],
  { toldBy = 'each' }: { toldBy?: ToldBy } = {},
): Promise<{ outcomes: EventOutcome[]; after: Map<string, DecisionState> }> {
  if (decisions.size === 0) return { outcomes: events.map(() => 'stale'), after: new Map() };
  const taken = new Map<
    string,
    { followed: Followed[]; audit: { action: string; detail: Record<string, unknown> }[] }
  >();
  const take = (decisionId: string, event: DecisionEvent): EventOutcome => {
    const loaded = decisions.get(decisionId);
    if (!loaded) return 'stale';
    const before = taken.get(decisionId) ?? { followed: [], audit: [] };
    const state = before.followed.at(-1)?.decision ?? loaded.state;
    const followed = valueOf(followUp(state, event, calendar, tx.now));
    if (followed.stale) return 'stale';
    before.followed.push(followed);
    before.audit.push({ action: `decision.${event.type}`, detail: auditDetail(followed) });
    taken.set(decisionId, before);
    return 'acted';
  };
  const outcomes = events.map(({ decisionId, event }): EventOutcome => {
    // What its problem's own door did a moment ago, and nobody has told it yet, comes first.
    const caughtUp = take(decisionId, { type: 'problemMoved' });
    return event.type === 'problemMoved' ? caughtUp : take(decisionId, event);
  });
  await recordFollowed(
    tx,
    [...taken].map(([id, { followed, audit }]) => {
      const loaded = decisions.get(id)!;
      return { loaded, subject: loaded.subject, followed, audit };
    }),
    calendar,
    toldBy,
  );
  const onProblems = [...taken].flatMap(([id, { followed }]) =>
    followed.flatMap(({ onProblem }) =>
      onProblem.map((event) => ({ problemId: decisions.get(id)!.state.problem!.id, event })),
    ),
  );
  await applyOnProblems(tx, problems, onProblems);
  return { outcomes, after: new Map([...taken].map(([id, { followed }]) => [id, followed.at(-1)!.decision])) };
}

/**
 * What becomes of the problems, in this transaction. A problem that its decision lets go is answered by the newest of the
 * other decisions about it that stand, if there is one.
 */
export async function applyOnProblems(
  tx: Tx,
  problems: ReadonlyMap<string, LoadedProblem>,
  events: readonly { readonly problemId: string; readonly event: ProblemEvent }[],
): Promise<void> {
  if (events.length === 0) return;
  const letGo = events.filter(({ event }) => event.type === 'decisionReleased').map(({ problemId }) => problemId);
  const answeredAnew = await successors(tx, letGo, problems);
  await applyToLoaded(tx, problems, [...events, ...answeredAnew]);
}

async function successors(tx: Tx, problemIds: readonly string[], problems: ReadonlyMap<string, LoadedProblem>) {
  if (problemIds.length === 0) return [];
  const standing = await decisionsAbout(tx, problemIds);
  const newest = new Map(standing.toReversed().map(({ problemId, decisionId }) => [problemId, decisionId]));
  const loaded = await lockDecisions(tx, [...newest.values()], problems);
  return [...newest].map(([problemId, id]) => {
    const { number, dueAt, leadUnitId, handlingUnitIds } = loaded.get(id)!.state;
    const unitIds = [leadUnitId, ...handlingUnitIds];
    return { problemId, event: { type: 'decided', decisionId: id, number, dueAt, unitIds } as const };
  });
}

/** The trail says what came of the event; the words people wrote are in the timeline, whose entries it names. */
function auditDetail({ decision, entries }: Followed): Record<string, unknown> {
  return { version: decision.version, status: decision.status, entries: entries.map(({ type }) => type) };
}
