import type { Tx } from '#db/database.js';
import type { Instant } from '#domain/calendar/index.js';
import { answererOf, pendingTimers, rungOf, type ProblemState, type Recipient } from '#domain/ladder/index.js';
import { calendarToCountBy, lockCalendar } from '#features/calendar/index.js';
import { timers } from '#jobs/index.js';
import { applyToLoaded } from './problem.events.js';
import { ladderKey, loadForUpdate, loadLadders, lockOpenProblems, type LoadedProblem } from './problem.repository.js';

const clocks = ['responseDueAt', 'resolutionDueAt', 'verificationDueAt'] as const;

/** A deadline that another calendar moved. */
export interface MovedClock {
  readonly problemId: string;
  readonly number: string;
  readonly title: string;
  readonly clock: 'response' | 'resolution' | 'verification';
  readonly from: Instant;
  readonly to: Instant;
  /** Whose move it is, to be told. */
  readonly answerer: Recipient;
}

/**
 * Every problem that is not closed, locked, with the calendar locked behind them: in this order, since an act locks its
 * problem before it counts by the calendar. Those filed meanwhile are locked as well.
 */
export async function lockClocks(tx: Tx): Promise<Map<string, LoadedProblem>> {
  await lockOpenProblems(tx);
  await lockCalendar(tx);
  return loadForUpdate(tx, await lockOpenProblems(tx));
}

/**
 * Counts every running clock by the calendar as it is now: problems, timelines and timers, in a number of statements that
 * does not depend on how many there are. The caller has locked them, tells people and writes the audit entry.
 */
export async function recountClocks(tx: Tx, loaded: ReadonlyMap<string, LoadedProblem>): Promise<MovedClock[]> {
  const events = [...loaded.keys()].map((problemId) => ({ problemId, event: { type: 'calendarChanged' } as const }));
  const { after } = await applyToLoaded(tx, loaded, events, { toldBy: 'caller' });
  const ladders = await loadLadders(
    tx,
    [...loaded.values()].map(({ subject }) => subject),
  );
  return [...after].flatMap(([problemId, state]) => {
    const { state: before, subject } = loaded.get(problemId)!;
    const ladder = ladders.get(ladderKey(subject.ladderId, subject.ladderVersion))!;
    const answerer = answererOf(state, rungOf(ladder, state.rung));
    return movedClocks(before, state).map((moved) => ({
      problemId,
      number: subject.number,
      title: subject.title,
      ...moved,
      answerer,
    }));
  });
}

function movedClocks(before: ProblemState, after: ProblemState): Pick<MovedClock, 'clock' | 'from' | 'to'>[] {
  return clocks.flatMap((key) => {
    const [from, to] = [before[key], after[key]];
    if (from === null || to === null || from === to) return [];
    return [{ clock: key.slice(0, -'DueAt'.length) as MovedClock['clock'], from, to }];
  });
}

/**
 * Sets the alarms of locked problems by the calendar as it is now, also of those whose deadlines stay: a reminder goes out
 * at the start of work, and that may have moved alone.
 */
export async function replanAlarms(tx: Tx, problemIds: Iterable<string>): Promise<void> {
  const loaded = await loadForUpdate(tx, [...problemIds]);
  const calendar = await calendarToCountBy(tx);
  const ladders = await loadLadders(
    tx,
    [...loaded.values()].map(({ subject }) => subject),
  );
  await timers.plan(
    tx,
    [...loaded.values()].map(({ state, subject }) => ({
      subjectKind: 'problem',
      subjectId: state.id,
      subjectVersion: state.version,
      timers: pendingTimers(state, ladders.get(ladderKey(subject.ladderId, subject.ladderVersion))!, calendar),
    })),
  );
}
