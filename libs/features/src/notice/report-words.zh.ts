import { addDays, parsePlainDate } from '#domain/calendar/index.js';
import { moneyWords } from '#domain/guarantee/index.js';
import { dayWords, momentWords } from './moment-words.js';
import type { NoticeArgs } from './notice-args.js';
import type { ClosingNoticeRule, ReportNoticeRule } from './notice-rules.js';
import { sayings, type NoticeWords } from './notice-words.js';

const yuan = (amount: number): string => moneyWords(amount);
const days = ({ from, until }: NoticeArgs): string => {
  const end = parsePlainDate(until);
  return `${dayWords(String(from), 'zh')}至${end === undefined ? until : dayWords(addDays(end, -1), 'zh')}`;
};
const due = ({ dueAt }: NoticeArgs): string => (dueAt === null ? '' : `报送时限：${momentWords(dueAt, 'zh')}`);
const left = (a: NoticeArgs): string =>
  a.left > 0 ? `还有${a.left}个项目未填（共${a.items}个），无变化的可一键填报` : '已全部填好，请报送';
const reason = (a: NoticeArgs): string => (a.reason ? `理由：${a.reason}` : '');
const projects = (a: NoticeArgs): string[] => [
  ...a.short.map(({ code, name, gap }) => `${code} ${name}：差${yuan(gap)}`),
  a.shortCount > a.short.length ? `其余${a.shortCount - a.short.length}个项目请登录查看` : '',
];
const makeUp = (a: NoticeArgs): string =>
  a.makeUpZh === '' || a.neededPace === null
    ? ''
    : `${a.makeUpZh}还有${a.workdaysLeft}个工作日，每个工作日需完成${yuan(a.neededPace)}才能补上`;
const notReported = (a: NoticeArgs): string =>
  a.notReported > 0 ? `其中${a.notReported}个项目未报周报，按零计入；补报请作更正` : '';
const cards = (a: NoticeArgs): string =>
  [a.blue > 0 ? `蓝牌${a.blue}张` : '', a.yellow > 0 ? `黄牌${a.yellow}张` : '', a.red > 0 ? `红牌${a.red}张` : '']
    .filter((each) => each !== '')
    .join('、');

/** A closed period fell short: the same words for every kind. */
const short: NoticeWords = (a) =>
  sayings(
    `${a.periodZh}未完成计划，${a.shortCount}个项目欠账`,
    `计划${yuan(a.plan)}，完成${yuan(a.actual)}，欠账项目共差${yuan(a.shortBy)}`,
    makeUp(a),
    notReported(a),
    ...projects(a),
  );

export const chineseReportWords: Readonly<Record<ReportNoticeRule | ClosingNoticeRule, NoticeWords>> = {
  'report.due': (a) => sayings('周报今天报送', `报告期：${days(a)}`, due(a), left(a)),
  'report.missing': (a) => sayings('周报已过时限，尚未报送', `报告期：${days(a)}`, due(a), left(a)),
  'report.returned': (a) => sayings('周报被退回，请修改后重新报送', `报告期：${days(a)}`, reason(a)),
  'report.corrected': (a) =>
    sayings(
      '已封账的数字作了更正',
      `${a.office} ${a.project}，${dayWords(a.on, 'zh')}起：${yuan(a.yuanFrom)}改为${yuan(a.yuanTo)}`,
      reason(a),
    ),
  'closing.coming-short': (a) =>
    sayings(
      `${a.periodZh}还剩${a.workdaysLeft}个工作日，进度落后`,
      `计划${yuan(a.plan)}，已完成${yuan(a.actual)}，还差${yuan(a.shortBy)}`,
      a.neededPace === null ? '' : `每个工作日需完成${yuan(a.neededPace)}`,
      ...projects(a),
    ),
  'closing.week-short': short,
  'closing.ten-day-short': short,
  'closing.month-short': short,
  'closing.quarter-short': short,
  'closing.year-short': short,
  'closing.look': (a) =>
    sayings(
      `${a.periodZh}您分包的${a.shortCount}个项目未完成计划，请过问`,
      `共差${yuan(a.shortBy)}`,
      a.dueOn === '' ? '' : `请于${dayWords(a.dueOn, 'zh')}前过问`,
      ...projects(a),
    ),
  'closing.principal': (a) =>
    sayings(
      `${a.periodZh}封账：${a.shortCount}个项目未完成计划`,
      `全区计划${yuan(a.plan)}，完成${yuan(a.actual)}，欠账项目共差${yuan(a.shortBy)}`,
      cards(a) === '' ? '' : `亮牌：${cards(a)}${a.talk ? '，请安排约谈' : ''}`,
      ...a.makersZh,
    ),
  'card.issued': (a) => sayings(`${a.periodZh}亮牌：${cards(a)}`, `共差${yuan(a.shortBy)}`, ...projects(a)),
  'card.struck-off': (a) =>
    sayings(`欠账已补上，${cards(a)}销牌`, ...a.short.map(({ code, name }) => `${code} ${name}`)),
};
