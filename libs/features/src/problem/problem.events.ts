import type { Tx } from '#db/database.js';
import { asThemselves, standsInFor, type Actor } from '#domain/access/index.js';
import type { Instant, WorkCalendar } from '#domain/calendar/index.js';
import { decide, type Decision, type Ladder, type ProblemEvent, type ProblemState } from '#domain/ladder/index.js';
import { valueOf } from '#domain/refusal.js';
import { calendarToCountBy } from '#features/calendar/index.js';
import { recordDecisions, type ToldBy } from './problem.recording.js';
import { ladderKey, loadForUpdate, loadLadders, type LoadedProblem } from './problem.repository.js';

export interface ProblemEventOf {
  readonly problemId: string;
  readonly event: ProblemEvent;
}

/** `stale`: the event was out of date, or the problem is not there; nothing was written for it. */
export type EventOutcome = 'acted' | 'stale';

/**
 * THE way a problem changes, for people's commands and alarms alike: lock, decide, write with all that follows, in
 * this transaction. Takes any number of events at a constant number of statements; several events of one problem are
 * decided one after the other and written once. Answers one outcome per event, in order.
 * Throws `RefusedError` at the first refused command; then nothing is kept, since the transaction rolls back.
 */
export async function applyProblemEvents(tx: Tx, events: readonly ProblemEventOf[]): Promise<EventOutcome[]> {
  const loaded = await loadForUpdate(
    tx,
    events.map(({ problemId }) => problemId),
  );
  return (await applyToLoaded(tx, loaded, events)).outcomes;
}

/** The same for problems that the caller has locked already; `after` has the new state of those that changed. */
export async function applyToLoaded(
  tx: Tx,
  loaded: ReadonlyMap<string, LoadedProblem>,
  events: readonly ProblemEventOf[],
  { toldBy = 'each' }: { toldBy?: ToldBy } = {},
): Promise<{ outcomes: EventOutcome[]; after: Map<string, ProblemState> }> {
  if (loaded.size === 0) return { outcomes: events.map(() => 'stale'), after: new Map() };
  const calendar = await calendarToCountBy(tx);
  const ladders = await loadLadders(
    tx,
    [...loaded.values()].map(({ subject }) => subject),
  );
  const ladderOf = ({ subject }: LoadedProblem) => ladders.get(ladderKey(subject.ladderId, subject.ladderVersion))!;
  const taken = new Map<
    string,
    { decisions: Decision[]; audit: { action: string; detail: Record<string, unknown> }[] }
  >();

  const outcomes = events.map(({ problemId, event }): EventOutcome => {
    const problem = loaded.get(problemId);
    if (!problem) return 'stale';
    const before = taken.get(problemId) ?? { decisions: [], audit: [] };
    const state = before.decisions.at(-1)?.problem ?? problem.state;
    const decision = decideFor(state, event, ladderOf(problem), calendar, tx.now);
    if (decision.stale) return 'stale';
    before.decisions.push(decision);
    before.audit.push({ action: auditAction(event), detail: auditDetail(decision) });
    taken.set(problemId, before);
    return 'acted';
  });

  await recordDecisions(
    tx,
    [...taken].map(([problemId, { decisions, audit }]) => {
      const problem = loaded.get(problemId)!;
      const { subject, project } = problem;
      return { loaded: problem, subject, project, ladder: ladderOf(problem), decisions, audit };
    }),
    calendar,
    toldBy,
  );
  return { outcomes, after: new Map([...taken].map(([id, { decisions }]) => [id, decisions.at(-1)!.problem])) };
}

/** `problem.signUp`, `problem.resolutionLapsed`: the event's name is the act's. */
export function auditAction(event: Pick<ProblemEvent, 'type'>): string {
  return `problem.${event.type}`;
}

/** The trail says what came of the act; the words people wrote are in the timeline, whose entries it names. */
function auditDetail({ problem, entries }: Decision): Record<string, unknown> {
  return {
    version: problem.version,
    status: problem.status,
    rung: problem.rung,
    entries: entries.map(({ type }) => type),
    ...forWhom(entries),
  };
}

function forWhom(entries: Decision['entries']): { forId?: unknown } {
  const said = entries.find(({ args }) => args.forId !== undefined);
  return said ? { forId: said.args.forId } : {};
}

/**
 * The ladder's decision. What a deputy could not do as themselves is done for the leader who is away, and each entry says
 * so (`forId`, `forName`).
 */
function decideFor(
  state: ProblemState,
  event: ProblemEvent,
  ladder: Ladder,
  calendar: WorkCalendar,
  now: Instant,
): Decision {
  const by: Actor | undefined = 'by' in event && typeof event.by === 'object' ? event.by : undefined;
  if (!by || standsInFor(by).length === 0) return valueOf(decide(state, event, ladder, calendar, now));
  const alone = decide(state, { ...event, by: asThemselves(by) } as ProblemEvent, ladder, calendar, now);
  if (alone.ok) return alone.value;
  const decision = valueOf(decide(state, event, ladder, calendar, now));
  const absent = standsInFor(by).find(({ personId }) => personId === state.leaderId);
  if (!absent) return decision;
  const said = { forId: absent.personId, forName: absent.name };
  return {
    ...decision,
    entries: decision.entries.map((entry) => ({ ...entry, args: { ...entry.args, ...said } })),
    notices: decision.notices.map((intent) => ({ ...intent, args: { ...intent.args, ...said } })),
  };
}
