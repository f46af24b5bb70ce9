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
  'decision.reached-meeting': purpose(
    '把到期的议定事项列入例会议程',
    'Lists a decision on the weekly agenda',
    ...listByHand,
  ),
  'decision.left-meeting': purpose(
    '把已了结的议定事项移出议程',
    'Takes a decision off the weekly agenda',
    ...listByHand,
  ),
  'problem.standing-changed': purpose(
    '把问题的办理变化告诉与它有关的议题',
    'Tells an agenda of what became of a problem',
    '议程上的说明不会自动更新',
    'What the agenda says of it is not brought up to date',
  ),
  'stored-file.erase': purpose(
    '删除不再需要的文件',
    'Removes a file that nothing needs any more',
    '文件还占着空间，可以稍后重试',
    'The file still takes up room; try again later',
  ),
  'sheet.import': purpose(
    '检查或导入一份上传的表格',
    'Checks or lands an uploaded spreadsheet',
    '这次导入作废，请重新上传',
    'This import is void: upload it again',
  ),
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
  'decision.reminder': purpose('议定事项到期前提醒', 'Reminds before a decision is due', ...clockStands),
  'decision.expiry': purpose('议定事项到期', 'A decision falls due', ...clockStands),
  'decision.overdue': purpose('议定事项逾期提醒', 'Reminds that a decision is overdue', ...clockStands),
  'decision.principal': purpose(
    '逾期议定事项报区主要领导',
    'An overdue decision goes to the principal',
    ...clockStands,
  ),
  'decision.verification': purpose('议定事项核实时限到', 'The time to verify a decision ends', ...clockStands),
  'meeting.approval': purpose('审定时限前提醒主持人', 'Reminds the chair to approve the agenda', ...meetingStands),
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
  'meeting.show-rules': { zh: '每日把将开会议的时限告诉大家', en: 'Shows the rules of coming meetings, daily' },
  'meeting.list-decisions': {
    zh: '每日把到期的议定事项列入议程',
    en: 'Lists decisions that are due on agendas, daily',
  },
  'meeting.decisions-seen': { zh: '每日核对会上议过的议定事项', en: 'Notes decisions that a meeting has seen, daily' },
  'closing.remind': { zh: '每日提醒将欠账的周期', en: 'Warns of periods that are coming short, daily' },
  'closing.close-periods': {
    zh: '关账：周、旬、月、季、年逐级结算',
    en: 'Closes weeks, ten-day periods, months, quarters, years',
  },
  'report.remind': { zh: '每日提醒未报的周报', en: 'Reminds of weekly reports that are not in, daily' },
  'sheet.forget': { zh: '每日清理过期的导入文件', en: 'Forgets old imports, daily' },
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
