import { dayWords, momentWords } from './moment-words.js';
import type { NoticeArgs } from './notice-args.js';
import type { NoticeRule } from './notice-rules.js';
import { sayings, type NoticeWords } from './notice-words.js';
import { chineseContractWords } from './contract-words.zh.js';
import { chineseReportWords } from './report-words.zh.js';

const rungs = ['', '现场', '部门', '分包领导', '周工作例会', '区主要领导', '报市'];
const rung = (number: number | string): string => `第${number}级（${rungs[Number(number)] ?? ''}）`;
const day = (text: number | string): string => dayWords(String(text), 'zh');
const moment = (text: string | null): string => (text === null ? '' : momentWords(text, 'zh'));
const reason = (args: NoticeArgs): string => (args.reason ? `理由：${args.reason}` : '');
const by = (args: NoticeArgs): string =>
  args.byName === null ? '' : `办理人：${args.byName}${args.forName === null ? '' : `（代${args.forName}）`}`;
const meeting = (args: NoticeArgs): string => `${args.series}第${args.meetingNumber}次例会`;
const meetingFacts = (args: NoticeArgs): string[] => [
  args.startsAt === null ? '' : `时间：${moment(args.startsAt)}`,
  args.place === '' ? '' : `地点：${args.place}`,
];

/** A day, or a moment where only the hour moved. */
const when = (text: string): string => (text.length > 10 ? moment(text) : day(text));

const movedLines = (a: NoticeArgs): string[] => [
  ...a.daysZh,
  reason(a),
  ...a.meetings.map(
    (m) => `${m.series}：${moment(m.from)}改为${moment(m.to)}（第${m.number}次），议题截止${moment(m.cutOffAt)}`,
  ),
  ...a.problems.map((p) => `${p.number} ${p.title}：${when(p.from)}改为${when(p.to)}`),
  a.problemCount > a.problems.length ? `其余${a.problemCount - a.problems.length}项请登录查看` : '',
  by(a),
];

const causes: Readonly<Record<string, string>> = {
  expired: '逾期未解决，系统自动上提',
  signedUp: '签报上提',
  skipped: '签批越级上提',
  sentDown: '退回下级办理',
  thirdTime: '第三次上会，自动上提',
  decisionOverdue: '议定事项逾期未办结，自动上提',
};

const assignedParts: Readonly<Record<string, string>> = {
  lead: '例会议定一项事项，由你单位牵头',
  handling: '例会议定一项事项，由你单位承办',
  assisting: '例会议定一项事项，由你单位配合',
  concerned: '例会就您相关的项目或问题议定一项事项',
};

const closings: Readonly<Record<string, string>> = {
  cancelled: '议定事项已取消，无需再办',
  superseded: '议定事项已由新的议定事项代替，请按新的办理',
  withdrawn: '议定事项已在会上撤回，无需再办',
  unneeded: '相关问题已了结，议定事项无需再办',
};

/** What each rule says in Chinese. */
export const chineseWords: Readonly<Record<NoticeRule, NoticeWords>> = {
  'problem.filed': (a) =>
    sayings(
      a.severity === 'urgent' ? '紧急问题已登记，请立即现场处置' : '新问题已登记，请先在现场解决',
      a.visitedAt === null ? '' : `走访发现：${moment(a.visitedAt)}`,
      by(a),
    ),
  'problem.arrived': (a) => sayings(`问题已到${rung(a.rung)}，请您受理`, by(a)),
  'problem.moved': (a) =>
    sayings(
      a.answers ? `问题转到${rung(a.to)}，由您办理` : `问题已由${rung(a.from)}转到${rung(a.to)}`,
      `原因：${causes[a.how] ?? a.how}`,
      reason(a),
      by(a),
    ),
  'problem.answered': (a) => sayings('问题已有答复', `答复：${a.text}`, by(a)),
  'problem.response-lapsed': (a) => sayings(`响应时限已过，${rung(a.rung)}尚未受理或答复`),
  'problem.resolution-lapsed': (a) => sayings(`办结时限已过，${rung(a.rung)}尚未解决，时限重新计算`),
  'problem.whistle-sign-lapsed': () => sayings('吹哨后未在规定时间内签收'),
  'problem.whistle-contact-lapsed': () => sayings('吹哨后未在规定时间内联系'),
  'problem.reminder': () => sayings('办结时限将到，请抓紧办理'),
  'problem.pause-requested': (a) =>
    sayings('有人申请中止计时，请您审批', `期间：${day(a.from)}起，${day(a.until)}恢复计时`, reason(a), by(a)),
  'problem.pause-decided': (a) =>
    sayings(
      a.approved ? '您申请的中止计时已批准' : '您申请的中止计时未获批准',
      a.approved ? `期间：${day(a.from)}起，${day(a.until)}恢复计时` : '',
      reason(a),
      by(a),
    ),
  'problem.pause-ended': (a) => sayings('中止计时提前结束', `自${day(a.until)}起恢复计时`, by(a)),
  'problem.extension-requested': (a) => sayings(`有人申请延期${a.workdays}个工作日，请您审批`, reason(a), by(a)),
  'problem.extension-decided': (a) =>
    sayings(a.granted ? `您申请的延期已批准，增加${a.workdays}个工作日` : '您申请的延期未获批准', reason(a), by(a)),
  'problem.claimed': (a) => sayings('问题已申请销号，请到现场核实', `办理情况：${a.evidence}`, by(a)),
  'problem.check-failed': (a) => sayings(`核实未通过，退回重办（第${a.times}次）`, `核实意见：${a.finding}`, by(a)),
  'problem.reopened': (a) => sayings(`问题复发，退回重办（第${a.times}次）`, reason(a), by(a)),
  'problem.verification-lapsed': () => sayings('销号申请逾期未核实，请尽快到现场核实'),
  'problem.struck-off': (a) =>
    a.onSite
      ? sayings('走访发现的问题已当场解决，销号留痕', `办理情况：${a.evidence}`, by(a))
      : sayings('核实通过，问题已销号', by(a)),
  'problem.withdrawn': (a) => sayings('问题已撤回，无需再办', reason(a), by(a)),
  'problem.merged': (a) => sayings('问题已并入另一问题，请在该问题中办理', reason(a), by(a)),
  'problem.department-assigned': (a) => sayings(a.lead ? '本问题由你单位牵头办理' : '本问题由你单位配合办理', by(a)),
  'problem.clock-moved': () => sayings('工作日历有调整，办结时限随之变动'),
  'problem.leader-changed': (a) =>
    sayings(a.answers ? '您已接任分包领导，本问题由您办理' : `您已接任分包领导，本问题现在${rung(a.rung)}`),
  'decision.assigned': (a) => sayings(assignedParts[a.part] ?? '例会已议定一项事项', by(a)),
  'decision.reminder': () => sayings('议定事项时限将到，请抓紧办理'),
  'decision.expired': () => sayings('议定事项逾期未办结，将列入下次例会议程首位'),
  'decision.overdue-again': () => sayings('议定事项仍逾期未办结，请尽快办理'),
  'decision.to-principal': (a) =>
    sayings(a.answers ? '议定事项逾期且无进展，请您裁定' : '议定事项逾期且无进展，已报区主要领导'),
  'decision.claimed': (a) => sayings('议定事项已申请销号，请核实', `办理情况：${a.evidence}`, by(a)),
  'decision.check-failed': (a) =>
    sayings(`议定事项核实未通过，退回重办（第${a.times}次）`, `核实意见：${a.finding}`, by(a)),
  'decision.verification-lapsed': () => sayings('议定事项销号申请逾期未核实，请尽快核实'),
  'decision.struck-off': (a) => sayings('核实通过，议定事项已销号', by(a)),
  'decision.extension-requested': (a) =>
    sayings(`有人申请议定事项延期${a.workdays}个工作日，请您审批`, reason(a), by(a)),
  'decision.extension-decided': (a) =>
    sayings(
      a.granted ? `议定事项延期已批准，增加${a.workdays}个工作日` : '您申请的议定事项延期未获批准',
      reason(a),
      by(a),
    ),
  'decision.closed': (a) => sayings(closings[a.how] ?? '议定事项已终结，无需再办', reason(a), by(a)),
  'decision.date-moved': () => sayings('工作日历有调整，议定事项时限随之变动'),
  'agenda.listed': (a) =>
    sayings(`问题列入${meeting(a)}议程${a.times > 1 ? `（第${a.times}次上会）` : ''}`, ...meetingFacts(a)),
  'agenda.carried-over': (a) => sayings(`问题结转至${meeting(a)}（第${a.times}次上会）`, ...meetingFacts(a)),
  'agenda.removed': (a) => sayings(`问题不再列入${meeting(a)}议程`, ...meetingFacts(a)),
  'agenda.locked': (a) =>
    sayings(
      a.items === 0
        ? `${meeting(a)}议程已截止，没有议题；不开会的请取消本次例会`
        : `${meeting(a)}议程已截止，共${a.items}项，请审定`,
      ...meetingFacts(a),
      a.items === 0 || a.approvalDueAt === null ? '' : `审定时限：${moment(a.approvalDueAt)}`,
    ),
  'agenda.matter-listed': (a) =>
    sayings(
      `已列入${meeting(a)}议程${a.times > 1 ? `（第${a.times}次上会）` : ''}`,
      ...meetingFacts(a),
      a.text === '' ? '' : `提请事项：${a.text}`,
    ),
  'agenda.postponed': (a) => sayings(`暂缓上会，改列${meeting(a)}`, reason(a), ...meetingFacts(a), by(a)),
  'agenda.approval-due': (a) =>
    sayings(
      `${meeting(a)}议程尚未审定，共${a.items}项`,
      ...meetingFacts(a),
      a.approvalDueAt === null ? '' : `请于${moment(a.approvalDueAt)}前审定`,
    ),
  'agenda.approval-fell': (a) =>
    sayings(`${meeting(a)}议程在您审定后有变动，请重新审定`, reason(a), ...meetingFacts(a), by(a)),
  'agenda.addition-asked': (a) =>
    sayings(
      `${meeting(a)}截止后申请增列议题，请您审定`,
      a.text === '' ? '' : `提请事项：${a.text}`,
      reason(a),
      ...meetingFacts(a),
      by(a),
    ),
  'agenda.addition-decided': (a) =>
    sayings(
      a.approved ? `您申请增列的议题已列入${meeting(a)}议程` : `您申请增列的议题未列入${meeting(a)}议程`,
      reason(a),
      by(a),
    ),
  'meeting.cancelled': (a) =>
    sayings(
      `${day(a.on)}的${a.series}停开，议题转至第${a.meetingNumber}次会议`,
      reason(a),
      ...meetingFacts(a),
      a.problemCount === 0 ? '' : `其中涉及您的议题${a.problemCount}项`,
      ...a.problems.map((p) => `${p.number} ${p.title}`.trim()),
      by(a),
    ),
  'meeting.matter-referred': (a) => sayings(`${meeting(a)}将一事项提请您决定`, reason(a)),
  'minutes.published': (a) =>
    sayings(
      a.problemCount === 0
        ? `${meeting(a)}纪要已印发`
        : `${meeting(a)}纪要已印发，其中由您单位办理的议定事项${a.problemCount}项`,
      ...a.problems.map((p) => `${p.number} ${p.title}（${day(p.to)}前）`.trim()),
      by(a),
    ),
  'minutes.corrected': (a) => sayings(`${meeting(a)}纪要已更正（第${a.times}版）`, reason(a), by(a)),
  'feedback.filed': (a) => sayings('收到一条意见，请您答复', a.title, by(a)),
  'feedback.answered': (a) => sayings('您的意见已有答复', `您说：${a.title}`, `答复：${a.text}`, by(a)),
  'calendar.amended': (a) =>
    sayings(
      a.meetings.length > 0 ? '工作日历有调整，例会改期' : `工作日历有调整，您有${a.problemCount}项时限随之变动`,
      ...movedLines(a),
    ),
  'leave.deputy': (a) =>
    sayings(
      `${a.person}请假期间由您代为办理`,
      `期间：${day(a.from)}起，${day(a.until)}返岗`,
      reason(a),
      by(a),
      '其间须由其办理的事项会同时通知您，您可代为办理，记录中注明代办。',
    ),
  'leave.ended': (a) => sayings(`您不再代${a.person}办理`, reason(a), by(a)),
  'leave.deputy-away': (a) =>
    sayings(`${a.person}的代办人${a.deputy}也不在岗，请另行指定`, `期间：${day(a.from)}起，${day(a.until)}返岗`, by(a)),
  'leave.yours': (a) =>
    a.revoked
      ? sayings('您的请假已撤销', reason(a), by(a))
      : sayings(
          `您的请假：${day(a.from)}起，${day(a.until)}返岗`,
          a.deputy === '' ? '没有代办人' : `由${a.deputy}代为办理`,
          reason(a),
          by(a),
        ),
  'policy.changed': (a) =>
    sayings(
      a.meetings.length > 0
        ? '例会规则有调整，例会改期'
        : a.problemCount > 0
          ? `工作时间有调整，您有${a.problemCount}项时限随之变动`
          : '办事规则有调整',
      ...movedLines(a),
    ),
  ...chineseReportWords,
  ...chineseContractWords,
};
