import { isLeader } from '../access/standing-in.js';
import type { Actor } from '../access/types.js';
import type { Instant, WorkCalendar } from '../calendar/index.js';
import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { pendingTimers, startClocks } from './clocks.js';
import { answererNow, notice } from './notices.js';
import { entry } from './outcome.js';
import { deny } from './refusal-codes.js';
import type { Decision, EntryArgs, Recipient } from './decision.js';
import type { Filing } from './events.js';
import type { Ladder, ProblemState } from './types.js';
import { isCoordinator, isOfOffice } from './who-answers.js';

/** Whoever finds a problem files it: the project's leader, office or company, or the coordinator for them. */
function mayFile(actor: Actor, filing: Filing): boolean {
  return (
    isCoordinator(actor) ||
    isOfOffice(actor, filing.projectOfficeId) ||
    isLeader(actor, filing.leaderId) ||
    (filing.companyId !== null && filing.companyId === actor.companyId && actor.roles.includes('enterprise'))
  );
}

/**
 * Files a problem on rung 1 under the given ladder, which is the problem's from then on (the caller stores it with the
 * problem). Refuses with `problem.not_yours`.
 */
export function fileProblem(filing: Filing, ladder: Ladder, calendar: WorkCalendar, now: Instant): Result<Decision> {
  if (!mayFile(filing.by, filing)) return deny('problem.not_yours');
  return ok(filed(filing, ladder, calendar, now));
}

/** The filing itself, once it is settled that it may be; `how` is added to the timeline and to what people are told. */
export function filed(
  filing: Filing,
  ladder: Ladder,
  calendar: WorkCalendar,
  now: Instant,
  how: EntryArgs = {},
): Decision {
  const by = filing.by.personId;
  const blank: ProblemState = {
    id: filing.id,
    districtId: filing.by.districtId,
    version: 1,
    status: 'open',
    severity: filing.severity,
    rung: 1,
    filedAt: now,
    filedBy: by,
    filingOfficeId: filing.filingOfficeId,
    projectOfficeId: filing.projectOfficeId,
    projectId: filing.projectId,
    leaderId: filing.leaderId,
    leadDepartmentId: filing.leadDepartmentId,
    assistingDepartmentIds: filing.assistingDepartmentIds,
    responsibleDepartmentId: filing.responsibleDepartmentId,
    companyId: filing.companyId,
    rungStartedAt: now,
    respondedAt: null,
    responseDueAt: null,
    resolutionDueAt: null,
    whistleSignDueAt: null,
    whistleSignedAt: null,
    whistleContactDueAt: null,
    whistleContactedAt: null,
    claimedAt: null,
    claimedBy: null,
    claimedByUnitId: null,
    verificationDueAt: null,
    reopened: 0,
    extensions: [],
    pauses: [],
    passages: [{ rung: 1, how: 'filed', enteredAt: now, leftAt: null, reason: null, by }],
    firedTimers: [],
    timesOnAgenda: 0,
    decision: null,
    struckOffAt: null,
    mergedIntoId: null,
  };
  const problem = startClocks(blank, ladder, calendar, now);
  return {
    problem,
    entries: [entry('filed', problem, now, by, { severity: problem.severity, ...how })],
    timers: pendingTimers(problem, ladder, calendar),
    notices: [
      notice('problem.filed', problem, {
        to: [answererNow(problem, ladder), ...companyOf(problem)],
        urgency: problem.severity === 'urgent' ? 'now' : 'digest',
        by,
        args: how,
      }),
    ],
    agenda: null,
    stale: false,
  };
}

/** Who builds the project is told of what is found on it. */
export function companyOf(problem: ProblemState): Recipient[] {
  return problem.companyId === null ? [] : [{ company: problem.companyId }];
}
