import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { filerOf, notice } from './notices.js';
import { entry } from './outcome.js';
import type { Outcome, Setting } from './outcome.js';
import { deny, isBlank } from './refusal-codes.js';
import type { Command } from './events.js';
import type { ProblemState } from './types.js';
import { answers, isCoordinator, isOfOffice, rungOf } from './who-answers.js';

/** Stops the response clock. Whoever responds has heard the whistle: a separate signature is not asked for. */
export function responded(problem: ProblemState, now: Setting['now']): ProblemState {
  return {
    ...problem,
    respondedAt: problem.respondedAt ?? now,
    whistleSignedAt: problem.whistleSignedAt ?? (problem.whistleSignDueAt === null ? null : now),
  };
}

export function accept(problem: ProblemState, { by }: Command<'accept'>, setting: Setting): Result<Outcome> {
  if (!answers(by, problem, rungOf(setting.ladder, problem.rung))) return deny('problem.not_yours');
  if (problem.respondedAt !== null) return deny('problem.already_accepted');
  return ok({
    problem: responded(problem, setting.now),
    entries: [entry('accepted', problem, setting.now, by.personId)],
    notices: [],
  });
}

export function answer(problem: ProblemState, command: Command<'answer'>, setting: Setting): Result<Outcome> {
  const { by, text, plan = null } = command;
  if (!answers(by, problem, rungOf(setting.ladder, problem.rung))) return deny('problem.not_yours');
  if (isBlank(text)) return deny('problem.text_required');
  const answered = responded(problem, setting.now);
  return ok({
    problem: answered,
    entries: [entry('answered', problem, setting.now, by.personId, { text, plan })],
    notices: [
      notice('problem.answered', answered, {
        to: [filerOf(problem)],
        urgency: 'digest',
        by: by.personId,
        // Every answer is news of its own.
        detail: `v${problem.version}`,
        args: { text },
      }),
    ],
  });
}

export function whistleSign(problem: ProblemState, { by }: Command<'whistleSign'>, setting: Setting): Result<Outcome> {
  if (problem.whistleSignDueAt === null) return deny('problem.no_whistle', { rung: problem.rung });
  if (!answers(by, problem, rungOf(setting.ladder, problem.rung))) return deny('problem.not_yours');
  if (problem.whistleSignedAt !== null) return deny('problem.whistle_already_signed');
  return ok({
    problem: responded(problem, setting.now),
    entries: [entry('whistleSigned', problem, setting.now, by.personId)],
    notices: [],
  });
}

export function whistleContact(
  problem: ProblemState,
  { by }: Command<'whistleContact'>,
  setting: Setting,
): Result<Outcome> {
  if (problem.whistleSignDueAt === null) return deny('problem.no_whistle', { rung: problem.rung });
  if (!answers(by, problem, rungOf(setting.ladder, problem.rung))) return deny('problem.not_yours');
  if (problem.whistleSignedAt === null) return deny('problem.whistle_not_signed');
  if (problem.whistleContactedAt !== null) return deny('problem.whistle_already_contacted');
  return ok({
    problem: { ...problem, whistleContactedAt: setting.now },
    entries: [entry('whistleContacted', problem, setting.now, by.personId)],
    notices: [],
  });
}

/**
 * Names who answers rung 2: the coordinator at any time, the project's office while the problem is still with it. Clocks
 * that run already go on running: a change of lead is no second chance.
 */
export function assignDepartment(
  problem: ProblemState,
  command: Command<'assignDepartment'>,
  setting: Setting,
): Result<Outcome> {
  const { by, lead, assisting } = command;
  const { answeredBy } = rungOf(setting.ladder, problem.rung);
  const officeMay = answeredBy === 'office' && isOfOffice(by, problem.projectOfficeId);
  if (!isCoordinator(by) && !officeMay) return deny('problem.not_yours');
  const named = [lead, ...assisting];
  if (new Set(named).size !== named.length) return deny('problem.department_named_twice');
  const assigned: ProblemState = { ...problem, leadDepartmentId: lead, assistingDepartmentIds: [...assisting] };
  const leadAnswersNow = answeredBy === 'department' && lead !== problem.leadDepartmentId;
  const detail = `v${problem.version}`;
  return ok({
    problem: assigned,
    entries: [entry('departmentAssigned', problem, setting.now, by.personId, { lead, assisting: assisting.join(',') })],
    notices: [
      notice('problem.department-assigned', assigned, {
        to: [{ unit: lead }],
        urgency: leadAnswersNow ? 'now' : 'digest',
        by: by.personId,
        detail,
        args: { lead: true },
      }),
      ...(assisting.length === 0
        ? []
        : [
            notice('problem.department-assigned', assigned, {
              to: assisting.map((unit) => ({ unit })),
              urgency: 'digest',
              by: by.personId,
              detail,
              args: { lead: false },
            }),
          ]),
    ],
  });
}
