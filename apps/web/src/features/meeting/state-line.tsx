import { date, moment } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { useNow, type Meeting } from './use-meeting.js';

const states = ['agendaOpen', 'agendaLocked', 'inSession', 'minutesDraft', 'published'] as const;

/** Where a meeting is on its way, with the moment of each step. */
export function StateLine({ meeting }: { meeting: Meeting }) {
  const { t, language } = useWords();
  const at = (instant: string) => moment(instant, language);
  const { state, cutOffAt, approvalDueAt, approvedAt, startsAt, startedAt, endedAt, minutesEdition } = meeting;
  const here = states.findIndex((each) => each === state);
  const notes: Record<(typeof states)[number], string> = {
    agendaOpen: t('meeting.step.until', { at: at(cutOffAt) }),
    agendaLocked: approvedAt
      ? t('meeting.step.approved', { at: at(approvedAt) })
      : t('meeting.step.approveBy', { at: at(approvalDueAt) }),
    inSession: at(startedAt ?? startsAt),
    minutesDraft: endedAt ? t('meeting.step.ended', { at: at(endedAt) }) : '',
    published: minutesEdition ? t('meeting.step.edition', { edition: minutesEdition }) : '',
  };
  return (
    <ol className="steps" aria-label={t('meeting.step.title')}>
      <li className="step passed">
        <b>{t('meeting.step.planned')}</b>
        <span>{t('meeting.step.heldOn', { on: date(meeting.on, language) })}</span>
      </li>
      {states.map((each, index) => (
        <li
          key={each}
          className={index === here ? 'step here' : index < here ? 'step passed' : 'step'}
          aria-current={index === here ? 'step' : undefined}
        >
          <b>{t(`meeting.step.${each}`)}</b>
          <span>{notes[each]}</span>
        </li>
      ))}
    </ol>
  );
}

/** How long items are still taken. */
export function CutOffCountdown({ cutOffAt }: { cutOffAt: string }) {
  const { t } = useWords();
  const left = Math.max(0, Date.parse(cutOffAt) - useNow(15_000));
  const minutes = Math.ceil(left / 60_000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  if (left === 0) return <>{t('meeting.countdown.over')}</>;
  if (days > 0) return <>{t('meeting.countdown.days', { days, hours })}</>;
  if (hours > 0) return <>{t('meeting.countdown.hours', { hours, minutes: minutes % 60 })}</>;
  return <>{t('meeting.countdown.minutes', { minutes })}</>;
}
