import type { Actor } from '../access/types.js';
import type { Instant, WorkCalendar } from '../calendar/index.js';
import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { pendingTimers, startClocks } from './clocks.js';
import { answererNow, notice } from './notices.js';
import { entry } from './outcome.js';
import { deny } from './refusal-codes.js';
import type { Decision, Recipient } from './decision.js';
import type { Filing } from './events.js';
import type { Ladder, ProblemState } from './types.js';
import { isCoordinator, isOfOffice } from './who-answers.js';

/** Whoever finds a problem files it: the project's leader, office or company, or the coordinator for them. */
function mayFile(actor: Actor, filing: Filing): boolean {
  return (
    isCoordinator(actor) ||
    isOfOffice(actor, filing.projectOfficeId) ||
    (filing.leaderId === actor.personId && actor.roles.includes('leader')) ||
    (filing.companyId !== null && filing.companyId === actor.companyId && actor.roles.includes('enterprise'))
  );
}

/**
 * Files a problem on rung 1 under the given ladder, which is the problem's from then on (the caller stores it with the
 * problem). Refuses with `problem.not_yours`.
 */
export function fileProblem(filing: Filing, ladder: Ladder, calendar: WorkCalendar, now: Instant): Result<Decision> {
  if (!mayFile(filing.by, filing)) return deny('problem.not_yours');
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
    struckOffAt: null,
    mergedIntoId: null,
  };
  const problem = startClocks(blank, ladder, calendar, now);
  const company: Recipient[] = problem.companyId === null ? [] : [{ company: problem.companyId }];
  return ok({
    problem,
    entries: [entry('filed', problem, now, by, { severity: problem.severity })],
    timers: pendingTimers(problem, ladder, calendar),
    notices: [
      notice('problem.filed', problem, {
        to: [answererNow(problem, ladder), ...company],
        urgency: problem.severity === 'urgent' ? 'now' : 'digest',
        by,
      }),
    ],
    agenda: null,
    stale: false,
  });
}
