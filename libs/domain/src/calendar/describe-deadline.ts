import type { DayCount, Deadline } from './deadline.js';
import { weekdayOf } from './plain-date.js';
import { englishHolidayName } from './published-calendar.js';

export type AccountLanguage = 'zh' | 'en';

/** Runs of days that did not count for the same reason are listed day by day up to here, and summed up beyond. */
const LONGEST_LISTED_RUN = 2;

const WEEKDAYS: Readonly<Record<AccountLanguage, readonly string[]>> = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};

/**
 * A clock's day-by-day account in one line, for mails and screens: `周五 2 · 周六 – · 周日 3 调休上班`, or
 * `2 Fri · – Sat · 3 Sun, make-up day`. A number is the counted day, a dash a day that did not count. The day of start
 * leads; a long holiday or pause is summed up (`春节 9 天 –`, `– 9 days, Spring Festival`).
 */
export function accountLine(deadline: Pick<Deadline, 'days'>, language: AccountLanguage): string {
  return runsOf(deadline.days)
    .flatMap((run) =>
      run.length > LONGEST_LISTED_RUN ? [describeRun(run, language)] : run.map((day) => describeDay(day, language)),
    )
    .join(' · ');
}

/** Neighbouring uncounted days with the same reason and name stand together; every other day stands alone. */
function runsOf(days: readonly DayCount[]): DayCount[][] {
  const runs: DayCount[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const continues =
      last !== undefined && !day.counted && !last.counted && last.reason === day.reason && last.name === day.name;
    if (run !== undefined && continues) run.push(day);
    else runs.push([day]);
  }
  return runs;
}

function describeDay(day: DayCount, language: AccountLanguage): string {
  const weekday = WEEKDAYS[language][weekdayOf(day.date) - 1];
  const mark = day.ordinal === null ? '–' : String(day.ordinal);
  const note = noteOn(day, language);
  if (language === 'zh') return note === '' ? `${weekday} ${mark}` : `${weekday} ${mark} ${note}`;
  return note === '' ? `${mark} ${weekday}` : `${mark} ${weekday}, ${note}`;
}

function describeRun(run: readonly DayCount[], language: AccountLanguage): string {
  const note = run[0] === undefined ? '' : noteOn(run[0], language);
  return language === 'zh' ? `${note || '休息日'} ${run.length} 天 –` : `– ${run.length} days, ${note || 'rest days'}`;
}

function noteOn(day: DayCount, language: AccountLanguage): string {
  const chinese = language === 'zh';
  switch (day.reason) {
    case 'dayOfStart':
      return chinese ? '当日不计' : 'day of start';
    case 'makeUpDay':
      return chinese ? '调休上班' : 'make-up day';
    case 'paused':
      return chinese ? '暂停' : 'paused';
    case 'holiday':
      return (chinese ? day.name : englishHolidayName(day.name ?? '')) ?? (chinese ? '放假' : 'holiday');
    case 'workday':
    case 'weekend':
      return '';
  }
}
