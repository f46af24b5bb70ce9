import { dueAt as deadline } from '../calendar/index.js';
import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import type { Command } from './events.js';
import { entry } from './followed.js';
import type { Outcome, Setting } from './followed.js';
import { notice } from './notices.js';
import { deny, isBlank } from './refusal-codes.js';
import type { DecisionState } from './types.js';
import { mayNote, verifiersOf, worksOff } from './who.js';

export function accept(decision: DecisionState, { by }: Command<'accept'>, { now }: Setting): Result<Outcome> {
  if (!worksOff(by, decision)) return deny('decision.not_yours');
  if (decision.acceptedAt !== null) return deny('decision.already_accepted');
  return ok({
    decision: { ...decision, acceptedAt: now, acceptedBy: by.personId },
    entries: [entry('accepted', now, by.personId)],
    notices: [],
  });
}

/** How it stands, in words. Whoever works it off and says so has accepted it. */
export function note(decision: DecisionState, { by, text }: Command<'note'>, { now }: Setting): Result<Outcome> {
  if (!mayNote(by, decision)) return deny('decision.not_yours');
  if (isBlank(text)) return deny('decision.text_required', { field: 'text' });
  const theirs = worksOff(by, decision);
  return ok({
    decision: {
      ...decision,
      ...(theirs && takenOn(decision, by.personId, now)),
      // What others say about it is worth reading, but is no progress of who works it off.
      progressedAt: theirs ? now : decision.progressedAt,
    },
    entries: [entry('noted', now, by.personId, { text, progress: theirs })],
    notices: [],
  });
}

/**
 * Claimed done is not done. A decision that answers a problem claims the problem with it, and the problem's verifier is
 * told of that one claim.
 */
export function claim(decision: DecisionState, command: Command<'claim'>, { calendar, now }: Setting): Result<Outcome> {
  const { by, evidence } = command;
  if (!worksOff(by, decision)) return deny('decision.not_yours');
  if (isBlank(evidence)) return deny('decision.evidence_required', { field: 'evidence' });
  const claimed: DecisionState = {
    ...decision,
    ...takenOn(decision, by.personId, now),
    status: 'claimed',
    claimedAt: now,
    claimedBy: by.personId,
    claimedByUnitId: by.unitId,
    verificationDueAt: deadline(calendar, now, decision.ladder.verifyWorkdays).dueAt,
  };
  const withProblem = decision.problem?.answered === true && decision.problem.status === 'open';
  return ok({
    decision: claimed,
    entries: [entry('claimed', now, by.personId, { evidence, withProblem })],
    notices: withProblem
      ? []
      : [notice('decision.claimed', claimed, { to: verifiersOf(claimed), by: by.personId, args: { evidence } })],
    onProblem: withProblem ? [{ type: 'claimDone', by, evidence }] : [],
  });
}

function takenOn(decision: DecisionState, by: string, now: Setting['now']) {
  return { acceptedAt: decision.acceptedAt ?? now, acceptedBy: decision.acceptedBy ?? by };
}
