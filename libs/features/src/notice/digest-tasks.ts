import type { NoticeRule } from './notice-rules.js';
import { topicOf, type NoticeTopic } from './notice-topics.js';

/** What a digest asks of its reader, in its order: the most pressing first, what is only good to know last. */
export const digestTasks = ['overdue', 'answer', 'decide', 'verify', 'dueSoon', 'meetings', 'know'] as const;
export type DigestTask = (typeof digestTasks)[number];

/** Where to act means to check a claim on site, or to say yes or no to a request. */
const tasksOfRules: Readonly<Partial<Record<NoticeRule, DigestTask>>> = {
  'problem.claimed': 'verify',
  'problem.verification-lapsed': 'verify',
  'decision.claimed': 'verify',
  'decision.verification-lapsed': 'verify',
  'problem.pause-requested': 'decide',
  'problem.extension-requested': 'decide',
  'decision.extension-requested': 'decide',
  'decision.to-principal': 'decide',
  'agenda.locked': 'decide',
  'agenda.approval-due': 'decide',
  'agenda.approval-fell': 'decide',
  'agenda.addition-asked': 'decide',
  'meeting.matter-referred': 'decide',
};

const tasksOfTopics: Readonly<Record<NoticeTopic, DigestTask>> = {
  answer: 'answer',
  overdue: 'overdue',
  dueSoon: 'dueSoon',
  meetings: 'meetings',
  movement: 'know',
  closing: 'know',
  rules: 'know',
};

export function taskOf(rule: string, args: Readonly<Record<string, unknown>>): DigestTask {
  const own = Object.hasOwn(tasksOfRules, rule) ? tasksOfRules[rule as NoticeRule] : undefined;
  return own ?? tasksOfTopics[topicOf(rule, args)];
}
