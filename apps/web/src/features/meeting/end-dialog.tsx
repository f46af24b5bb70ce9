import { useNavigate } from '@tanstack/react-router';
import { endMeeting } from '#api-client/sdk.gen.js';
import { call, seen } from '../../api/call.js';
import { listed } from '../../format/lists.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { useMeetingAct, type Meeting } from './use-meeting.js';
import type { useOutcomeDrafts } from './use-outcome-drafts.js';

/** Ends the session, after saying what that brings: outcomes come into force, what has none is carried over. */
export function EndDialog({
  meeting,
  drafts,
  onClose,
}: {
  meeting: Meeting;
  drafts: ReturnType<typeof useOutcomeDrafts>;
  onClose: () => void;
}) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const { id, items, attendance } = meeting;
  const numbers = (found: typeof items) =>
    listed(
      found.map(({ position }) => String(position)),
      language,
    );
  const open = items.filter(({ outcome }) => outcome === null);
  const unsaved = items.filter((item) => drafts.isWritten(item.id));
  const decisions = items.reduce((sum, { outcome }) => sum + (outcome?.decisions.length ?? 0), 0);
  const end = useMeetingAct(
    id,
    () => call(endMeeting({ path: { id }, headers: seen(meeting.version), body: {} })),
    () => void navigate({ to: '/meetings/$id/minutes', params: { id } }),
  );
  return (
    <Dialog title={t('meeting.live.end')} onClose={onClose}>
      <ErrorSummary error={end.error} />
      <ul className="end-list">
        <li>{t('meeting.endWith.decisions', { n: decisions })}</li>
        {open.length > 0 && <li>{t('meeting.endWith.open', { n: open.length, numbers: numbers(open) })}</li>}
        {unsaved.length > 0 && (
          <li className="bad-ink">{t('meeting.endWith.unsaved', { numbers: numbers(unsaved) })}</li>
        )}
        {attendance.entries.length === 0 && <li className="bad-ink">{t('meeting.endWith.noAttendance')}</li>}
        <li>{t('meeting.endWith.minutes')}</li>
      </ul>
      <div className="form-end">
        <Button busy={end.isPending} onClick={() => end.mutate()}>
          {t('meeting.endWith.do')}
        </Button>
        <Button look="plain" onClick={onClose}>
          {t('meeting.endWith.not')}
        </Button>
      </div>
    </Dialog>
  );
}
