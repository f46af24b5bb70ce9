import { formatInstant } from '../calendar/index.js';
import type { Instant } from '../calendar/index.js';
import { hasFired, withFired } from './clocks.js';
import { answererNow, filerOf, notice } from './notices.js';
import { entry } from './outcome.js';
import type { Outcome, Setting } from './outcome.js';
import type { NoticeRule, Recipient, TimelineEntryType } from './decision.js';
import type { ProblemState, TimerKind } from './types.js';

/** The clocks whose lapse is recorded and told, but moves nothing. */
type BreachKind = Extract<TimerKind, 'problem.response' | 'problem.whistle-sign' | 'problem.whistle-contact'>;

const breaches: Record<
  BreachKind,
  {
    entry: TimelineEntryType;
    rule: NoticeRule;
    due: (problem: ProblemState) => Instant | null;
    met: (problem: ProblemState) => Instant | null;
    alsoTold: (problem: ProblemState) => Recipient;
  }
> = {
  'problem.whistle-sign': {
    entry: 'whistleSignLapsed',
    rule: 'problem.whistle-sign-lapsed',
    due: (problem) => problem.whistleSignDueAt,
    met: (problem) => problem.whistleSignedAt,
    alsoTold: () => ({ role: 'coordinator' }),
  },
  'problem.whistle-contact': {
    entry: 'whistleContactLapsed',
    rule: 'problem.whistle-contact-lapsed',
    due: (problem) => problem.whistleContactDueAt,
    met: (problem) => problem.whistleContactedAt,
    alsoTold: () => ({ role: 'coordinator' }),
  },
  'problem.response': {
    entry: 'responseLapsed',
    rule: 'problem.response-lapsed',
    due: (problem) => problem.responseDueAt,
    met: (problem) => problem.respondedAt,
    alsoTold: filerOf,
  },
};

/** Records one lapse; null when there is none to record (met in time, recorded before, moved, closed). */
export function recordBreach(problem: ProblemState, kind: BreachKind, { ladder, now }: Setting): Outcome | null {
  const breach = breaches[kind];
  const due = breach.due(problem);
  if (problem.status !== 'open' || due === null || due > now) return null;
  if (breach.met(problem) !== null || hasFired(problem, kind, due)) return null;
  const recorded = withFired(problem, kind, due, now);
  return {
    problem: recorded,
    entries: [entry(breach.entry, problem, now, null, { dueAt: formatInstant(due) })],
    notices: [
      notice(breach.rule, recorded, {
        to: [answererNow(problem, ladder), breach.alsoTold(problem)],
        urgency: 'digest',
        by: null,
      }),
    ],
  };
}

/**
 * Records every lapse that has come about by now but whose alarm has not rung yet. Done before any other act, so that
 * the record is the same whether the alarm or the act came first.
 */
export function recordDueBreaches(problem: ProblemState, setting: Setting): Outcome {
  let outcome: Outcome = { problem, entries: [], notices: [] };
  for (const kind of ['problem.whistle-sign', 'problem.whistle-contact', 'problem.response'] as const) {
    const recorded = recordBreach(outcome.problem, kind, setting);
    if (recorded !== null) {
      outcome = {
        problem: recorded.problem,
        entries: [...outcome.entries, ...recorded.entries],
        notices: [...outcome.notices, ...recorded.notices],
      };
    }
  }
  return outcome;
}
