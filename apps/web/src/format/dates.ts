import { dateOf, parseInstant, weekdayOf, type PlainDate } from '#domain/calendar/plain-date.js';
import type { Language } from '../i18n/i18n.js';

const weekdays = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `1月30日 周一`, `Mon 30 Jan`; with its year where that is not this one. */
export function day(date: string, language: Language, thisYear = yearNow()): string {
  const [year, month, dayOfMonth] = date.split('-').map(Number) as [number, number, number];
  const weekday = weekdays[language][weekdayOf(date as PlainDate) - 1]!;
  const other = year !== thisYear;
  return language === 'zh'
    ? `${other ? `${year}年` : ''}${month}月${dayOfMonth}日 ${weekday}`
    : `${weekday} ${dayOfMonth} ${months[month - 1]!}${other ? ` ${year}` : ''}`;
}

/** The day and the hour, in Asia/Shanghai whatever the device thinks. */
export function moment(instant: string, language: Language): string {
  const parsed = parseInstant(instant);
  if (parsed === undefined) return instant;
  const shanghai = new Date(parsed + 8 * 3_600_000).toISOString();
  return `${day(dateOf(parsed), language)} ${shanghai.slice(11, 16)}`;
}

/** The day an instant lies on. */
export function dayOf(instant: string): string {
  const parsed = parseInstant(instant);
  return parsed === undefined ? instant.slice(0, 10) : dateOf(parsed);
}

function yearNow(): number {
  return Number(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 4));
}
