import { describe, expect, it } from '@jest/globals';
import { periodsContaining, plainDate } from '../calendar/index.js';
import type { Link, Verdict, Why } from './link.js';
import { moneyInEnglish, moneyWords } from './money-words.js';
import { chainSentence, periodWords, whyWords } from './sentence.js';

const periods = periodsContaining(plainDate('2026-03-24'));

function link(kind: Link['kind'], code: Why['code'], verdict: Verdict, changes: Partial<Link> = {}): Link {
  const { start, end } = periods[kind];
  return {
    ...{ kind, start, end, plan: 1_000, planToDate: 0, actual: 0, gap: 0, pace: 1, neededPace: 2, forecast: 1_000 },
    ...{ verdict, why: { code, args: {} }, elapsedWorkdays: 1, remainingWorkdays: 1, missing: 0 },
    ...changes,
  };
}

const year = link('year', 'onPace', 'kept', { pace: 248_000_000, plan: 78_360_000_000, forecast: 78_400_000_000 });
const quarter = link('quarter', 'onPace', 'kept');
const others = [link('week', 'onPace', 'kept'), link('tenDay', 'onPace', 'kept')];
const month = link('month', 'outOfReach', 'broken', { plan: 6_900_000_000, forecast: 6_390_000_000 });

describe('the one sentence', () => {
  it('says whether the year holds, what does not, and who it is', () => {
    const makers = { of: 'office', count: 3, percent: 73 } as const;
    expect(chainSentence([...others, month, quarter, year], makers)).toEqual({
      zh: '按每个工作日2.48亿元的进度，全年保得住；3月将差5.1亿元；三个办事处占缺口的73%。',
      en: 'At ¥248 m a day the year holds; March will be ¥510 m short; three offices make up 73% of the gap.',
    });
  });

  it('says so when everything holds, when a link is only tight, and what is overdue', () => {
    const kept = link('month', 'onPace', 'kept');
    expect(chainSentence([...others, kept, quarter, year], undefined).en).toBe(
      'At ¥248 m a day the year holds; so do the quarter and the month.',
    );
    const tight = link('quarter', 'mustSpeedUp', 'tight', { neededPace: 260_000_000 });
    const stale = { ...year, missing: 12 };
    expect(chainSentence([...others, kept, tight, stale], undefined)).toEqual({
      zh: '按每个工作日2.48亿元的进度，全年保得住；第一季度吃紧，每个工作日需2.6亿元；还有12笔数据应报未报。',
      en: 'At ¥248 m a day the year holds; the first quarter needs ¥260 m a day; 12 figures are overdue.',
    });
  });

  it.each<[Why['code'], Verdict, string]>([
    ['mustSpeedUp', 'tight', 'At ¥1 a day the year is tight, it needs ¥2; '],
    ['outOfReach', 'broken', 'At ¥1 a day the year will be ¥300 short; '],
    ['met', 'kept', "The year's plan is met, 110%; "],
    ['closedKept', 'closedKept', 'The year closed at 110%; '],
    ['notBegun', 'kept', '¥1000 are planned, work has not begun; '],
  ])('for a year that is %s', (code, verdict, opening) => {
    const one = link('year', code, verdict, { forecast: 700, actual: 1_100 });
    expect(chainSentence([...others, month, quarter, one], undefined).en).toBe(`${opening}March will be ¥510 m short.`);
  });
});

it('names every link in both languages', () => {
  const named = (['week', 'tenDay', 'month', 'quarter', 'year'] as const).map((kind) => periodWords(periods[kind]));
  expect(named.map(({ zh }) => zh)).toEqual(['3月23日这一周', '3月下旬', '3月', '第一季度', '2026年']);
  expect(named[1]!.en).toBe('the last ten days of March');
});

it('words every reason in both languages', () => {
  const args = { short: 510_000_000, over: 0, plan: 1, pace: 1, needed: 2, remaining: 7, actual: 0, paceOf: 'month' };
  const codes = [
    'closedKept',
    'closedShort',
    'noPlan',
    'met',
    'notBegun',
    'noWorkdaysLeft',
    'onPace',
    'mustSpeedUp',
    'outOfReach',
  ];
  const words = codes.map((code) => whyWords({ code, args } as Why));
  expect(new Set(words.map(({ zh }) => zh)).size).toBe(codes.length);
  expect(words[1]).toEqual({ zh: '欠5.1亿元，滚入上一级周期补齐', en: 'Closed ¥510 m short; it rolls up one link' });
  for (const { zh, en } of words) expect(`${zh}${en}`).not.toMatch(/undefined|NaN/);
});

it('writes money as officials read it', () => {
  expect([248_000_000, 9_999_999, 12_345, 999, -510_000_000].map(moneyWords)).toEqual([
    ...['2.48 亿元', '1000 万元', '1.23 万元', '999 元', '-5.1 亿元'],
  ]);
  expect([1_892_000_000, 248_000_000, 9_999_999, 263_200, 999, -510_000_000].map(moneyInEnglish)).toEqual([
    ...['¥1.89 bn', '¥248 m', '¥10 m', '¥0.26 m', '¥999', '¥-510 m'],
  ]);
});
