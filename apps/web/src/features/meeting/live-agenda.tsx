import { Check, Pencil } from 'lucide-react';
import { useWords } from '../../i18n/use-words.js';
import { LightShape } from '../../ui/light.js';
import { runsOf, titleOf, type AgendaItem, type Meeting } from './use-meeting.js';

/** The agenda beside the session: what is done and how, what is being dealt with, what is to come. */
export function LiveAgenda({
  meeting,
  shownId,
  isWritten,
  onChoose,
}: {
  meeting: Meeting;
  shownId: string | undefined;
  isWritten?: (itemId: string) => boolean;
  /** Left out: it is only read. */
  onChoose?: (item: AgendaItem) => void;
}) {
  const { t } = useWords();
  return (
    <section
      className="card flush live-agenda"
      aria-label={t('meeting.agenda')}
      // Where it is only read there is nothing in it to focus, and it may have to be scrolled.
      tabIndex={onChoose ? undefined : 0}
    >
      <div className="card-head">
        <h2>{t('meeting.agenda')}</h2>
        <span className="card-note">
          {t('meeting.live.done', {
            done: meeting.items.filter(({ outcome }) => outcome !== null).length,
            all: meeting.items.length,
          })}
        </span>
      </div>
      {runsOf(meeting.items).map((run) => (
        <div key={run.items[0]!.id}>
          <div className="agenda-section">
            <h3>{t(`meeting.section.${run.section}`)}</h3>
            <span>{t('meeting.minutesShort', { minutes: run.minutes })}</span>
          </div>
          <ol>
            {run.items.map((item) => {
              const here = item.id === meeting.current?.itemId;
              const parts = <Parts item={item} written={isWritten?.(item.id) === true} here={here} />;
              return (
                <li key={item.id} className={item.id === shownId ? 'live-line shown' : 'live-line'}>
                  {onChoose ? (
                    <button type="button" aria-current={here ? 'step' : undefined} onClick={() => onChoose(item)}>
                      {parts}
                    </button>
                  ) : (
                    <div aria-current={here ? 'step' : undefined}>{parts}</div>
                  )}
                </li>
              );
            })}
          </ol>
        </div>
      ))}
    </section>
  );
}

function Parts({ item, written, here }: { item: AgendaItem; written: boolean; here: boolean }) {
  const { t, language } = useWords();
  const light = item.project?.standing?.light;
  return (
    <>
      <b className="position">{item.position}</b>
      <span className="live-mark">
        {item.outcome ? (
          <Check aria-hidden size={16} />
        ) : (
          light && (
            <>
              <LightShape colour={light} />
              <span className="away">{t(`meeting.light.${light}`)}</span>
            </>
          )
        )}
      </span>
      <span className={item.outcome ? 'live-title done' : 'live-title'}>
        {titleOf(item, language)}
        {here && <em className="live-now">{t('meeting.live.now')}</em>}
      </span>
      <span className="live-outcome">
        {written && (
          <span className="live-unsaved">
            <Pencil aria-hidden size={12} />
            {t('meeting.live.unsaved')}
          </span>
        )}
        {item.outcome ? t(`meeting.outcome.${item.outcome.kind}`) : t('meeting.minutesMark', { minutes: item.minutes })}
      </span>
    </>
  );
}
