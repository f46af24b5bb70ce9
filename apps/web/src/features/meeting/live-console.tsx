import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Presentation, Users } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { recordOutcome, turnToAgendaItem, undoOutcome } from '#api-client/sdk.gen.js';
import type { RecordOutcome } from '#api-client/types.gen.js';
import { call, seen } from '../../api/call.js';
import { useSession } from '../../api/session.js';
import { moment } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Button, buttonClass } from '../../ui/button.js';
import { Empty, Page } from '../../ui/page.js';
import { toast } from '../../ui/toast.js';
import { AttendanceDialog } from './attendance-dialog.js';
import { EndDialog } from './end-dialog.js';
import { SessionClock } from './item-clock.js';
import { LiveAgenda } from './live-agenda.js';
import { LiveItem } from './live-item.js';
import { RecordPanel } from './record-panel.js';
import { titleOf, meetingQuery, meetingTitle, minutesOf, placeOf, takeMeeting } from './use-meeting.js';
import type { AgendaItem, Meeting } from './use-meeting.js';
import { useOutcomeDrafts } from './use-outcome-drafts.js';

/**
 * The session: the agenda, the item that is dealt with, and what becomes of it. Recording goes on to the next item by
 * itself. Looking back at an item that has its outcome leaves the room's screens where they are.
 */
export function Console({ meeting }: { meeting: Meeting }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const session = useSession();
  const drafts = useOutcomeDrafts(meeting, session.person.id);
  const [looking, setLooking] = useState<string | null>(null);
  const [dialog, setDialog] = useState<'attendance' | 'end' | null>(null);
  const { id, items, current } = meeting;
  const key = meetingQuery(id).queryKey;
  // Somebody else turned the room while this one was writing: their hands stay where they are.
  const [before, setBefore] = useState(current?.itemId);
  const [own, setOwn] = useState<string | null>(null);
  if (before !== current?.itemId) {
    setBefore(current?.itemId);
    if (looking === null && current?.itemId !== own && before !== undefined && drafts.isWritten(before))
      setLooking(before);
  }
  const now = () => client.getQueryData(key) ?? meeting;
  const shown = items.find((item) => item.id === (looking ?? current?.itemId));

  const turn = useMutation({
    mutationFn: (itemId: string | null) =>
      call(turnToAgendaItem({ path: { id }, headers: seen(now().version), body: { itemId } })),
    onSuccess: (answer) => takeMeeting(client, answer),
    // Somebody else turned first: what they turned to is shown.
    onError: () => client.invalidateQueries({ queryKey: key }),
  });
  const turnTo = (itemId: string | null) => {
    setLooking(null);
    setOwn(itemId);
    if (itemId !== now().current?.itemId) turn.mutate(itemId);
  };
  const take = async (answer: AgendaItem) => {
    await client.cancelQueries({ queryKey: key, exact: true });
    client.setQueryData(
      key,
      (before) =>
        before && {
          ...before,
          items: before.items.map((item) =>
            item.id === answer.id ? { ...answer, position: item.position, spentSeconds: item.spentSeconds } : item,
          ),
        },
    );
  };
  const again = () => client.invalidateQueries({ queryKey: key });
  const undo = useMutation({
    mutationFn: ({ id: itemId, version }: AgendaItem) =>
      call(undoOutcome({ path: { id, itemId }, headers: seen(version) })),
    onSuccess: async (answer) => {
      await take(answer);
      setLooking(answer.id);
      toast(t('meeting.live.undone', { title: titleOf(answer, language) }));
    },
    onError: again,
  });
  const record = useMutation({
    mutationFn: ({ item, version, body }: { item: AgendaItem; version: number; body: RecordOutcome }) =>
      call(recordOutcome({ path: { id, itemId: item.id }, headers: seen(version), body })),
    onSuccess: async (answer, { item }) => {
      drafts.drop(item.id);
      await take(answer);
      toast(
        t('meeting.live.recorded', { n: item.position, outcome: t(`meeting.outcome.${answer.outcome!.kind}`) }),
        () => undo.mutate(answer),
      );
      if (now().current?.itemId === item.id || now().current === null) turnTo(nextOpen(now().items, item));
      else setLooking(null);
    },
    onError: again,
  });
  useEffect(() => record.reset(), [shown?.id]);
  useAltArrows((by) => {
    const at = items.findIndex((item) => item.id === shown?.id);
    const to = items[at + by];
    if (to) choose(to);
  });
  const choose = (item: AgendaItem) =>
    item.outcome && item.id !== current?.itemId ? setLooking(item.id) : turnTo(item.id);
  const taken = meeting.attendance.entries.filter(({ standing }) => standing !== 'excused').length;
  const open = items.filter(({ outcome }) => outcome === null).length;

  return (
    <Page
      title={meetingTitle(meeting, t, language)}
      aside={
        <span className="live-head">
          <span className="live-state">{t('meeting.state.inSession')}</span>
          {meeting.startedAt && <SessionClock startedAt={meeting.startedAt} />}
          <span>{t('meeting.live.planned', { minutes: minutesOf(items) })}</span>
          <span>
            {moment(meeting.startsAt, language)} · {placeOf(meeting, language)}
          </span>
        </span>
      }
      actions={
        <>
          <Button look="plain" onClick={() => setDialog('attendance')}>
            <Users aria-hidden size={18} />
            {t('meeting.live.attendance', { n: taken })}
          </Button>
          <a className={buttonClass('plain')} href={`/meetings/${id}/projector`} target="_blank" rel="noreferrer">
            <Presentation aria-hidden size={18} />
            {t('meeting.projector')}
          </a>
          <Button look={open === 0 ? 'main' : 'plain'} onClick={() => setDialog('end')}>
            {t('meeting.live.end')}
          </Button>
        </>
      }
    >
      <div className="live">
        <LiveAgenda meeting={meeting} shownId={shown?.id} isWritten={drafts.isWritten} onChoose={choose} />
        <div className="live-middle">
          {shown && looking && looking !== current?.itemId && (
            <Looking shown={shown} meeting={meeting} onBack={() => setLooking(null)} onTurn={() => turnTo(shown.id)} />
          )}
          {shown ? (
            <LiveItem key={shown.id} meeting={meeting} item={shown} />
          ) : (
            <div className="card">
              <Between meeting={meeting} open={open} onNext={() => turnTo(nextOpen(items))} />
            </div>
          )}
        </div>
        <RecordPanel meeting={meeting} item={shown} drafts={drafts} record={record} undo={undo} onLook={setLooking} />
      </div>
      {dialog === 'attendance' && <AttendanceDialog meeting={meeting} onClose={() => setDialog(null)} />}
      {dialog === 'end' && <EndDialog meeting={meeting} drafts={drafts} onClose={() => setDialog(null)} />}
    </Page>
  );
}

/** The next item without an outcome, after this one and then from the start; null when there is none. */
function nextOpen(items: readonly AgendaItem[], after?: AgendaItem): string | null {
  const open = items.filter(({ id, outcome }) => outcome === null && id !== after?.id);
  return (open.find(({ position }) => position > (after?.position ?? 0)) ?? open[0])?.id ?? null;
}

function Looking({
  shown,
  meeting,
  onBack,
  onTurn,
}: {
  shown: AgendaItem;
  meeting: Meeting;
  onBack: () => void;
  onTurn: () => void;
}) {
  const { t } = useWords();
  const current = meeting.items.find(({ id }) => id === meeting.current?.itemId);
  return (
    <div className="notice-box looking">
      <p>
        {current
          ? t('meeting.live.looking', { n: shown.position, current: current.position })
          : t('meeting.live.lookingOnly', { n: shown.position })}
      </p>
      <span className="acts">
        {current && (
          <Button look="plain" onClick={onBack}>
            {t('meeting.live.backTo', { n: current.position })}
          </Button>
        )}
        <Button look="quiet" onClick={onTurn}>
          {t('meeting.live.turnTo')}
        </Button>
      </span>
    </div>
  );
}

/** No item is being dealt with: before the first, or after the last. */
function Between({ meeting, open, onNext }: { meeting: Meeting; open: number; onNext: () => void }) {
  const { t } = useWords();
  if (meeting.items.length === 0)
    return <Empty title={t('meeting.noItems.after')} why={t('meeting.live.noItemsWhy')} />;
  if (open === 0) return <Empty title={t('meeting.live.allDone')} why={t('meeting.live.allDoneWhy')} />;
  return (
    <Empty title={t('meeting.live.none')} why={t('meeting.live.noneWhy', { n: open })}>
      <Button onClick={onNext}>{t('meeting.live.first')}</Button>
    </Empty>
  );
}

/** Alt with an arrow goes an item up or down, also out of a field; a list of choices keeps it for opening itself. */
function useAltArrows(onMove: (by: -1 | 1) => void): void {
  const move = useRef(onMove);
  move.current = onMove;
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
      if (event.target instanceof HTMLSelectElement || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      move.current(event.key === 'ArrowUp' ? -1 : 1);
    };
    addEventListener('keydown', heard);
    return () => removeEventListener('keydown', heard);
  }, []);
}
