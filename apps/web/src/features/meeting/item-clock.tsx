import { duration } from '../../format/clock.js';
import { useWords } from '../../i18n/use-words.js';
import { spentOn, useNow, type AgendaItem, type Meeting } from './use-meeting.js';

/** So little of its time is left that whoever chairs should know. */
const SOON_SECONDS = 60;

/** What is left of an item's minutes, and in words when it is nearly or altogether used up. */
export function ItemClock({ item, current }: { item: AgendaItem; current: Meeting['current'] }) {
  const { t } = useWords();
  const now = useNow();
  const left = item.minutes * 60 - spentOn(item, current, now);
  const state = left < 0 ? 'over' : left <= SOON_SECONDS ? 'soon' : 'within';
  return (
    <p className={`item-clock ${state}`}>
      {/* Said once when it changes, not every second. */}
      <span role="status">{t(`meeting.clock.${state}`)}</span>
      <b role="timer" aria-live="off">
        {duration(Math.abs(left))}
      </b>
    </p>
  );
}

/** How long the meeting has been in session. */
export function SessionClock({ startedAt }: { startedAt: string }) {
  const { t } = useWords();
  const now = useNow();
  return (
    <span className="session-clock">
      {t('meeting.clock.open')} <b>{duration(Math.max(0, Math.floor((now - Date.parse(startedAt)) / 1000)))}</b>
    </span>
  );
}
