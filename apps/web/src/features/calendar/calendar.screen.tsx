import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { listCalendarAmendments, listCalendarDays } from '#api-client/sdk.gen.js';
import type { CalendarDays } from '#api-client/types.gen.js';
import { addDays, firstOfMonth, monthOf, plainDate, yearOf, type PlainDate } from '#domain/calendar/plain-date.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { today } from '../../format/clock.js';
import { date as dateWords, day, month as monthWords } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Button, IconButton } from '../../ui/button.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { AmendDialog } from './amend-dialog.js';
import './calendar.css';

const firstOf = (date: PlainDate) => firstOfMonth(yearOf(date), monthOf(date));

/** The working calendar, a month at a time; a coordinator amends a day and sees first what that moves. */
export function CalendarScreen() {
  const { t, language } = useWords();
  const session = useSession();
  const asked = useSearch({ from: '/within/calendar' }).month;
  const navigate = useNavigate({ from: '/calendar' });
  const month = asked ? plainDate(`${asked}-01`) : firstOf(today());
  const next = firstOf(addDays(month, 32));
  const show = (first: PlainDate) => void navigate({ search: { month: first.slice(0, 7) }, replace: true });
  const days = useQuery({
    queryKey: ['calendar', month],
    queryFn: () => call(listCalendarDays({ query: { from: month, to: next } })),
  });
  return (
    <Page title={t('calendar.title')} sentence={t('calendar.sentence')}>
      <div className="columns wide-first">
        <Card
          title={monthWords(month, language)}
          aside={
            <>
              <IconButton label={t('calendar.before')} onClick={() => show(firstOf(addDays(month, -1)))}>
                <ChevronLeft aria-hidden size={20} />
              </IconButton>
              <Button look="plain" onClick={() => show(firstOf(today()))}>
                {t('calendar.thisMonth')}
              </Button>
              <IconButton label={t('calendar.after')} onClick={() => show(next)}>
                <ChevronRight aria-hidden size={20} />
              </IconButton>
            </>
          }
        >
          <Loaded query={days} lines={6}>
            {(found) => <Month days={found} amends={mayDo(session, 'calendar.write')} />}
          </Loaded>
        </Card>
        <Amendments year={yearOf(month)} />
      </div>
    </Page>
  );
}

function Month({ days, amends }: { days: CalendarDays; amends: boolean }) {
  const { t, language } = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const workdays = days.filter(({ works }) => works).length;
  return (
    <>
      <div className="month-head" aria-hidden>
        {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
          <span key={weekday}>{t(`calendar.weekday${weekday}`)}</span>
        ))}
      </div>
      <ol className="month">
        {days.map(({ date, weekday, works, kind, name, provisional }) => {
          const special = kind === 'holiday' || kind === 'makeUpDay';
          const words = (
            <>
              <span className="day-number">{Number(date.slice(8))}</span>
              <span className={special ? 'day-words' : 'day-words plain'}>
                {special ? `${t(`calendar.short.${kind}`)} ${name ?? ''}` : t(`calendar.kind.${kind}`)}
              </span>
              {provisional && <span className="day-words">{t('calendar.provisional')}</span>}
            </>
          );
          const classes = ['day', works ? 'works' : 'off', kind, date === today() ? 'now' : ''].join(' ');
          return (
            <li key={date} className={`from-${weekday}`}>
              {amends ? (
                <button type="button" className={classes} onClick={() => setChosen(date)}>
                  {words}
                  <span className="away">{` ${day(date, language)} ${t('calendar.amend')}`}</span>
                </button>
              ) : (
                <div className={classes}>{words}</div>
              )}
            </li>
          );
        })}
      </ol>
      <p className="muted month-foot">
        {t('calendar.workdays', { count: workdays })}
        {amends && ` ${t('calendar.howToAmend')}`}
      </p>
      {chosen && <AmendDialog date={plainDate(chosen)} onClose={() => setChosen(null)} />}
    </>
  );
}

/** What was amended by hand this year, by whom and why. */
function Amendments({ year }: { year: number }) {
  const { t, language } = useWords();
  const amended = useQuery({
    queryKey: ['calendar', 'amendments', year],
    queryFn: () => call(listCalendarAmendments({ query: { year: String(year) } })),
  });
  return (
    <Card title={t('calendar.amendments', { year })} flush>
      <Loaded query={amended}>
        {(found) =>
          found.length === 0 ? (
            <Empty title={t('calendar.noAmendments')} why={t('calendar.noAmendmentsWhy')} />
          ) : (
            <ul className="rows">
              {found.map((each) => (
                <li key={each.date} className="row">
                  <div>
                    <strong>{dateWords(each.date, language)}</strong> {t(`calendar.kind.${each.kind}`)} {each.name}
                    <p className="muted">{each.reason}</p>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}
