import { day } from '../format/dates.js';
import { useWords } from '../i18n/use-words.js';

export interface CountedDay {
  readonly date: string;
  readonly counted: boolean;
  readonly ordinal: number | null;
  readonly reason: string;
  readonly name?: string;
}

/** How a clock counts, day by day: 1 Thu, – Sat, 2 Sun (make-up day). */
export function ClockAccount({ days }: { days: readonly CountedDay[] }) {
  const { t, language } = useWords();
  return (
    <ol className="account">
      {days.map(({ date, counted, ordinal, reason, name }) => (
        <li key={date} className={counted ? 'counted' : 'not-counted'}>
          <b>{counted ? ordinal : '–'}</b>
          <span>{day(date, language)}</span>
          {reason !== 'workday' && <span className="muted">{name ?? t(`clock.${reason}`)}</span>}
        </li>
      ))}
    </ol>
  );
}
