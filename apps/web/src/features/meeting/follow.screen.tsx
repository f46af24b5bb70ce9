import './meeting.css';
import './live.css';
import './record.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { acceptDecision, listDecisions } from '#api-client/sdk.gen.js';
import type { DecisionRow } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { day, moment } from '../../format/dates.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { Button, buttonClass } from '../../ui/button.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { LoadedPage } from '../../ui/states.js';
import { toast } from '../../ui/toast.js';
import { SessionClock } from './item-clock.js';
import { LiveAgenda } from './live-agenda.js';
import { LiveItem } from './live-item.js';
import { OutcomeWords } from './outcome-words.js';
import { meetingQuery, meetingTitle, placeOf, type Meeting } from './use-meeting.js';

/** The meeting on one's own screen: the same item as on the wall, and one's own decisions to accept. */
export function FollowScreen() {
  const { id } = useParams({ from: '/within/meetings/$id/follow' });
  const meeting = useQuery(meetingQuery(id));
  return (
    <LoadedPage query={meeting} back="/meetings" lines={8}>
      {(found) => <Follow meeting={found} />}
    </LoadedPage>
  );
}

function Follow({ meeting }: { meeting: Meeting }) {
  const { t, language } = useWords();
  const { id, items, current, state } = meeting;
  const item = items.find((each) => each.id === current?.itemId);
  return (
    <Page
      title={meetingTitle(meeting, t, language)}
      back={`/meetings/${id}`}
      aside={
        <span className="live-head">
          <span className={state === 'inSession' ? 'live-state' : undefined}>{t(`meeting.state.${state}`)}</span>
          {state === 'inSession' && meeting.startedAt && <SessionClock startedAt={meeting.startedAt} />}
          <span>
            {moment(meeting.startsAt, language)} · {placeOf(meeting, language)}
          </span>
        </span>
      }
    >
      <div className="follow">
        <div className="stack">
          {item ? (
            <>
              <LiveItem key={item.id} meeting={meeting} item={item} />
              {item.outcome && (
                <Card title={t(`meeting.outcome.${item.outcome.kind}`)}>
                  <OutcomeWords outcome={item.outcome} />
                </Card>
              )}
            </>
          ) : (
            <div className="card">
              <Nothing meeting={meeting} />
            </div>
          )}
          <Accept meeting={meeting} />
        </div>
        {items.length > 0 && <LiveAgenda meeting={meeting} shownId={item?.id} />}
      </div>
    </Page>
  );
}

/** Why there is no item to see: it has not begun, another's is being dealt with, or it is over. */
function Nothing({ meeting }: { meeting: Meeting }) {
  const { t } = useWords();
  const { state, current, id } = meeting;
  if (state === 'minutesDraft' || state === 'published')
    return (
      <Empty title={t('meeting.followed.over')} why={t('meeting.followed.overWhy')}>
        {state === 'published' && (
          <Link to="/meetings/$id/minutes" params={{ id }} className={buttonClass('plain')}>
            {t('meeting.minutes')}
          </Link>
        )}
      </Empty>
    );
  if (state !== 'inSession')
    return <Empty title={t('meeting.followed.notYet')} why={t('meeting.followed.notYetWhy')} />;
  return current === null ? (
    <Empty title={t('meeting.live.none')} why={t('meeting.followed.waits')} />
  ) : (
    <Empty title={t('meeting.followed.others')} why={t('meeting.followed.othersWhy')} />
  );
}

/** What one's own unit leads and has not accepted yet, of this meeting; it is there once the session has ended. */
function Accept({ meeting }: { meeting: Meeting }) {
  const { t, language } = useWords();
  const session = useSession();
  const mine = useQuery({
    queryKey: ['decisions', 'of-meeting', meeting.id, 'mine'],
    queryFn: () => call(listDecisions({ query: { meetingId: meeting.id, unitId: session.unit.id, limit: 50 } })),
    enabled: mayDo(session, 'decision.accept'),
  });
  const waiting = (mine.data?.items ?? []).filter(
    ({ acceptedAt, status, leadUnit }) => acceptedAt === null && status === 'open' && leadUnit.id === session.unit.id,
  );
  if (waiting.length === 0) return null;
  return (
    <section className="accept-bar" aria-label={t('meeting.followed.toAccept')}>
      <h2>{t('meeting.followed.toAcceptOf', { unit: nameOf(session.unit, language), n: waiting.length })}</h2>
      <ul>
        {waiting.map((decision) => (
          <ToAccept key={decision.id} decision={decision} />
        ))}
      </ul>
    </section>
  );
}

function ToAccept({ decision }: { decision: DecisionRow }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const accept = useMutation({
    mutationFn: () =>
      call(
        acceptDecision({
          path: { id: decision.id },
          headers: { ...seen(decision.version), ...once() },
          body: {},
        }),
      ),
    onSuccess: () => toast(t('meeting.followed.accepted', { number: decision.number })),
    onSettled: () => client.invalidateQueries({ queryKey: ['decisions'] }),
  });
  return (
    <li>
      <div>
        <p>{decision.text}</p>
        <p className="muted">
          {decision.number} · {t('meeting.dueBy', { on: day(decision.decidedDueOn, language) })}
        </p>
        <ErrorSummary error={accept.error} />
      </div>
      <Button
        busy={accept.isPending}
        aria-label={t('meeting.followed.acceptOf', { number: decision.number })}
        onClick={() => accept.mutate()}
      >
        {t('meeting.followed.accept')}
      </Button>
    </li>
  );
}
