import { dateOf, daysBetween, parseInstant, weekdayOf, type PlainDate } from '#domain/calendar/plain-date.js';
import type { Language } from '../i18n/i18n.js';
import { today } from './clock.js';

const weekdays = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `3月24日`, `24 Mar`; with its year where that is not this one. */
export function date(plain: string, language: Language, thisDay: string = today()): string {
  const [year, month, dayOfMonth] = plain.split('-').map(Number) as [number, number, number];
  const other = String(year) !== thisDay.slice(0, 4);
  return language === 'zh'
    ? `${other ? `${year}年` : ''}${month}月${dayOfMonth}日`
    : `${dayOfMonth} ${months[month - 1]!}${other ? ` ${year}` : ''}`;
}

/** `3月24日 周五`, `Fri 24 Mar`; with its year where that is not this one. */
export function day(plain: string, language: Language, thisDay: string = today()): string {
  const weekday = weekdays[language][weekdayOf(plain as PlainDate) - 1]!;
  const named = date(plain, language, thisDay);
  return language === 'zh' ? `${named} ${weekday}` : `${weekday} ${named}`;
}

/** `3月` or `三月` is for others; this is the month's own name beside its year: `2023年3月`, `Mar 2023`. */
export function month(plain: string, language: Language): string {
  const [year, number] = plain.split('-').map(Number) as [number, number];
  return language === 'zh' ? `${year}年${number}月` : `${months[number - 1]!} ${year}`;
}

/** `3月20日—26日`, `20–26 Mar`: from a first to a last day, both within; one day is only itself. */
export function span(from: string, to: string, language: Language): string {
  if (from === to) return date(from, language);
  const oneMonth = from.slice(0, 7) === to.slice(0, 7);
  const last = Number(to.slice(8));
  if (language === 'zh') return `${date(from, 'zh')}—${oneMonth ? `${last}日` : date(to, 'zh')}`;
  return oneMonth ? `${Number(from.slice(8))}–${date(to, 'en')}` : `${date(from, 'en')} – ${date(to, 'en')}`;
}

/** The day and the hour, in Asia/Shanghai whatever the device thinks: `3月24日 周五 18:00`. */
export function moment(instant: string, language: Language): string {
  const parsed = parseInstant(instant);
  return parsed === undefined ? instant : `${day(dateOf(parsed), language)} ${clockTime(instant)}`;
}

/** `18:00`, in Asia/Shanghai. */
export function clockTime(instant: string): string {
  const parsed = parseInstant(instant);
  return parsed === undefined ? '' : new Date(parsed + 8 * 3_600_000).toISOString().slice(11, 16);
}

/** As a field of date and time has it: `2023-03-24T15:10`. */
export const localInput = (instant: string): string => `${dayOf(instant)}T${clockTime(instant)}`;

/** The day an instant lies on. */
export function dayOf(instant: string): string {
  const parsed = parseInstant(instant);
  return parsed === undefined ? instant.slice(0, 10) : dateOf(parsed);
}

/** Days from one day to another; negative when the other came first. */
export const daysFrom = (from: string, to: string): number => daysBetween(from as PlainDate, to as PlainDate);
