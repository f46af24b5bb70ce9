import type { DecisionNoticeRule } from '#domain/decision/index.js';
import type { NoticeRule as ProblemNoticeRule } from '#domain/ladder/index.js';

/** The meeting's rules: what its agenda, its course and its minutes tell. */
export type MeetingNoticeRule =
  | 'agenda.listed'
  | 'agenda.carried-over'
  | 'agenda.removed'
  | 'agenda.locked'
  | 'agenda.matter-listed'
  | 'agenda.postponed'
  | 'agenda.approval-due'
  | 'agenda.approval-fell'
  | 'agenda.addition-asked'
  | 'agenda.addition-decided'
  | 'meeting.cancelled'
  | 'meeting.matter-referred'
  | 'minutes.published'
  | 'minutes.corrected';

/** Who is away, and who stands in. */
export type LeaveNoticeRule = 'leave.deputy' | 'leave.ended' | 'leave.deputy-away' | 'leave.yours';

/** What keeping up the calendar and the policies tells. */
export type UpkeepNoticeRule = 'calendar.amended' | 'policy.changed';

/** Weekly reports. */
export type ReportNoticeRule = 'report.due' | 'report.missing' | 'report.returned' | 'report.corrected';

/** Periods that close or are about to, and what follows from them. */
export type ClosingNoticeRule =
  | 'closing.coming-short'
  | 'closing.week-short'
  | 'closing.ten-day-short'
  | 'closing.month-short'
  | 'closing.quarter-short'
  | 'closing.year-short'
  | 'closing.look'
  | 'closing.principal'
  | 'card.issued'
  | 'card.struck-off';

/** What a leader's contract reminds of. */
export type ContractNoticeRule = 'contract.visits-due' | 'contract.milestone-due';

/** 意见: what somebody thinks of the system, and the answer. */
export type FeedbackNoticeRule = 'feedback.filed' | 'feedback.answered';

/** Everything that people are told of. Each rule has its words in Chinese and in English. */
export type NoticeRule =
  | ProblemNoticeRule
  | DecisionNoticeRule
  | MeetingNoticeRule
  | UpkeepNoticeRule
  | LeaveNoticeRule
  | ReportNoticeRule
  | ClosingNoticeRule
  | ContractNoticeRule
  | FeedbackNoticeRule;

/**
 * What a later notice to the same person about the same subject does to an earlier one that still waits for a morning.
 * - `replaces`: a reminder of how things stand; only the newest of its rule is worth sending.
 * - `closes`: the subject is done with; what `replaces` before it is worth nothing any more.
 * - `stands`: news of its own.
 */
export type Lasting = 'replaces' | 'closes' | 'stands';

/** The list of the rules: the types keep it equal to the ladder's. */
export const noticeRules: Readonly<Record<NoticeRule, Lasting>> = {
  'problem.filed': 'stands',
  'problem.arrived': 'stands',
  'problem.moved': 'stands',
  'problem.answered': 'stands',
  'problem.response-lapsed': 'replaces',
  'problem.resolution-lapsed': 'replaces',
  'problem.whistle-sign-lapsed': 'replaces',
  'problem.whistle-contact-lapsed': 'replaces',
  'problem.reminder': 'replaces',
  'problem.pause-requested': 'stands',
  'problem.pause-decided': 'stands',
  'problem.pause-ended': 'stands',
  'problem.extension-requested': 'stands',
  'problem.extension-decided': 'stands',
  'problem.claimed': 'stands',
  'problem.check-failed': 'stands',
  'problem.reopened': 'stands',
  'problem.verification-lapsed': 'replaces',
  'problem.struck-off': 'closes',
  'problem.withdrawn': 'closes',
  'problem.merged': 'closes',
  'problem.department-assigned': 'stands',
  'problem.clock-moved': 'replaces',
  'problem.leader-changed': 'stands',
  'decision.assigned': 'stands',
  'decision.reminder': 'replaces',
  'decision.expired': 'stands',
  'decision.overdue-again': 'replaces',
  'decision.to-principal': 'stands',
  'decision.claimed': 'stands',
  'decision.check-failed': 'stands',
  'decision.verification-lapsed': 'replaces',
  'decision.struck-off': 'closes',
  'decision.extension-requested': 'stands',
  'decision.extension-decided': 'stands',
  'decision.closed': 'closes',
  'decision.date-moved': 'replaces',
  'agenda.listed': 'replaces',
  'agenda.carried-over': 'replaces',
  'agenda.removed': 'stands',
  'agenda.locked': 'stands',
  'agenda.matter-listed': 'stands',
  'agenda.postponed': 'stands',
  'agenda.approval-due': 'stands',
  'agenda.approval-fell': 'stands',
  'agenda.addition-asked': 'stands',
  'agenda.addition-decided': 'stands',
  'meeting.cancelled': 'stands',
  'meeting.matter-referred': 'stands',
  'minutes.published': 'stands',
  'minutes.corrected': 'stands',
  'calendar.amended': 'stands',
  'feedback.filed': 'stands',
  'feedback.answered': 'stands',
  'policy.changed': 'stands',
  'leave.deputy': 'stands',
  'leave.ended': 'stands',
  'leave.deputy-away': 'stands',
  'leave.yours': 'stands',
  'report.due': 'replaces',
  'report.missing': 'replaces',
  'report.returned': 'stands',
  'report.corrected': 'stands',
  'closing.coming-short': 'stands',
  'closing.week-short': 'replaces',
  'closing.ten-day-short': 'replaces',
  'closing.month-short': 'replaces',
  'closing.quarter-short': 'replaces',
  'closing.year-short': 'replaces',
  'closing.look': 'replaces',
  'closing.principal': 'stands',
  'card.issued': 'stands',
  'card.struck-off': 'stands',
  'contract.visits-due': 'replaces',
  'contract.milestone-due': 'replaces',
};

const rulesThat = (lasting: Lasting): NoticeRule[] =>
  (Object.keys(noticeRules) as NoticeRule[]).filter((rule) => noticeRules[rule] === lasting);

export const replacingRules: readonly NoticeRule[] = rulesThat('replaces');
export const closingRules: readonly NoticeRule[] = rulesThat('closes');

export function isNoticeRule(text: string): text is NoticeRule {
  return Object.hasOwn(noticeRules, text);
}
