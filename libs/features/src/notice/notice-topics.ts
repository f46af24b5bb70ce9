import type { NoticeRule } from './notice-rules.js';

/**
 * What a notice is to its reader, in the order of a digest. The first four are duty: somebody waits for it, a clock runs,
 * a meeting is held. The others are good to know, and each of them a person may do without by mail.
 */
export const noticeTopics = ['answer', 'overdue', 'dueSoon', 'meetings', 'movement', 'closing', 'rules'] as const;
export type NoticeTopic = (typeof noticeTopics)[number];

const dutyTopics: readonly NoticeTopic[] = ['answer', 'overdue', 'dueSoon', 'meetings'];

export function isDuty(topic: NoticeTopic): boolean {
  return dutyTopics.includes(topic);
}

/** Where one rule tells some people to act and others what happened: what it is for those who need not act. */
interface Twofold {
  readonly when: 'answers' | 'lead';
  readonly otherwise: NoticeTopic;
}

/** The topic of each rule; the types keep the list whole. A twofold one is `answer` when its args say so. */
export const topicsOfRules: Readonly<Record<NoticeRule, NoticeTopic | Twofold>> = {
  'problem.filed': 'answer',
  'problem.arrived': 'answer',
  'problem.moved': { when: 'answers', otherwise: 'movement' },
  'problem.answered': 'movement',
  'problem.response-lapsed': 'overdue',
  'problem.resolution-lapsed': 'overdue',
  'problem.whistle-sign-lapsed': 'overdue',
  'problem.whistle-contact-lapsed': 'overdue',
  'problem.reminder': 'dueSoon',
  'problem.pause-requested': 'answer',
  'problem.pause-decided': 'movement',
  'problem.pause-ended': 'movement',
  'problem.extension-requested': 'answer',
  'problem.extension-decided': 'movement',
  'problem.claimed': 'answer',
  'problem.check-failed': 'answer',
  'problem.reopened': 'answer',
  'problem.verification-lapsed': 'overdue',
  'problem.struck-off': 'closing',
  'problem.withdrawn': 'closing',
  'problem.merged': 'closing',
  'problem.department-assigned': { when: 'lead', otherwise: 'movement' },
  'problem.clock-moved': 'rules',
  'problem.leader-changed': { when: 'answers', otherwise: 'movement' },
  'agenda.listed': 'meetings',
  'agenda.carried-over': 'meetings',
  'agenda.removed': 'meetings',
  'agenda.locked': 'answer',
  'agenda.matter-listed': 'meetings',
  'agenda.postponed': 'meetings',
  'agenda.approval-due': 'answer',
  'agenda.approval-fell': 'answer',
  'agenda.addition-asked': 'answer',
  'agenda.addition-decided': 'meetings',
  'meeting.cancelled': 'meetings',
  'meeting.matter-referred': 'answer',
  'minutes.published': 'meetings',
  'minutes.corrected': 'meetings',
  'decision.assigned': 'answer',
  'decision.reminder': 'dueSoon',
  'decision.expired': 'overdue',
  'decision.overdue-again': 'overdue',
  'decision.to-principal': 'answer',
  'decision.claimed': 'answer',
  'decision.check-failed': 'answer',
  'decision.verification-lapsed': 'overdue',
  'decision.struck-off': 'closing',
  'decision.extension-requested': 'answer',
  'decision.extension-decided': 'movement',
  'decision.closed': 'closing',
  'decision.date-moved': 'rules',
  'contract.visits-due': 'dueSoon',
  'contract.milestone-due': 'dueSoon',
  'report.due': 'dueSoon',
  'report.missing': 'overdue',
  'report.returned': 'answer',
  'report.corrected': 'movement',
  'closing.coming-short': 'dueSoon',
  'closing.week-short': 'overdue',
  'closing.ten-day-short': 'overdue',
  'closing.month-short': 'overdue',
  'closing.quarter-short': 'overdue',
  'closing.year-short': 'overdue',
  'closing.look': 'answer',
  'closing.principal': 'answer',
  'card.issued': 'overdue',
  'card.struck-off': 'closing',
  'feedback.filed': 'answer',
  'feedback.answered': 'movement',
  'calendar.amended': 'rules',
  'policy.changed': 'rules',
  'leave.deputy': 'answer',
  'leave.ended': 'answer',
  'leave.deputy-away': 'answer',
  'leave.yours': 'movement',
};

/** A rule of another release is told as a duty: rather once too often than not at all. */
export function topicOf(rule: string, args: Readonly<Record<string, unknown>>): NoticeTopic {
  const topic = Object.hasOwn(topicsOfRules, rule) ? topicsOfRules[rule as NoticeRule] : 'answer';
  if (typeof topic === 'string') return topic === 'rules' && movesMeetings(args) ? 'meetings' : topic;
  return args[topic.when] === true ? 'answer' : topic.otherwise;
}

const movesMeetings = ({ meetings }: Readonly<Record<string, unknown>>): boolean =>
  Array.isArray(meetings) && meetings.length > 0;

/** Rules that remind of how things stand, and may do so again and again: between two of them lies the cool-down. */
export const remindingRules: readonly NoticeRule[] = (Object.keys(topicsOfRules) as NoticeRule[]).filter((rule) =>
  ['overdue', 'dueSoon'].includes(topicsOfRules[rule] as string),
);
