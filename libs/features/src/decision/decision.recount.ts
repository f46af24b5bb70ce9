import type { Tx } from '#db/database.js';
import type { Instant } from '#domain/calendar/index.js';
import { pendingAlarms } from '#domain/decision/index.js';
import { timers } from '#jobs/index.js';
import { applyToLocked, lockMatters } from './decision.events.js';
import { shortened } from './decision.recording.js';
import { standingDecisions } from './decision.repository.js';

/** A decision whose date another calendar moved. */
export interface MovedDate {
  readonly decisionId: string;
  readonly number: string;
  readonly title: string;
  readonly from: Instant;
  readonly to: Instant;
  /** The problem whose clock it is, which moved with it. */
  readonly problemId: string | null;
  /** Whose work it is, to be told: lead unit first. */
  readonly unitIds: readonly string[];
}

/**
 * Counts every date by the calendar as it is now, with the clocks of the problems they drive and every alarm. The caller
 * holds the problems and the calendar, tells people and writes the audit entry.
 */
export async function recountDecisions(tx: Tx): Promise<MovedDate[]> {
  const matters = await lockMatters(tx, await standingDecisions(tx));
  const { after } = await applyToLocked(
    tx,
    matters,
    [...matters.decisions.keys()].map((decisionId) => ({ decisionId, event: { type: 'calendarChanged' } })),
    { toldBy: 'caller' },
  );
  // A reminder may move though its date does not.
  await timers.plan(
    tx,
    [...matters.decisions.values()]
      .filter(({ state }) => !after.has(state.id))
      .map(({ state }) => ({
        subjectKind: 'decision',
        subjectId: state.id,
        subjectVersion: state.version,
        timers: pendingAlarms(state, matters.calendar),
      })),
  );
  return [...after].flatMap(([decisionId, { number, dueAt, leadUnitId, handlingUnitIds, problem }]) => {
    const { state, subject } = matters.decisions.get(decisionId)!;
    if (state.dueAt === dueAt) return [];
    return [
      {
        decisionId,
        number,
        title: shortened(subject.text),
        from: state.dueAt,
        to: dueAt,
        problemId: problem?.driven ? problem.id : null,
        unitIds: [leadUnitId, ...handlingUnitIds],
      },
    ];
  });
}
