import { formatInstant } from '../calendar/index.js';
import type { Instant, WorkCalendar } from '../calendar/index.js';
import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { moveTo, rungsBetween } from './climbing.js';
import { pendingTimers } from './clocks.js';
import type { Decision, EntryArgs, Recipient } from './decision.js';
import type { Filing } from './events.js';
import { companyOf, filed } from './filing.js';
import { movedNotices, notice } from './notices.js';
import { entry } from './outcome.js';
import { deny, isBlank } from './refusal-codes.js';
import type { Ladder, ProblemState } from './types.js';

/** How a problem that was found on a visit is to proceed, on the visitor's word. */
export type Proceeding =
  /** To the office, on rung 1, like any other. */
  | { readonly way: 'office' }
  /** Over the rungs below to the weekly meeting; the reason is the visitor's signature. */
  | { readonly way: 'meeting'; readonly reason: string }
  /** Solved while the visitor stood there: struck off at once, with what was done. */
  | { readonly way: 'solved'; readonly evidence: string };

/** The visit on which it was found. */
export interface OnSite {
  readonly visitId: string;
  readonly visitedAt: Instant;
  /** As whom they were there on that day, which the caller has looked up: a hand-over since does not undo it. */
  readonly visitedAs: 'leader' | 'principal';
  readonly proceeding: Proceeding;
}

/**
 * Files what a leader or the principal found on site, and takes it where they say, in one act. Its clocks run from now,
 * when it is told, however long the visit waited in a device: nobody is charged for that time.
 *
 * Refusals: `problem.not_yours`, `problem.reason_required`, `problem.evidence_required`, `problem.no_such_rung` (a
 * ladder without a meeting).
 */
export function fileOnSite(
  filing: Filing,
  onSite: OnSite,
  ladder: Ladder,
  calendar: WorkCalendar,
  now: Instant,
): Result<Decision> {
  const { visitId, visitedAt, visitedAs, proceeding } = onSite;
  if (!filing.by.roles.includes(visitedAs)) return deny('problem.not_yours');
  const decision = filed(filing, ladder, calendar, now, { visitId, visitedAt: formatInstant(visitedAt) });
  switch (proceeding.way) {
    case 'office':
      return ok(decision);
    case 'meeting':
      return straightToMeeting(decision, filing, proceeding.reason, ladder, calendar, now);
    case 'solved':
      return solvedThere(decision, filing, proceeding.evidence, now);
  }
}

function straightToMeeting(
  { problem, entries }: Decision,
  { by }: Filing,
  reason: string,
  ladder: Ladder,
  calendar: WorkCalendar,
  now: Instant,
): Result<Decision> {
  if (isBlank(reason)) return deny('problem.reason_required');
  const meeting = ladder.rungs.find((rung) => rung.answeredBy === 'meeting');
  if (meeting === undefined) return deny('problem.no_such_rung', { rung: null });
  const skipped = rungsBetween(ladder, problem.rung, meeting.number);
  const move = { to: meeting.number, how: 'signedUp', skipped, reason, by: by.personId } as const;
  const climbed = moveTo(problem, move, { ladder, calendar, now });
  const signed = entry('signedUp', problem, now, by.personId, {
    from: problem.rung,
    to: meeting.number,
    skipped: skipped.join(','),
    reason,
  });
  const how = { by: by.personId, how: 'signedUp', reason };
  const moved = movedNotices(problem, climbed, ladder, how).map((intent) =>
    // Office, company and leader were passed over, and hear of it from the same notice.
    intent.urgency === 'digest' ? { ...intent, to: [...intent.to, ...passedOver(climbed)] } : intent,
  );
  return ok({
    problem: climbed,
    entries: [...entries, signed],
    timers: pendingTimers(climbed, ladder, calendar),
    notices: moved,
    agenda: 'enter',
    stale: false,
  });
}

/** Claimed and checked in one, by somebody who was there. The office can still reopen it as a relapse. */
function solvedThere(decision: Decision, { by }: Filing, evidence: string, now: Instant): Result<Decision> {
  if (isBlank(evidence)) return deny('problem.evidence_required');
  const { problem, entries } = decision;
  const struckOff: ProblemState = {
    ...problem,
    status: 'struckOff',
    respondedAt: now,
    claimedAt: now,
    claimedBy: by.personId,
    claimedByUnitId: by.unitId,
    struckOffAt: now,
  };
  const args: EntryArgs = { onSite: true, evidence };
  return ok({
    problem: struckOff,
    entries: [
      ...entries,
      entry('solvedOnSite', problem, now, by.personId, { evidence }),
      entry('struckOff', problem, now, by.personId),
    ],
    timers: [],
    notices: [
      notice('problem.struck-off', struckOff, { to: passedOver(struckOff), urgency: 'digest', by: by.personId, args }),
    ],
    agenda: null,
    stale: false,
  });
}

function passedOver(problem: ProblemState): Recipient[] {
  const leader: Recipient[] = problem.leaderId === null ? [] : [{ person: problem.leaderId }];
  return [{ unit: problem.projectOfficeId }, ...companyOf(problem), ...leader];
}
