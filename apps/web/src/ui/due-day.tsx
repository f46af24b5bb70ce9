import { date, dayOf, moment } from '../format/dates.js';
import { dueWords } from '../format/due.js';
import { useWords } from '../i18n/use-words.js';

/**
 * By when something is due: the day and how far off it is. What is overdue says first for how long, counted from
 * `overdueSince`. Neither breaks within itself, however narrow its column.
 */
export function DueDay({ dueAt, overdueSince }: { dueAt: string; overdueSince: string | null }) {
  const { t, language } = useWords();
  const on = date(dayOf(dueAt), language);
  return (
    <span className={overdueSince === null ? undefined : 'bad-ink'} title={moment(dueAt, language)}>
      <span className="unbroken">{overdueSince === null ? on : dueWords(t, overdueSince)}</span>{' '}
      <span className="unbroken muted">{overdueSince === null ? dueWords(t, dueAt) : on}</span>
    </span>
  );
}
