import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { getMeeting } from '#api-client/sdk.gen.js';
import type { Meeting } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { day, moment } from '../../format/dates.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';

export function MeetingScreen() {
  const { id } = useParams({ from: '/within/meetings/$id' });
  const meeting = useQuery({ queryKey: ['meeting', id], queryFn: () => call(getMeeting({ path: { id } })) });
  return <Loaded query={meeting}>{(found) => <Agenda meeting={found} />}</Loaded>;
}

function Agenda({ meeting }: { meeting: Meeting }) {
  const { t, language } = useWords();
  return (
    <Page
      title={`${nameOf(meeting.series, language)} ${t('meeting.number', { number: meeting.number })}`}
      sentence={t('meeting.sentence', {
        at: moment(meeting.startsAt, language),
        place: language === 'en' ? meeting.series.placeEn : meeting.series.place,
        state: t(`meeting.state.${meeting.state}`),
      })}
    >
      <p className="muted">
        {t('meeting.cutOff', { at: moment(meeting.cutOffAt, language) })}
        {meeting.movedFrom && ` · ${t('meeting.movedFrom', { on: day(meeting.movedFrom, language) })}`}
      </p>
      <Card title={t('meeting.agenda')}>
        {meeting.items.length === 0 ? (
          <Empty title={t('meeting.noItems')} />
        ) : (
          <ol className="rows">
            {meeting.items.map((item) => (
              <li key={item.id} className="row">
                <b className="position">{item.position}</b>
                <div className="problem-main">
                  {item.problem ? (
                    <Link to="/problems/$id" params={{ id: item.problem.id }} className="row-title">
                      {item.problem.title}
                    </Link>
                  ) : (
                    <span className="row-title">{(language === 'en' && item.titleEn) || item.title}</span>
                  )}
                  <p className="muted">
                    {[item.problem?.number, item.project?.name, item.office && nameOf(item.office, language)]
                      .filter(Boolean)
                      .join(' · ')}
                  </p>
                </div>
                {item.times > 1 && <span className="bad-ink">{t('problem.times', { n: item.times })}</span>}
                {item.state === 'carriedOver' && <span className="muted">{t('meeting.carriedOver')}</span>}
              </li>
            ))}
          </ol>
        )}
      </Card>
    </Page>
  );
}
