import { formatInstant } from '../calendar/index.js';
import type { EntryArgs, NoticeIntent, NoticeRule, Recipient } from './decision.js';
import type { Ladder, ProblemState } from './types.js';
import { answererOf, rungOf } from './who-answers.js';

/**
 * One stay on a rung after so many reopenings; the count of passages tells a second stay on the same rung apart.
 * `detail` tells things apart that can happen twice in one stay.
 */
export function noticePeriod(problem: ProblemState, detail?: string): string {
  const stay = `rung-${problem.rung}-r${problem.reopened}-p${problem.passages.length}`;
  return detail === undefined ? stay : `${stay}-${detail}`;
}

/** A notice about this problem as it is after the act. `by` is who acted, null the clock. */
export function notice(
  rule: NoticeRule,
  problem: ProblemState,
  parts: {
    to: readonly Recipient[];
    urgency: NoticeIntent['urgency'];
    by: string | null;
    detail?: string;
    args?: EntryArgs;
  },
): NoticeIntent {
  return {
    rule,
    to: distinct(parts.to),
    urgency: parts.urgency,
    period: noticePeriod(problem, parts.detail),
    args: {
      by: parts.by,
      rung: problem.rung,
      resolutionDueAt: problem.resolutionDueAt === null ? null : formatInstant(problem.resolutionDueAt),
      ...parts.args,
    },
  };
}

function distinct(recipients: readonly Recipient[]): Recipient[] {
  const seen = new Map(recipients.map((recipient) => [JSON.stringify(recipient), recipient]));
  return [...seen.values()];
}

/** Who works off the decision that answers the problem: told with the others, so that one matter is one notice. */
export const unitsOfDecision = (problem: ProblemState): Recipient[] =>
  (problem.decision?.unitIds ?? []).map((unit) => ({ unit }));

export const filerOf = (problem: ProblemState): Recipient => ({ person: problem.filedBy });

/** Who answers the rung the problem stands on now. */
export const answererNow = (problem: ProblemState, ladder: Ladder): Recipient =>
  answererOf(problem, rungOf(ladder, problem.rung));

/**
 * A problem came to another rung: at once to who answers it there; to the filer, and to who let it lapse, with the
 * digest. Both carry one rule and one period, so a person who is both hears of it once, the sooner way.
 */
export function movedNotices(
  before: ProblemState,
  after: ProblemState,
  ladder: Ladder,
  how: { by: string | null; how: string; reason: string | null },
): NoticeIntent[] {
  const args = { from: before.rung, to: after.rung, how: how.how, reason: how.reason };
  const late = how.how === 'expired' || how.how === 'decisionOverdue';
  const behind = late ? [answererNow(before, ladder)] : [];
  if (how.how === 'decisionOverdue') behind.push(...unitsOfDecision(before));
  return [
    notice('problem.moved', after, {
      to: [answererNow(after, ladder)],
      urgency: 'now',
      by: how.by,
      args: { ...args, answers: true },
    }),
    notice('problem.moved', after, {
      to: [filerOf(after), ...behind],
      urgency: 'digest',
      by: how.by,
      args: { ...args, answers: false },
    }),
  ];
}
