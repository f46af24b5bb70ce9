import { day } from '../format/dates.js';
import { useWords } from '../i18n/use-words.js';
import { Card } from './page.js';
import './clock-account.css';

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

/** One clock: when it is due or was met, how it counts, and whether a day of it may still move. */
export function ClockCard({
  title,
  due,
  note,
  days,
  provisional,
}: {
  title: string;
  due: string;
  note?: string | undefined;
  days: readonly CountedDay[];
  provisional: boolean;
}) {
  const { t } = useWords();
  return (
    <Card title={title}>
      <p className="clock-due">{due}</p>
      {note && <p className="hint">{note}</p>}
      <ClockAccount days={days} />
      {provisional && <p className="hint">{t('clock.provisional')}</p>}
    </Card>
  );
}
