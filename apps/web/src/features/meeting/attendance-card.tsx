import { useState } from 'react';
import { ATTENDANCE_STANDINGS, type AttendanceStanding } from '#domain/meeting/minutes.js';
import { mayDo, useSession } from '../../api/session.js';
import { aside, listed } from '../../format/lists.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/page.js';
import { AttendanceDialog } from './attendance-dialog.js';
import type { Meeting } from './use-meeting.js';

/** 出席、请假、列席: who was there, as the minutes will say it. */
export function AttendanceCard({ meeting }: { meeting: Meeting }) {
  const { t, language } = useWords();
  const session = useSession();
  const [open, setOpen] = useState(false);
  const { state, attendance } = meeting;
  const { entries } = attendance;
  const takes = mayDo(session, 'meeting.record') && (state === 'agendaLocked' || state === 'inSession');
  if (state === 'agendaOpen' || state === 'cancelled' || state === 'passed') return null;
  const names = (standing: AttendanceStanding) =>
    entries
      .filter((entry) => entry.standing === standing)
      .map(({ name, reason }) => aside(name, reason ?? '', language));
  return (
    <Card
      title={t('meeting.attendance.title')}
      aside={
        takes && (
          <Button look="quiet" onClick={() => setOpen(true)}>
            {t('meeting.attendance.take')}
          </Button>
        )
      }
    >
      {entries.length === 0 ? (
        <p className="muted">{t('meeting.attendance.none')}</p>
      ) : (
        <dl className="attendance-names">
          {ATTENDANCE_STANDINGS.map((standing) => (
            <div key={standing}>
              <dt>{t(`meeting.attendance.${standing}`)}</dt>
              <dd>{listed(names(standing), language) || t('meeting.attendance.nobody')}</dd>
            </div>
          ))}
        </dl>
      )}
      {open && <AttendanceDialog meeting={meeting} onClose={() => setOpen(false)} />}
    </Card>
  );
}
