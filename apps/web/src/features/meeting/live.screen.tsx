import './meeting.css';
import './live.css';
import './record.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { startMeeting } from '#api-client/sdk.gen.js';
import { call, seen } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { today } from '../../format/clock.js';
import { day, moment } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Button, buttonClass } from '../../ui/button.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { Empty, Page } from '../../ui/page.js';
import { LoadedPage } from '../../ui/states.js';
import { AttendanceCard } from './attendance-card.js';
import { LiveAgenda } from './live-agenda.js';
import { Console } from './live-console.js';
import { meetingQuery, meetingTitle, minutesOf, placeOf, useMeetingAct, type Meeting } from './use-meeting.js';

/** A meeting as its coordinators run it: everything from opening the session to ending it, on one screen. */
export function LiveScreen() {
  const { id } = useParams({ from: '/within/meetings/$id/live' });
  const meeting = useQuery(meetingQuery(id));
  return (
    <LoadedPage query={meeting} back="/meetings" lines={12}>
      {(found) => <Live key={id} meeting={found} />}
    </LoadedPage>
  );
}

function Live({ meeting }: { meeting: Meeting }) {
  const { t } = useWords();
  const session = useSession();
  if (!mayDo(session, 'meeting.record'))
    return (
      <Quiet meeting={meeting} title={t('meeting.live.notYours')} why={t('meeting.live.notYoursWhy')}>
        <Link to="/meetings/$id/follow" params={{ id: meeting.id }} className={buttonClass()}>
          {t('meeting.follow')}
        </Link>
      </Quiet>
    );
  if (meeting.state === 'inSession') return <Console meeting={meeting} />;
  if (meeting.state === 'agendaLocked') return <BeforeSession meeting={meeting} />;
  const over = meeting.state === 'minutesDraft' || meeting.state === 'published';
  return (
    <Quiet
      meeting={meeting}
      title={t(over ? 'meeting.live.over' : 'meeting.live.notNow')}
      why={t(over ? 'meeting.live.overWhy' : `meeting.live.why.${meeting.state}`)}
    >
      {over ? (
        <Link to="/meetings/$id/minutes" params={{ id: meeting.id }} className={buttonClass()}>
          {t('meeting.minutes')}
        </Link>
      ) : (
        <Link to="/meetings/$id" params={{ id: meeting.id }} className={buttonClass('plain')}>
          {t('meeting.toAgenda')}
        </Link>
      )}
    </Quiet>
  );
}

function Quiet({
  meeting,
  title,
  why,
  children,
}: {
  meeting: Meeting;
  title: string;
  why: string;
  children: React.ReactNode;
}) {
  const { t, language } = useWords();
  return (
    <Page title={meetingTitle(meeting, t, language)} back={`/meetings/${meeting.id}`}>
      <Empty title={title} why={why}>
        {children}
      </Empty>
    </Page>
  );
}

/** Whoever comes early takes attendance; the session opens on its day. */
function BeforeSession({ meeting }: { meeting: Meeting }) {
  const { t, language } = useWords();
  const { id, items, on, startsAt, approvedAt, chair } = meeting;
  const start = useMeetingAct(id, () => call(startMeeting({ path: { id }, headers: seen(meeting.version), body: {} })));
  return (
    <Page
      title={meetingTitle(meeting, t, language)}
      back={`/meetings/${id}`}
      aside={`${moment(startsAt, language)} · ${placeOf(meeting, language)}`}
      sentence={t('meeting.live.before', { n: items.length, minutes: minutesOf(items), name: chair.name })}
      actions={
        <>
          <a className={buttonClass('plain')} href={`/meetings/${id}/projector`} target="_blank" rel="noreferrer">
            {t('meeting.projector')}
          </a>
          {on === today() && (
            <Button busy={start.isPending} onClick={() => start.mutate()}>
              {t('meeting.start')}
            </Button>
          )}
        </>
      }
    >
      <ErrorSummary error={start.error} />
      {on !== today() && <p className="notice-box">{t('meeting.live.notToday', { on: day(on, language) })}</p>}
      {approvedAt === null && <p className="notice-box">{t('meeting.live.unapproved', { name: chair.name })}</p>}
      <div className="follow">
        <AttendanceCard meeting={meeting} />
        <LiveAgenda meeting={meeting} shownId={undefined} />
      </div>
    </Page>
  );
}
