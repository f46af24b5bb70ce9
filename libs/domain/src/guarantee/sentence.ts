import { dayOfMonth, monthOf, yearOf } from '../calendar/index.js';
import type { PlainDate } from '../calendar/index.js';
import type { Link, Why } from './link.js';
import { moneyInEnglish, moneyWords } from './money-words.js';

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** The few who make up most of what is missing in the link that the sentence names. */
export interface ShortMakers {
  readonly of: 'office' | 'project';
  readonly count: number;
  /** Of all that is missing, in whole percent. */
  readonly percent: number;
}

/** 亿元 after a figure needs no blank in Chinese. */
const zhMoney = (yuan: number): string => moneyWords(yuan).replace(' ', '');

/** The link that the sentence speaks of beside the year: the month first, as it is the one that can still be worked. */
export function weakestLink(links: readonly Link[]): Link | undefined {
  const byWeight = (['month', 'quarter', 'tenDay', 'week'] as const).map((kind) =>
    links.find((link) => link.kind === kind)!,
  );
  return (
    byWeight.find(({ verdict }) => verdict === 'broken' || verdict === 'closedShort') ??
    byWeight.find(({ verdict }) => verdict === 'tight')
  );
}

/**
 * The one sentence that heads the page: does the year hold at this pace, which link does not, and who it is.
 * "At ¥248 m a day the year holds; March will be ¥510 m short; three offices make up 73% of the gap."
 */
export function chainSentence(links: readonly Link[], makers: ShortMakers | undefined): Bilingual {
  const year = links.find(({ kind }) => kind === 'year')!;
  const weak = weakestLink(links);
  const parts: Bilingual[] = [yearClause(year)];
  if (weak !== undefined) parts.push(weakClause(weak));
  else if (year.verdict === 'kept' && year.plan > 0)
    parts.push({ zh: '本季、本月也保得住', en: 'so do the quarter and the month' });
  if (weak !== undefined && makers !== undefined) parts.push(makersClause(makers));
  if (year.missing > 0)
    parts.push({
      zh: `还有${year.missing}笔数据应报未报`,
      en: `${year.missing} ${year.missing === 1 ? 'figure is' : 'figures are'} overdue`,
    });
  return { zh: `${parts.map(({ zh }) => zh).join('；')}。`, en: `${parts.map(({ en }) => en).join('; ')}.` };
}

function yearClause({ why, pace, plan, neededPace, forecast, actual }: Link): Bilingual {
  const at = { zh: `按每个工作日${zhMoney(pace)}的进度，`, en: `At ${moneyInEnglish(pace)} a day ` };
  const both = (zh: string, en: string): Bilingual => ({ zh: at.zh + zh, en: at.en + en });
  switch (why.code) {
    case 'noPlan':
      return { zh: '全年没有计划', en: 'Nothing is planned for the year' };
    case 'notBegun':
      return {
        zh: `全年计划${zhMoney(plan)}，尚未开工`,
        en: `${moneyInEnglish(plan)} are planned, work has not begun`,
      };
    case 'met':
      return {
        zh: `全年计划已完成${percent(actual, plan)}%`,
        en: `The year's plan is met, ${percent(actual, plan)}%`,
      };
    case 'closedKept':
      return { zh: `全年完成计划的${percent(actual, plan)}%`, en: `The year closed at ${percent(actual, plan)}%` };
    case 'closedShort':
      return { zh: `全年欠${zhMoney(plan - actual)}`, en: `The year closed ${moneyInEnglish(plan - actual)} short` };
    case 'onPace':
      return both('全年保得住', 'the year holds');
    case 'mustSpeedUp':
      return both(`全年吃紧，需${zhMoney(neededPace!)}`, `the year is tight, it needs ${moneyInEnglish(neededPace!)}`);
    case 'outOfReach':
    case 'noWorkdaysLeft':
      return both(`全年将差${zhMoney(plan - forecast)}`, `the year will be ${moneyInEnglish(plan - forecast)} short`);
  }
}

function weakClause(link: Link): Bilingual {
  const { zh, en } = periodWords(link);
  const short = link.plan - link.forecast;
  if (link.verdict === 'closedShort')
    return { zh: `${zh}已欠${zhMoney(short)}`, en: `${en} closed ${moneyInEnglish(short)} short` };
  if (link.verdict === 'tight')
    return {
      zh: `${zh}吃紧，每个工作日需${zhMoney(link.neededPace!)}`,
      en: `${en} needs ${moneyInEnglish(link.neededPace!)} a day`,
    };
  return { zh: `${zh}将差${zhMoney(short)}`, en: `${en} will be ${moneyInEnglish(short)} short` };
}

function makersClause({ of, count, percent: share }: ShortMakers): Bilingual {
  const zhCount = ['', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十'][count] ?? String(count);
  const enCount =
    ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'][count] ?? String(count);
  const zhUnit = of === 'office' ? '个办事处' : '个项目';
  return {
    zh: `${zhCount}${zhUnit}占缺口的${share}%`,
    en: `${enCount} ${of}${count === 1 ? ' makes' : 's make'} up ${share}% of the gap`,
  };
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** 3月, March; 3月下旬, the last ten days of March; 第一季度, the first quarter; 3月23日这一周, the week of 23 March. */
export function periodWords({ kind, start }: { readonly kind: Link['kind']; readonly start: PlainDate }): Bilingual {
  const month = monthOf(start);
  const inEnglish = MONTHS[month - 1]!;
  switch (kind) {
    case 'week':
      return {
        zh: `${month}月${dayOfMonth(start)}日这一周`,
        en: `the week of ${dayOfMonth(start)} ${inEnglish}`,
      };
    case 'tenDay': {
      const third = Math.min(2, Math.floor((dayOfMonth(start) - 1) / 10));
      return {
        zh: `${month}月${['上', '中', '下'][third]}旬`,
        en: `the ${['first', 'second', 'last'][third]} ten days of ${inEnglish}`,
      };
    }
    case 'month':
      return { zh: `${month}月`, en: inEnglish };
    case 'quarter': {
      const quarter = Math.ceil(month / 3);
      return {
        zh: `第${['一', '二', '三', '四'][quarter - 1]}季度`,
        en: `the ${['first', 'second', 'third', 'fourth'][quarter - 1]} quarter`,
      };
    }
    case 'year':
      return { zh: `${yearOf(start)}年`, en: String(yearOf(start)) };
  }
}

const percent = (part: number, whole: number): number => Number((BigInt(part) * 100n) / BigInt(whole));

/** A link's `why` in words. */
export function whyWords({ code, args }: Why): Bilingual {
  const yuan = (name: string): number => Number(args[name] ?? 0);
  const zh = (name: string): string => zhMoney(yuan(name));
  const en = (name: string): string => moneyInEnglish(yuan(name));
  switch (code) {
    case 'closedKept':
      return yuan('over') === 0
        ? { zh: '如数完成计划', en: 'Closed exactly on plan' }
        : { zh: `超计划${zh('over')}`, en: `Closed ${en('over')} above plan` };
    case 'closedShort':
      return { zh: `欠${zh('short')}，滚入上一级周期补齐`, en: `Closed ${en('short')} short; it rolls up one link` };
    case 'noPlan':
      return { zh: '本期没有计划', en: 'Nothing is planned' };
    case 'met':
      return { zh: `计划已完成，超${zh('over')}`, en: `The plan is met, ${en('over')} above it` };
    case 'notBegun':
      return { zh: `计划${zh('plan')}，尚无已过工作日`, en: `${en('plan')} planned, no workday has passed` };
    case 'noWorkdaysLeft':
      return { zh: `差${zh('short')}，已无剩余工作日`, en: `${en('short')} missing and no workday left` };
    case 'onPace':
      return {
        zh: `剩${args.remaining}个工作日，每日需${zh('needed')}，现每日${zh('pace')}`,
        en: `${args.remaining} workdays left: needs ${en('needed')} a day, has ${en('pace')}`,
      };
    case 'mustSpeedUp':
      return {
        zh: `剩${args.remaining}个工作日，每日需${zh('needed')}，现每日${zh('pace')}，须提速`,
        en: `${args.remaining} workdays left: needs ${en('needed')} a day, has ${en('pace')}; it must speed up`,
      };
    case 'outOfReach':
      return {
        zh: `剩${args.remaining}个工作日，每日需${zh('needed')}，现每日仅${zh('pace')}，将差${zh('short')}`,
        en: `${args.remaining} workdays left: needs ${en('needed')} a day, has only ${en('pace')}; will be ${en('short')} short`,
      };
  }
}
