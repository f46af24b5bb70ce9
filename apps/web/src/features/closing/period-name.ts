import { addDays, type PlainDate } from '#domain/calendar/plain-date.js';
import { month, span } from '../../format/dates.js';
import type { Language } from '../../i18n/i18n.js';
import type { Words } from '../../i18n/use-words.js';

export type PeriodKind = 'week' | 'tenDay' | 'month' | 'quarter' | 'year';
export const periodKinds: readonly PeriodKind[] = ['week', 'tenDay', 'month', 'quarter', 'year'];

const LAST_DAY_OF_SEVEN = 6;
const TEN_DAYS = 10;
/** 下旬 begins on the 21st and goes on to the month's end. */
const LAST_OF_MONTH = 2;

/** `3月上旬`, `2023年2月`, `2023年一季度`: a period by the name people have for it. A week has none but its days. */
export function periodName({ kind, start }: { kind: PeriodKind; start: string }, t: Words, language: Language): string {
  const [year, number, dayOfMonth] = start.split('-').map(Number) as [number, number, number];
  if (kind === 'week')
    return t('period.week', { span: span(start, addDays(start as PlainDate, LAST_DAY_OF_SEVEN), language) });
  if (kind === 'tenDay')
    return t(`period.tenDay${Math.min(LAST_OF_MONTH, Math.floor((dayOfMonth - 1) / TEN_DAYS))}`, {
      month: month(start, language),
    });
  if (kind === 'month') return month(start, language);
  if (kind === 'quarter') return t(`period.quarter${Math.ceil(number / 3)}`, { year });
  return t('period.year', { year });
}
