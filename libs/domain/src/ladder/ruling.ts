import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { moveTo } from './climbing.js';
import { isClosed } from './closing.js';
import type { Occurrence } from './events.js';
import { answererNow, filerOf, movedNotices, notice } from './notices.js';
import { entry, stale } from './outcome.js';
import type { Outcome, Setting, Stale } from './outcome.js';
import type { ProblemState } from './types.js';
import { findRung } from './who-answers.js';

/**
 * What the weekly meeting ruled in session, when the session ends: up, down, or solved. The meeting speaks, whoever wrote
 * it down, so no rung's answerer is asked; a problem that has been closed or moved meanwhile is left alone. Struck off by
 * the meeting needs no claim: those who would verify it sit in it, and who doubts it can reopen.
 */
export function meetingRuled(
  problem: ProblemState,
  event: Occurrence<'meetingRuled'>,
  setting: Setting,
): Result<Outcome> | Stale {
  if (isClosed(problem.status)) return stale;
  if (event.ruling === 'struckOff') return ok(struckOff(problem, event, setting));
  const { ladder } = setting;
  const target = findRung(ladder, event.toRung);
  const up = event.ruling === 'referredUp';
  if (target === undefined || problem.status !== 'open') return stale;
  if (up ? target.number <= problem.rung : target.number >= problem.rung) return stale;
  return ok(moved(problem, event, setting));
}

function moved(problem: ProblemState, event: Occurrence<'meetingRuled'>, setting: Setting): Outcome {
  const { ladder, now } = setting;
  const { ruling, toRung: to, reason, recordedBy: by, leadDepartmentId, meeting } = event;
  const up = ruling === 'referredUp';
  const how = up ? 'signedUp' : 'sentDown';
  const skipped = ladder.rungs.map(({ number }) => number).filter((number) => number > problem.rung && number < to);
  const named: ProblemState =
    leadDepartmentId === null
      ? problem
      : {
          ...problem,
          leadDepartmentId,
          assistingDepartmentIds: problem.assistingDepartmentIds.filter((unit) => unit !== leadDepartmentId),
        };
  const after = moveTo(named, { to, how, skipped: up ? skipped : [], reason, by }, setting);
  const args = { from: problem.rung, to, reason, ...meeting };
  return {
    problem: after,
    entries: [entry(how, problem, now, by, up ? { ...args, skipped: skipped.join(',') } : args)],
    notices: movedNotices(problem, after, ladder, { by, how, reason }),
  };
}

function struckOff(problem: ProblemState, event: Occurrence<'meetingRuled'>, { ladder, now }: Setting): Outcome {
  const { reason, recordedBy: by, meeting } = event;
  const after: ProblemState = { ...problem, status: 'struckOff', struckOffAt: now, verificationDueAt: null };
  return {
    problem: after,
    entries: [entry('struckOff', problem, now, by, { reason, ...meeting })],
    notices: [
      notice('problem.struck-off', after, {
        to: [
          filerOf(problem),
          { unit: problem.filingOfficeId },
          answererNow(problem, ladder),
          ...(problem.claimedBy === null ? [] : [{ person: problem.claimedBy }]),
        ],
        urgency: 'digest',
        by,
      }),
    ],
  };
}
