import { addDays, parsePlainDate } from '#domain/calendar/index.js';
import { moneyInEnglish } from '#domain/guarantee/index.js';
import { dayWords, momentWords } from './moment-words.js';
import type { NoticeArgs } from './notice-args.js';
import type { ClosingNoticeRule, ReportNoticeRule } from './notice-rules.js';
import { sayings, type NoticeWords } from './notice-words.js';

const yuan = (amount: number): string => moneyInEnglish(amount);
const count = (n: number, thing: string): string => (n === 1 ? `1 ${thing}` : `${n} ${thing}s`);
const days = ({ from, until }: NoticeArgs): string => {
  const end = parsePlainDate(until);
  return `${dayWords(String(from), 'en')} to ${end === undefined ? until : dayWords(addDays(end, -1), 'en')}`;
};
const due = ({ dueAt }: NoticeArgs): string => (dueAt === null ? '' : `Due: ${momentWords(dueAt, 'en')}`);
const left = (a: NoticeArgs): string =>
  a.left > 0
    ? `${a.left} of ${count(a.items, 'project')} still to be filled in; those without change are one tap`
    : 'Everything is filled in: please hand it in';
const reason = (a: NoticeArgs): string => (a.reason ? `Reason: ${a.reason}` : '');
const projects = (a: NoticeArgs): string[] => [
  ...a.short.map(({ code, name, gap }) => `${code} ${name}: ${yuan(gap)} short`),
  a.shortCount > a.short.length ? `${a.shortCount - a.short.length} more: sign in to see them` : '',
];
const makeUp = (a: NoticeArgs): string =>
  a.makeUpEn === '' || a.neededPace === null
    ? ''
    : `To make it up within ${a.makeUpEn}: ${yuan(a.neededPace)} a day over ${count(a.workdaysLeft, 'workday')}`;
const notReported = (a: NoticeArgs): string =>
  a.notReported > 0
    ? `${count(a.notReported, 'project')} not reported and counted as nothing; add them by a correction`
    : '';
const cards = (a: NoticeArgs): string =>
  [
    a.blue > 0 ? count(a.blue, 'blue card') : '',
    a.yellow > 0 ? count(a.yellow, 'yellow card') : '',
    a.red > 0 ? count(a.red, 'red card') : '',
  ]
    .filter((each) => each !== '')
    .join(', ');

/** A closed period fell short: the same words for every kind. */
const short: NoticeWords = (a) =>
  sayings(
    `The plan of ${a.periodEn} was not met by ${count(a.shortCount, 'project')}`,
    `Planned ${yuan(a.plan)}, done ${yuan(a.actual)}; those projects are ${yuan(a.shortBy)} short`,
    makeUp(a),
    notReported(a),
    ...projects(a),
  );

export const englishReportWords: Readonly<Record<ReportNoticeRule | ClosingNoticeRule, NoticeWords>> = {
  'report.due': (a) => sayings('The weekly report is due today', `Days: ${days(a)}`, due(a), left(a)),
  'report.missing': (a) => sayings('The weekly report is past due', `Days: ${days(a)}`, due(a), left(a)),
  'report.returned': (a) => sayings('Your weekly report came back to be changed', `Days: ${days(a)}`, reason(a)),
  'report.corrected': (a) =>
    sayings(
      'A figure of a closed period was corrected',
      `${a.officeEn}, ${a.project}, from ${dayWords(a.on, 'en')}: ${yuan(a.yuanFrom)} is now ${yuan(a.yuanTo)}`,
      reason(a),
    ),
  'closing.coming-short': (a) =>
    sayings(
      `${count(a.workdaysLeft, 'workday')} left of ${a.periodEn}, and it is behind`,
      `Planned ${yuan(a.plan)}, done ${yuan(a.actual)}, ${yuan(a.shortBy)} to go`,
      a.neededPace === null ? '' : `It takes ${yuan(a.neededPace)} a workday`,
      ...projects(a),
    ),
  'closing.week-short': short,
  'closing.ten-day-short': short,
  'closing.month-short': short,
  'closing.quarter-short': short,
  'closing.year-short': short,
  'closing.look': (a) =>
    sayings(
      `${count(a.shortCount, 'project')} of yours did not meet the plan of ${a.periodEn}: please look`,
      `${yuan(a.shortBy)} short together`,
      a.dueOn === '' ? '' : `Please look by ${dayWords(a.dueOn, 'en')}`,
      ...projects(a),
    ),
  'closing.principal': (a) =>
    sayings(
      `${a.periodEn} is closed: ${count(a.shortCount, 'project')} did not meet the plan`,
      `District: planned ${yuan(a.plan)}, done ${yuan(a.actual)}; those projects are ${yuan(a.shortBy)} short`,
      cards(a) === '' ? '' : `Issued: ${cards(a)}${a.talk ? '; please arrange the talks' : ''}`,
      ...a.makersEn,
    ),
  'card.issued': (a) => sayings(`Issued for ${a.periodEn}: ${cards(a)}`, `${yuan(a.shortBy)} short`, ...projects(a)),
  'card.struck-off': (a) =>
    sayings(`Made up; struck off: ${cards(a)}`, ...a.short.map(({ code, name }) => `${code} ${name}`)),
};
