import './meeting.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CalendarPlus } from 'lucide-react';
import { listMeetings, listMeetingSeries } from '#api-client/sdk.gen.js';
import type { MeetingRow, MeetingSeries } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { moment } from '../../format/dates.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { buttonClass } from '../../ui/button.js';
import { ExportLink } from '../../ui/export-link.js';
import { More } from '../../ui/more.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { usePaged } from '../../ui/use-paged.js';
import { meetingTitle } from './use-meeting.js';

const ahead: readonly MeetingRow['state'][] = ['agendaOpen', 'agendaLocked', 'inSession'];

/** The four series with their next meetings, what is coming, and what was held with its minutes. */
export function MeetingsScreen() {
  const { t, language } = useWords();
  const series = useQuery({ queryKey: ['series'], queryFn: () => call(listMeetingSeries()) });
  const { list, more } = usePaged(['meetings'], (cursor) => call(listMeetings({ query: { cursor, limit: 25 } })));
  return (
    <Page
      title={t('meeting.title')}
      actions={
        <>
          <ExportLink table="meetings" />
          <a className={buttonClass('plain')} href={`/api/v1/meeting-calendar.ics?language=${language}`} download>
            <CalendarPlus aria-hidden size={18} />
            {t('meeting.subscribe')}
          </a>
        </>
      }
    >
      <Loaded query={series}>
        {(found) => (
          <ul className="series-tiles">
            {found.map((each) => (
              <SeriesTile key={each.id} series={each} />
            ))}
          </ul>
        )}
      </Loaded>
      <Loaded query={list}>
        {(meetings) => {
          const coming = meetings.filter(({ state }) => ahead.includes(state)).reverse();
          const past = meetings.filter(({ state }) => !ahead.includes(state));
          return (
            <div className="columns">
              <Card title={t('meeting.coming')}>
                {coming.length === 0 ? (
                  <Empty title={t('meeting.noneComing')} why={t('meeting.noneComingWhy')} />
                ) : (
                  <Rows meetings={coming} />
                )}
              </Card>
              <Card title={t('meeting.past')}>
                {past.length === 0 ? (
                  <Empty title={t('meeting.nonePast')} why={t('meeting.nonePastWhy')} />
                ) : (
                  <Rows meetings={past} />
                )}
                <More {...more} />
              </Card>
            </div>
          );
        }}
      </Loaded>
    </Page>
  );
}

function SeriesTile({ series }: { series: MeetingSeries }) {
  const { t, language } = useWords();
  const reads = mayDo(useSession(), 'agenda.read');
  const { next } = series;
  const words = next && t('meeting.next', { number: next.number, at: moment(next.startsAt, language) });
  return (
    <li className="card">
      <h2>{nameOf(series, language)}</h2>
      <p className="muted">
        {t(`meeting.weekday${series.weekday}`)} {series.startsAt} · {language === 'en' ? series.placeEn : series.place}{' '}
        · {t('meeting.chair', { name: series.chair.name })}
      </p>
      {next ? (
        <p className="series-next">
          {next.meetingId && reads ? (
            <Link to="/meetings/$id" params={{ id: next.meetingId }}>
              {words}
            </Link>
          ) : (
            words
          )}
          <span className="muted">
            {t('meeting.cutOff', { at: moment(next.cutOffAt, language) })}
            {next.provisional && ` · ${t('meeting.provisional')}`}
          </span>
        </p>
      ) : (
        <p className="muted">{t('meeting.noNext')}</p>
      )}
    </li>
  );
}

function Rows({ meetings }: { meetings: readonly MeetingRow[] }) {
  const { t, language } = useWords();
  const reads = mayDo(useSession(), 'agenda.read');
  return (
    <ul className="rows">
      {meetings.map((meeting) => {
        const { id, state } = meeting;
        const title = meetingTitle(meeting, t, language);
        const minutes = state === 'published' || state === 'minutesDraft';
        return (
          <li key={id} className="row">
            <div>
              {reads ? (
                <Link to="/meetings/$id" params={{ id }} className="row-title">
                  {title}
                </Link>
              ) : (
                <span className="row-title">{title}</span>
              )}
              <p className="muted">
                {moment(meeting.startsAt, language)} · {t('meeting.items', { count: meeting.items })}
              </p>
            </div>
            <span className={state === 'inSession' ? 'live-state' : 'meeting-state'}>
              {t(`meeting.state.${state}`)}
            </span>
            {minutes && reads && (
              <Link
                to="/meetings/$id/minutes"
                params={{ id }}
                className={buttonClass('quiet')}
                aria-label={t('meeting.minutesOf', { meeting: title })}
              >
                {t('meeting.minutes')}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}
