import './meeting.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import { approveAgenda, cancelMeeting } from '#api-client/sdk.gen.js';
import { MEETING_LASTS_MINUTES } from '#domain/meeting/sections.js';
import { call, seen } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { today } from '../../format/clock.js';
import { day, moment } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Button, buttonClass } from '../../ui/button.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { ExportLink } from '../../ui/export-link.js';
import { Page } from '../../ui/page.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { LoadedPage } from '../../ui/states.js';
import { toast } from '../../ui/toast.js';
import { AgendaCard } from './agenda-card.js';
import { AttendanceCard } from './attendance-card.js';
import { PostponedCard, RequestsCard } from './requests-card.js';
import { CutOffCountdown, StateLine } from './state-line.js';
import {
  mayApprove,
  meetingQuery,
  meetingTitle,
  minutesOf,
  placeOf,
  useMeetingAct,
  type Meeting,
} from './use-meeting.js';

/** One meeting: its agenda while it is prepared, and the ways to its session and its minutes. */
export function MeetingScreen() {
  const { id } = useParams({ from: '/within/meetings/$id' });
  const meeting = useQuery(meetingQuery(id));
  return (
    <LoadedPage query={meeting} back="/meetings" lines={10}>
      {(found) => <Prepare meeting={found} />}
    </LoadedPage>
  );
}

function Prepare({ meeting }: { meeting: Meeting }) {
  const { t, language } = useWords();
  const { state, items, cutOffAt } = meeting;
  const planned = minutesOf(items);
  const at = { at: moment(meeting.startsAt, language), place: placeOf(meeting, language) };
  return (
    <Page
      title={meetingTitle(meeting, t, language)}
      back="/meetings"
      aside={`${at.at} · ${at.place} · ${t('meeting.chair', { name: meeting.chair.name })}`}
      actions={<Ways meeting={meeting} />}
      sentence={
        <>
          {t(`meeting.sentence.${state}`, { n: items.length, minutes: planned })}
          {state === 'agendaOpen' && <CutOffCountdown cutOffAt={cutOffAt} />}
          {(state === 'agendaOpen' || state === 'agendaLocked') && planned > MEETING_LASTS_MINUTES && (
            <strong className="bad-ink">
              {t('meeting.tooLong', { lasts: MEETING_LASTS_MINUTES, over: planned - MEETING_LASTS_MINUTES })}
            </strong>
          )}
        </>
      }
    >
      {state !== 'cancelled' && state !== 'passed' && <StateLine meeting={meeting} />}
      {meeting.movedFrom && (
        <p className="muted held-later">{t('meeting.movedFrom', { on: day(meeting.movedFrom, language) })}</p>
      )}
      {meeting.cancelReason !== null && (
        <p className="notice-box">
          {t('meeting.cancelledFor', { reason: meeting.cancelReason })}{' '}
          {meeting.handedToId && (
            <Link to="/meetings/$id" params={{ id: meeting.handedToId }}>
              {t('meeting.handedTo')}
            </Link>
          )}
        </p>
      )}
      <Approval meeting={meeting} />
      <div className="columns wide-first prepare">
        <AgendaCard meeting={meeting} />
        <div className="stack">
          <RequestsCard meeting={meeting} />
          <PostponedCard meeting={meeting} />
          <AttendanceCard meeting={meeting} />
        </div>
      </div>
    </Page>
  );
}

/** Where one can go from here, and what can be taken along. */
function Ways({ meeting }: { meeting: Meeting }) {
  const { t, language } = useWords();
  const session = useSession();
  const [cancelling, setCancelling] = useState(false);
  const { id, state } = meeting;
  const records = mayDo(session, 'meeting.record');
  const held = state === 'agendaLocked' || state === 'inSession';
  const before = state === 'agendaOpen' || state === 'agendaLocked';
  const cancel = useMeetingAct(id, (reason: string) =>
    call(cancelMeeting({ path: { id }, headers: seen(meeting.version), body: { reason } })),
  );
  return (
    <>
      {before && (
        <a className={buttonClass('plain')} href={`/api/v1/meetings/${id}/calendar.ics?language=${language}`} download>
          <CalendarPlus aria-hidden size={18} />
          {t('meeting.ics')}
        </a>
      )}
      {meeting.items.length > 0 && <ExportLink table={`meetings/${id}/agenda`} />}
      {before && mayDo(session, 'meeting.write') && (
        <Button look="plain" onClick={() => setCancelling(true)}>
          {t('meeting.cancel')}
        </Button>
      )}
      {held && records && <Begin meeting={meeting} />}
      {state === 'inSession' && (
        <Link to="/meetings/$id/follow" params={{ id }} className={buttonClass(records ? 'plain' : 'main')}>
          {t('meeting.follow')}
        </Link>
      )}
      {(state === 'published' || state === 'minutesDraft') && (
        <Link to="/meetings/$id/minutes" params={{ id }} className={buttonClass()}>
          {t('meeting.minutes')}
        </Link>
      )}
      {cancelling && (
        <ReasonDialog
          title={t('meeting.cancel')}
          what={t('meeting.cancelWhat')}
          maxLength={500}
          send={cancel}
          onClose={() => setCancelling(false)}
        />
      )}
    </>
  );
}

/** To the console; on its day the session is opened there. */
function Begin({ meeting: { id, state, on } }: { meeting: Meeting }) {
  const { t } = useWords();
  const now = state === 'inSession' || on === today();
  return (
    <Link to="/meetings/$id/live" params={{ id }} className={buttonClass(now ? 'main' : 'plain')}>
      {t(state === 'inSession' ? 'meeting.toLive' : now ? 'meeting.toStart' : 'meeting.lookLive')}
    </Link>
  );
}

/** Whether the chair has agreed to the agenda as it stands, and the chair's tap to do so. */
function Approval({ meeting }: { meeting: Meeting }) {
  const { t, language } = useWords();
  const session = useSession();
  const { id, state, approvedAt, approvalDueAt } = meeting;
  const approve = useMeetingAct(
    id,
    () => call(approveAgenda({ path: { id }, headers: seen(meeting.version), body: {} })),
    () => toast(t('meeting.approvedNow')),
  );
  if (state !== 'agendaLocked') return null;
  if (approvedAt !== null) return null;
  const chairs = mayApprove(session, meeting);
  return (
    <>
      <ErrorSummary error={approve.error} />
      <div className="notice-box approval">
        <p>
          {t(chairs ? 'meeting.approveYours' : 'meeting.approveTheirs', {
            name: meeting.chair.name,
            at: moment(approvalDueAt, language),
          })}
        </p>
        {chairs && (
          <Button busy={approve.isPending} onClick={() => approve.mutate()}>
            {t('meeting.approve')}
          </Button>
        )}
      </div>
    </>
  );
}
