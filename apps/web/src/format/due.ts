import type { Words } from '../i18n/use-words.js';
import { today } from './clock.js';
import { dayOf, daysFrom } from './dates.js';

/** How long until a moment, in days on the calendar: `今天到期`, `还有 3 天`, `超期 2 天`. */
export function dueWords(t: Words, dueAt: string): string {
  const days = daysFrom(today(), dayOf(dueAt));
  if (days === 0) return t('clock.today');
  return days > 0 ? t('clock.daysLeft', { count: days }) : t('clock.daysLate', { count: -days });
}
