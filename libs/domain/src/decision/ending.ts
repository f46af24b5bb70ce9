import { dateOf } from '../calendar/index.js';
import type { ProblemEvent } from '../ladder/index.js';
import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import type { Command } from './events.js';
import { entry } from './followed.js';
import type { Outcome, Setting } from './followed.js';
import { notice } from './notices.js';
import { deny, isBlank } from './refusal-codes.js';
import type { DecisionState } from './types.js';
import { concerned, isCoordinator, units } from './who.js';

/** Cancelled, or superseded by a later decision, on the coordinator's word and with a reason. */
export function cancel(decision: DecisionState, command: Command<'cancel'>, { now }: Setting): Result<Outcome> {
  const { by, reason, supersededById } = command;
  if (!isCoordinator(by)) return deny('decision.not_yours');
  if (isBlank(reason)) return deny('decision.reason_required', { field: 'reason' });
  if (supersededById === decision.id) return deny('decision.supersedes_itself', { field: 'supersededById' });
  const how = supersededById === null ? 'cancelled' : 'superseded';
  const closed: DecisionState = { ...decision, status: how, supersededById, verificationDueAt: null };
  return ok({
    decision: closed,
    entries: [entry(how, now, by.personId, { reason, supersededById })],
    notices: [
      notice('decision.closed', closed, {
        to: [...units(decision), ...concerned(decision)],
        by: by.personId,
        args: { how, reason },
      }),
    ],
    onProblem: released(decision),
  });
}

/** Undone in session. Whoever was told on an earlier morning is told of this too; others have heard nothing yet. */
export function withdraw(decision: DecisionState, { by }: Command<'withdraw'>, { now }: Setting): Result<Outcome> {
  if (!isCoordinator(by)) return deny('decision.not_yours');
  const withdrawn: DecisionState = { ...decision, status: 'withdrawn', verificationDueAt: null };
  const heard = dateOf(now) > dateOf(decision.decidedAt);
  return ok({
    decision: withdrawn,
    entries: [entry('withdrawn', now, by.personId)],
    notices: heard
      ? [
          notice('decision.closed', withdrawn, {
            to: [...units(decision), ...concerned(decision)],
            by: by.personId,
            args: { how: 'withdrawn' },
          }),
        ]
      : [],
    onProblem: released(decision),
  });
}

/** What had taken its place was withdrawn: it stands again as it stood, under the date it had. */
export function restore(decision: DecisionState, { by }: Command<'restore'>, { now }: Setting): Result<Outcome> {
  if (!isCoordinator(by)) return deny('decision.not_yours');
  if (decision.status !== 'superseded') return deny('decision.not_superseded');
  const restored: DecisionState = {
    ...decision,
    status: decision.claimedAt === null ? 'open' : 'claimed',
    supersededById: null,
  };
  return ok({ decision: restored, entries: [entry('restored', now, by.personId)], notices: [] });
}

function released({ id: decisionId, number, problem }: DecisionState): ProblemEvent[] {
  return problem?.answered ? [{ type: 'decisionReleased', decisionId, number }] : [];
}
