import { useState } from 'react';
import { decideAddition } from '#api-client/sdk.gen.js';
import { call, seen } from '../../api/call.js';
import { useSession } from '../../api/session.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { Card } from '../../ui/page.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { toast } from '../../ui/toast.js';
import { mayApprove, titleOf, useMeetingAct, type AgendaItem, type Meeting } from './use-meeting.js';

/** What was asked for after the cut-off: the chair takes it or not. */
export function RequestsCard({ meeting }: { meeting: Meeting }) {
  const { t } = useWords();
  if (meeting.requests.length === 0) return null;
  return (
    <Card title={t('meeting.requests')} note={t('meeting.requestsNote', { name: meeting.chair.name })}>
      <ul className="rows">
        {meeting.requests.map((item) => (
          <Request key={item.id} meeting={meeting} item={item} />
        ))}
      </ul>
    </Card>
  );
}

function Request({ meeting, item }: { meeting: Meeting; item: AgendaItem }) {
  const { t, language } = useWords();
  const session = useSession();
  const [declining, setDeclining] = useState(false);
  const title = titleOf(item, language);
  const decides = mayApprove(session, meeting) && (meeting.state === 'agendaLocked' || meeting.state === 'inSession');
  const to = { path: { id: meeting.id, itemId: item.id }, headers: seen(item.version) };
  const accept = useMeetingAct(
    meeting.id,
    () => call(decideAddition({ ...to, body: { accepted: true } })),
    () => toast(t('meeting.accepted', { title })),
  );
  const decline = useMeetingAct(
    meeting.id,
    (reason: string) => call(decideAddition({ ...to, body: { accepted: false, reason } })),
    () => toast(t('meeting.declined', { title })),
  );
  return (
    <li className="row">
      <div>
        <span className="row-title">{title}</span>
        <p className="muted">
          {[item.presenter.unit && nameOf(item.presenter.unit, language), item.reason].filter(Boolean).join(' · ')}
        </p>
      </div>
      <ErrorSummary error={accept.error} />
      {decides && (
        <span className="acts">
          <Button
            look="plain"
            busy={accept.isPending}
            aria-label={t('meeting.acceptOf', { title })}
            onClick={() => accept.mutate()}
          >
            {t('meeting.accept')}
          </Button>
          <Button look="quiet" aria-label={t('meeting.declineOf', { title })} onClick={() => setDeclining(true)}>
            {t('meeting.decline')}
          </Button>
        </span>
      )}
      {declining && (
        <ReasonDialog
          title={t('meeting.decline')}
          what={t('meeting.declineWhat', { title })}
          maxLength={500}
          send={decline}
          onClose={() => setDeclining(false)}
        />
      )}
    </li>
  );
}

/** What was taken off for a later meeting, and why. */
export function PostponedCard({ meeting: { postponed } }: { meeting: Meeting }) {
  const { t, language } = useWords();
  if (postponed.length === 0) return null;
  return (
    <Card title={t('meeting.postponed')}>
      <ul className="rows">
        {postponed.map((item) => (
          <li key={item.id} className="row">
            <div>
              <span className="row-title">{titleOf(item, language)}</span>
              <p className="muted">{item.reason}</p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
