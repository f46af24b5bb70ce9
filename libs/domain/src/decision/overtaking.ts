import type { DecisionEntry, DecisionEntryType, DecisionNoticeRule } from './followed.js';

const dateRules: readonly DecisionNoticeRule[] = ['decision.reminder', 'decision.expired', 'decision.overdue-again'];
const closed: readonly DecisionNoticeRule[] = [
  ...dateRules,
  'decision.assigned',
  'decision.extension-requested',
  'decision.claimed',
  'decision.verification-lapsed',
];

/** What each step answers, as in the ladder's own overtaking. */
const answeredBy: Readonly<Partial<Record<DecisionEntryType, readonly DecisionNoticeRule[]>>> = {
  extensionGranted: ['decision.extension-requested', 'decision.reminder'],
  extensionRefused: ['decision.extension-requested'],
  overdue: ['decision.reminder', 'decision.extension-requested'],
  claimed: [...dateRules, 'decision.extension-requested'],
  checkFailed: ['decision.claimed', 'decision.verification-lapsed'],
  struckOff: closed,
  cancelled: closed,
  superseded: closed,
  withdrawn: closed,
  unneeded: closed,
};

/** The rules whose notices ask for something that these steps have done; what of them still waits is not worth sending. */
export function overtakenDecisionRules(entries: readonly Pick<DecisionEntry, 'type'>[]): DecisionNoticeRule[] {
  return [...new Set(entries.flatMap(({ type }) => answeredBy[type] ?? []))];
}
