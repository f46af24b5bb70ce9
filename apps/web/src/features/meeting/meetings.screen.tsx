import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listMeetings, listMeetingSeries } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { moment } from '../../format/dates.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { More } from '../../ui/more.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { usePaged } from '../../ui/use-paged.js';

export function MeetingsScreen() {
  const { t, language } = useWords();
  const series = useQuery({ queryKey: ['series'], queryFn: () => call(listMeetingSeries()) });
  const { list, more } = usePaged(['meetings'], (cursor) => call(listMeetings({ query: { cursor, limit: 20 } })));
  return (
    <Page title={t('meeting.title')}>
      <Loaded query={series}>
        {(found) => (
          <ul className="tiles">
            {found.map((each) => (
              <li key={each.id} className="card">
                <h2>{nameOf(each, language)}</h2>
                <p className="muted">
                  {t(`meeting.weekday${each.weekday}`)} {each.startsAt} ·{' '}
                  {language === 'en' ? each.placeEn : each.place}
                </p>
                <p className="muted">{t('meeting.chair', { name: each.chair.name })}</p>
                {each.next && (
                  <p className="tile-next">
                    {t('meeting.next', { number: each.next.number, at: moment(each.next.startsAt, language) })}
                    <br />
                    <span className="muted">{t('meeting.cutOff', { at: moment(each.next.cutOffAt, language) })}</span>
                  </p>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <Card title={t('meeting.opened')}>
        <Loaded query={list}>
          {(meetings) =>
            meetings.length === 0 ? (
              <Empty title={t('meeting.none')} />
            ) : (
              <ul className="rows">
                {meetings.map((meeting) => (
                  <li key={meeting.id} className="row">
                    <div>
                      <Link to="/meetings/$id" params={{ id: meeting.id }} className="row-title">
                        {nameOf(meeting.series, language)} {t('meeting.number', { number: meeting.number })}
                      </Link>
                      <p className="muted">{moment(meeting.startsAt, language)}</p>
                    </div>
                    <span>{t(`meeting.state.${meeting.state}`)}</span>
                    <span className="muted">{t('meeting.items', { count: meeting.items })}</span>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
        <More {...more} />
      </Card>
    </Page>
  );
}
