import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { answererNow, filerOf, notice, unitsOfDecision } from './notices.js';
import { entry } from './outcome.js';
import type { Outcome, Setting } from './outcome.js';
import { deny, isBlank } from './refusal-codes.js';
import type { Command } from './events.js';
import type { ProblemState, ProblemStatus } from './types.js';
import { isCoordinator, isOfOffice } from './who-answers.js';

const closedStatuses: readonly ProblemStatus[] = ['struckOff', 'withdrawn', 'merged'];

/** Claimed done is still counted open; only these three are closed. */
export const isClosed = (status: ProblemStatus): boolean => closedStatuses.includes(status);

/** Whether the meeting still has to deal with it, as far as its state says: not closed, and not decided on. */
export const asksForAgenda = ({ status, decision }: Pick<ProblemState, 'status' | 'decision'>): boolean =>
  !isClosed(status) && decision === null;

/** Taken back by the filer, the filing office or the coordinator. */
export function withdraw(problem: ProblemState, command: Command<'withdraw'>, setting: Setting): Result<Outcome> {
  const { by, reason } = command;
  const filers = by.personId === problem.filedBy || isOfOffice(by, problem.filingOfficeId);
  if (!filers && !isCoordinator(by)) return deny('problem.not_yours');
  if (isBlank(reason)) return deny('problem.reason_required');
  const withdrawn: ProblemState = { ...problem, status: 'withdrawn' };
  return ok({
    problem: withdrawn,
    entries: [entry('withdrawn', problem, setting.now, by.personId, { reason })],
    notices: [
      notice('problem.withdrawn', withdrawn, {
        to: [answererNow(problem, setting.ladder), filerOf(problem), ...unitsOfDecision(problem)],
        urgency: 'digest',
        by: by.personId,
        args: { reason },
      }),
    ],
  });
}

/** A duplicate goes into another problem of the same project that is not closed. The caller has locked both. */
export function merge(problem: ProblemState, command: Command<'merge'>, setting: Setting): Result<Outcome> {
  const { by, intoId, intoStatus, intoProjectId, reason } = command;
  if (!isCoordinator(by) && !isOfOffice(by, problem.filingOfficeId)) return deny('problem.not_yours');
  if (isBlank(reason)) return deny('problem.reason_required');
  if (intoId === problem.id) return deny('problem.merge_into_itself');
  if (intoProjectId !== problem.projectId) return deny('problem.merge_other_project');
  if (isClosed(intoStatus)) return deny('problem.merge_target_closed', { status: intoStatus });
  const merged: ProblemState = { ...problem, status: 'merged', mergedIntoId: intoId };
  return ok({
    problem: merged,
    entries: [entry('merged', problem, setting.now, by.personId, { intoId, reason })],
    notices: [
      notice('problem.merged', merged, {
        to: [answererNow(problem, setting.ladder), filerOf(problem), ...unitsOfDecision(problem)],
        urgency: 'digest',
        by: by.personId,
        args: { intoId, reason },
      }),
    ],
  });
}
