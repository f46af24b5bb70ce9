import { Plus } from 'lucide-react';
import { useState } from 'react';
import { postponeAgendaItem, removeAgendaItem } from '#api-client/sdk.gen.js';
import { MEETING_LASTS_MINUTES } from '#domain/meeting/sections.js';
import { call, seen } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Card, Empty } from '../../ui/page.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { toast } from '../../ui/toast.js';
import { AddItemDialog } from './add-item-dialog.js';
import { AgendaItemRow, SectionHead, type ItemAct } from './agenda-item-row.js';
import { AgendaOrderList } from './agenda-order-list.js';
import { EditItemDialog } from './edit-item-dialog.js';
import { mayApprove, minutesOf, runsOf, titleOf, useMeetingAct, type AgendaItem, type Meeting } from './use-meeting.js';

/** The agenda: read by everybody, arranged by whoever may until the session begins. */
export function AgendaCard({ meeting }: { meeting: Meeting }) {
  const { t } = useWords();
  const session = useSession();
  const [act, setAct] = useState<{ kind: ItemAct; itemId: string } | null>(null);
  const [adding, setAdding] = useState(false);
  const { state, items } = meeting;
  const before = state === 'agendaOpen' || state === 'agendaLocked';
  const writes = mayDo(session, 'agenda.write');
  const arranges = before && writes;
  const chairs = mayApprove(session, meeting) && (state === 'agendaLocked' || state === 'inSession');
  const adds = arranges || chairs;
  const chosen = items.find(({ id }) => id === act?.itemId);
  const planned = minutesOf(items);
  return (
    <Card
      flush
      title={t('meeting.agenda')}
      note={t('meeting.planned', { n: items.length, minutes: planned, lasts: MEETING_LASTS_MINUTES })}
      aside={
        adds && (
          <Button look="plain" onClick={() => setAdding(true)}>
            <Plus aria-hidden size={18} />
            {t(state === 'agendaOpen' || chairs ? 'meeting.add' : 'meeting.askToAdd')}
          </Button>
        )
      }
    >
      {before && <MinutesBar minutes={planned} />}
      {items.length === 0 ? (
        <Empty
          title={t(`meeting.noItems.${before ? 'before' : 'after'}`)}
          why={t(`meeting.noItems.why.${before ? 'before' : 'after'}`)}
        />
      ) : arranges ? (
        <AgendaOrderList meeting={meeting} onAct={(kind, itemId) => setAct({ kind, itemId })} />
      ) : (
        runsOf(items).map((run) => (
          <section key={run.items[0]!.id}>
            <SectionHead section={run.section} minutes={run.minutes} />
            <ol>
              {run.items.map((item) => (
                <li key={item.id} className="agenda-row">
                  <AgendaItemRow item={item} />
                </li>
              ))}
            </ol>
          </section>
        ))
      )}
      {adding && <AddItemDialog meeting={meeting} asChair={chairs} onClose={() => setAdding(false)} />}
      {act?.kind === 'edit' && chosen && (
        <EditItemDialog meeting={meeting} item={chosen} onClose={() => setAct(null)} />
      )}
      {act && act.kind !== 'edit' && chosen && (
        <OffDialog key={act.kind} kind={act.kind} meeting={meeting} item={chosen} onClose={() => setAct(null)} />
      )}
    </Card>
  );
}

/** The minutes planned, of those the meeting has. The figures stand above it. */
function MinutesBar({ minutes }: { minutes: number }) {
  const share = Math.min(1, minutes / MEETING_LASTS_MINUTES);
  return (
    <div className={minutes > MEETING_LASTS_MINUTES ? 'minutes-bar over' : 'minutes-bar'} aria-hidden>
      <span style={{ width: `${share * 100}%` }} />
    </div>
  );
}

/** Off this agenda: to the next one, or for good. */
function OffDialog({
  kind,
  meeting,
  item,
  onClose,
}: {
  kind: 'postpone' | 'remove';
  meeting: Meeting;
  item: AgendaItem;
  onClose: () => void;
}) {
  const { t, language } = useWords();
  const title = titleOf(item, language);
  const to = { path: { id: meeting.id, itemId: item.id }, headers: seen(item.version) };
  const act = useMeetingAct(
    meeting.id,
    (reason: string) =>
      call(
        kind === 'postpone'
          ? postponeAgendaItem({ ...to, body: { reason } })
          : removeAgendaItem({ ...to, body: { reason } }),
      ),
    () => toast(t(`meeting.${kind}Done`, { title })),
  );
  return (
    <ReasonDialog
      title={t(`meeting.${kind}`)}
      what={t(`meeting.${kind}What`, { title })}
      maxLength={500}
      send={act}
      onClose={onClose}
    />
  );
}
