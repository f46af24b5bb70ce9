import { describe, expect, it } from '@jest/globals';
import { dueAt } from './deadline.js';
import { accountLine } from './describe-deadline.js';
import { parseInstant, plainDate } from './plain-date.js';
import { publishedCalendar } from './published-calendar.js';

const published = publishedCalendar();
const at = (text: string) => parseInstant(`${text}+08:00`) ?? (Number.NaN as never);

describe('the account of a deadline in one line', () => {
  it('numbers the counted days and dashes the others', () => {
    // Sunday 2026-09-20 is worked for National Day.
    const deadline = dueAt(published, at('2026-09-17T10:00'), 3);
    expect(accountLine(deadline, 'zh')).toBe('周四 – 当日不计 · 周五 1 · 周六 – · 周日 2 调休上班 · 周一 3');
    expect(accountLine(deadline, 'en')).toBe('– Thu, day of start · 1 Fri · – Sat · 2 Sun, make-up day · 3 Mon');
  });

  it('sums up a long holiday and names it', () => {
    const deadline = dueAt(published, at('2026-02-13T10:00'), 2);
    expect(accountLine(deadline, 'zh')).toBe('周五 – 当日不计 · 周六 1 调休上班 · 春节 9 天 – · 周二 2');
    expect(accountLine(deadline, 'en')).toBe(
      '– Fri, day of start · 1 Sat, make-up day · – 9 days, Spring Festival · 2 Tue',
    );
  });

  it('keeps neighbouring holidays apart and lists a short pause by day', () => {
    const autumn = dueAt(published, at('2023-09-28T10:00'), 1);
    expect(accountLine(autumn, 'zh')).toBe('周四 – 当日不计 · 周五 – 中秋节 · 国庆节 7 天 – · 周六 1 调休上班');
    const pause = { from: plainDate('2026-03-03'), until: plainDate('2026-03-05') };
    const paused = dueAt(published, at('2026-03-02T10:00'), 1, [pause]);
    expect(accountLine(paused, 'en')).toBe('– Mon, day of start · – Tue, paused · – Wed, paused · 1 Thu');
  });

  it('has a word for a holiday that a coordinator named', () => {
    const days = [
      { date: plainDate('2026-03-02'), counted: false, ordinal: null, reason: 'holiday', name: '区庆' },
    ] as const;
    expect(accountLine({ days }, 'zh')).toBe('周一 – 区庆');
    expect(accountLine({ days }, 'en')).toBe('– Mon, holiday');
  });
});
