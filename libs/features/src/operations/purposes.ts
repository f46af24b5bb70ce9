import type { Bilingual } from './bilingual.js';

/** What a piece of work is for, in the words of the people it serves; and what is lost when it is let go. */
export interface Purpose {
  readonly does: Bilingual;
  readonly ifDismissed: Bilingual;
}

const purpose = (zh: string, en: string, lostZh: string, lostEn: string): Purpose => ({
  does: { zh, en },
  ifDismissed: { zh: lostZh, en: lostEn },
});

const mailLost = ['这封邮件不再发出，站内通知仍在', 'This mail is not sent; the notice stays in the inbox'] as const;
const listByHand = [
  '议程不会自动变动，须由督查室手工处理',
  'The agenda stays as it is; a coordinator has to see to it',
] as const;

/** By the name of the job. */
export const jobPurposes: Readonly<Record<string, Purpose>> = {
  'notice.deliver': purpose('把一条急件通知用邮件发给本人', 'Mails one urgent notice to its person', ...mailLost),
  'notice.digest': purpose('把一个人等到早上的通知合成一封晨报', "Mails a person's morning digest", ...mailLost),
  'problem.reached-meeting': purpose(
    '把到第4级的问题列入周例会议程',
    'Lists a problem on the weekly agenda',
    ...listByHand,
  ),
  'problem.left-meeting': purpose('把离开第4级的问题移出议程', 'Takes a problem off the weekly agenda', ...listByHand),
  'project.leader-changed': purpose(
    '把项目的未办结问题告诉新任分包领导',
    'Tells a new assigned leader of the open problems of a project',
    '新任分包领导不会收到这份提示，但在待办中能看到这些问题',
    'The new leader is not told; the problems are still on their list',
  ),
};

const clockStands = [
  '这只闹钟不再响：问题停在原处，须人工催办',
  'The alarm never rings: the problem stays where it is until somebody acts',
] as const;
const meetingStands = ['会议停在原状态，须人工处理', 'The meeting stays as it is until somebody acts'] as const;

/** By the kind of the timer. */
export const timerPurposes: Readonly<Record<string, Purpose>> = {
  'problem.response': purpose(
    '响应时限到，记录超时',
    'The time to respond ends; the lapse is recorded',
    ...clockStands,
  ),
  'problem.resolution': purpose(
    '办结时限到，问题自动上提一级',
    'The time to solve it ends; it goes up a rung',
    ...clockStands,
  ),
  'problem.reminder': purpose('到期前提醒办理人', 'Reminds who answers before the time ends', ...clockStands),
  'problem.whistle-sign': purpose('吹哨后一小时未签收', 'A whistle was not signed within the hour', ...clockStands),
  'problem.whistle-contact': purpose('吹哨后一天内未联系', 'A whistle was not followed by contact', ...clockStands),
  'problem.verification': purpose(
    '核实时限到，提醒核实人',
    'The time to verify ends; who verifies is reminded',
    ...clockStands,
  ),
  'meeting.cut-off': purpose('议题截止，锁定议程', 'The cut-off: the agenda is locked', ...meetingStands),
  'meeting.passed': purpose(
    '会期已过，未完议题结转',
    'The meeting has passed: what is left is carried over',
    ...meetingStands,
  ),
};

/** By the name of the periodic work. */
export const periodPurposes: Readonly<Record<string, Bilingual>> = {
  'identity.forget': { zh: '每日清理过期的登录会话和请求记录', en: 'Forgets old sessions and request keys, daily' },
  'jobs.forget': { zh: '每日清理早已完成的任务和闹钟', en: 'Forgets work that was done long ago, daily' },
  'notice.gather-leftovers': { zh: '每日把漏网的晨报补发', en: 'Sends what a morning digest missed, daily' },
  'commitment.remind': { zh: '每日提醒将到期的里程碑和待完成的走访', en: 'Reminds of milestones and visits, daily' },
  'meeting.open-agendas': { zh: '每日打开将开会议的议程', en: 'Opens the agendas of coming meetings, daily' },
};

const unknown: Purpose = purpose(
  '本程序不认识的工作，可能来自较新的版本',
  'Work that this program does not know, perhaps of a newer release',
  '后果不明，请先升级程序再决定',
  'What is lost is not known: upgrade first, then decide',
);

export const jobPurpose = (job: string): Purpose => jobPurposes[job] ?? unknown;
export const timerPurpose = (kind: string): Purpose => timerPurposes[kind] ?? unknown;
export const periodPurpose = (job: string): Bilingual => periodPurposes[job] ?? unknown.does;
